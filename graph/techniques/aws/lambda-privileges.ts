import { ask, targetOf } from '../../access/aws/ask.ts'
import type { Identity } from '../../access/aws/estate.ts'
import { namesOf } from '../../access/aws/names.ts'
import { principalKey } from '../../access/aws/principal.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import { freshArns } from '../engine/fresh.ts'
import type { Scene } from '../engine/scene.ts'
import { nodesIn, onceInAccount } from '../engine/sources.ts'
import type { Permission, Prerequisite } from '../privilege.ts'
import { arn } from './example.ts'
import { existingWorkload, newPassRole } from './families.ts'

const SERVICE = 'lambda.amazonaws.com'
const NEW = 'arn:aws:lambda:{region}:{account}:function:{new}'
const FUNCTION = arn('lambda', 'function:orders')

const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/lambda/latest/api/API_${operation}.html`

const create: Permission = { action: 'lambda:CreateFunction', on: NEW }
const invokeNew: Permission = { action: 'lambda:InvokeFunction', on: NEW }

export const newFunctionInvoked = newPassRole({
  id: 'lambda-001',
  title: 'Creates a function with the role and invokes it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateFunction'), reference('Invoke')],
  permissions: [create, invokeNew],
})

/**
 * The role itself must be allowed to read the event source: "InvalidParameterValueException: the function execution
 * role does not have permissions to call …". A queue or stream of another account does as well.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
 */
const SOURCES = [
  ['sqs:ReceiveMessage', 'arn:aws:sqs:{region}:{account}:{new}'],
  ['kinesis:GetRecords', 'arn:aws:kinesis:{region}:{account}:stream/{new}'],
  ['dynamodb:GetRecords', 'arn:aws:dynamodb:{region}:{account}:table/{new}/stream/{new}'],
  ['kafka:GetBootstrapBrokers', 'arn:aws:kafka:{region}:{account}:cluster/{new}/{new}'],
] as const

const readsEventSource: Prerequisite = {
  id: 'event-source',
  says: 'the role may read a queue or stream that Lambda polls',
  decide({ nodes }, scene) {
    const role =
      nodes.role === undefined ? undefined : scene.estate.identities.get(principalKey(nodes.role.id))
    if (role === undefined) return { state: 'unknown', detail: 'what the role may read is not known' }
    for (const [action, template] of SOURCES) {
      for (const resource of freshArns(template, role, [action])) {
        const node = { id: resource, kind: 'New', props: { account: role.account } }
        const target = targetOf(node, scene.estate.accounts.get(role.account), null)
        if (ask(role, target, action, resource).decision.decision === 'allowed')
          return { state: 'met', detail: `the role is allowed ${action}` }
      }
    }
    return readsQueueByItsPolicy(role, scene)
      ? { state: 'met', detail: 'the policy of a queue lets the role receive its messages' }
      : { state: 'unmet', detail: 'the role may not read any queue or stream' }
  },
}

const RECEIVE = 'sqs:ReceiveMessage'

/** Queues of the account that have a policy, with whom it names. */
const queuesWithPolicy = onceInAccount((scene, id) =>
  nodesIn(scene, id, 'AwsSqsQueue').flatMap((queue) => {
    const policy = scene.estate.resourcePolicy(queue, 'policy', `${queue.id}#policy`) ?? null
    if (policy === null) return []
    const target = targetOf(queue, scene.estate.accounts.get(id), policy)
    return [{ target, names: namesOf(policy.policy, RECEIVE) }]
  }),
)

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-basic-examples-of-sqs-policies.html */
const readsQueueByItsPolicy = (role: Identity, scene: Scene): boolean =>
  queuesWithPolicy(scene, role.account)
    .filter(
      ({ names }) => names.everyone || names.accounts.has(role.account) || names.arns.has(role.principal.key),
    )
    .some(({ target }) => ask(role, target, RECEIVE, target.id).decision.decision === 'allowed')

const READER = {
  nodes: [
    [
      'reader',
      'AwsIamPolicy',
      {
        type: 'inline',
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] },
      },
    ],
  ],
  facts: [['arn:aws:iam::111111111111:role/target', 'HAS_POLICY', 'reader']],
} as const

export const newFunctionTriggered = newPassRole({
  id: 'lambda-002',
  title: 'Creates a function with the role and lets an event source trigger it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateFunction'), reference('CreateEventSourceMapping')],
  permissions: [create, { action: 'lambda:CreateEventSourceMapping', on: '*' }],
  target: [readsEventSource],
  ...READER,
})

export const newFunctionOpened = newPassRole({
  id: 'lambda-006',
  title: 'Creates a function with the role and lets an account of its own invoke it',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateFunction'), reference('AddPermission')],
  permissions: [create, { action: 'lambda:AddPermission', on: NEW }, { ...invokeNew, optional: true }],
})

const updateCode: Permission = { action: 'lambda:UpdateFunctionCode', on: 'function' }
const invoke: Permission = { action: 'lambda:InvokeFunction', on: 'function' }
const existing = {
  kind: 'AwsLambdaFunction',
  name: 'function',
  workload: FUNCTION,
  service: SERVICE,
} as const

/** Code in an image or a signed package is replaced all the same: by another image, unless signing is enforced. */
const invoked: Prerequisite = {
  id: 'invoked',
  says: 'something invokes the function',
  decide({ nodes }) {
    const { policy, urlAuthType } = nodes.function?.props ?? {}
    if (urlAuthType === 'NONE') return { state: 'met', detail: 'it has a public URL' }
    if (JSON.stringify(policy ?? null).includes('.amazonaws.com'))
      return { state: 'met', detail: 'its policy lets a service invoke it' }
    return { state: 'unknown', detail: 'whether anything invokes the function is not known' }
  },
}

export const functionCodeReplaced = existingWorkload({
  ...existing,
  id: 'lambda-003',
  title: 'Replaces the code of a function that something else invokes',
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateFunctionCode')],
  permissions: [updateCode, { ...invoke, optional: true }],
  target: [invoked],
  props: { urlAuthType: 'NONE' },
})

export const functionCodeReplacedAndInvoked = existingWorkload({
  ...existing,
  id: 'lambda-004',
  title: 'Replaces the code of a function and invokes it',
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateFunctionCode'), reference('Invoke')],
  permissions: [updateCode, invoke],
})

export const functionCodeReplacedAndOpened = existingWorkload({
  ...existing,
  id: 'lambda-005',
  title: 'Replaces the code of a function and lets an account of its own invoke it',
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('UpdateFunctionCode'), reference('AddPermission')],
  permissions: [
    updateCode,
    { action: 'lambda:AddPermission', on: 'function' },
    { ...invoke, optional: true },
  ],
})
