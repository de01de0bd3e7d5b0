import { TECHNIQUE } from '../../likelihood.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import { candidate, follow, nodesIn } from '../engine/sources.ts'
import type { Permission, Source } from '../privilege.ts'
import { ACCOUNT, arn, iamArn, identity, scenario, TARGET_ROLE, trustFor } from './example.ts'
import { existingWorkload, newPassRole, passRoleTo, trusting } from './families.ts'

const SERVICE = 'cloudformation.amazonaws.com'
const STACK = 'arn:aws:cloudformation:{region}:{account}:stack/{new}/{new}'
const STACK_SET = 'arn:aws:cloudformation:{region}:{account}:stackset/{new}:{new}'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_${operation}.html`

export const newStack = newPassRole({
  id: 'cloudformation-001',
  title: 'Creates a stack that the role fills with resources of its choice',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('CreateStack')],
  permissions: [{ action: 'cloudformation:CreateStack', on: STACK }],
})

const stack = {
  kind: 'AwsCloudFormationStack',
  name: 'stack',
  workload: arn('cloudformation', 'stack/network/1'),
  service: SERVICE,
  target: [
    propertyOf(
      'stack-state',
      'the stack can be updated',
      'stack',
      'status',
      (status) =>
        typeof status === 'string' && /^(CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK)_COMPLETE$/.test(status),
    ),
  ],
  props: { status: 'CREATE_COMPLETE' },
} as const

/** The stack keeps its service role, and whoever updates it need not pass it again. */
export const stackUpdated = existingWorkload({
  ...stack,
  id: 'cloudformation-002',
  title: 'Replaces the template of a stack that has a service role',
  likelihood: TECHNIQUE.changedWorkload,
  references: [
    reference('UpdateStack'),
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  ],
  permissions: [{ action: 'cloudformation:UpdateStack', on: 'stack' }],
})

export const changeSetExecuted = existingWorkload({
  ...stack,
  id: 'cloudformation-005',
  title: 'Executes a change set of its own on a stack that has a service role',
  category: 'new-passrole',
  likelihood: TECHNIQUE.changedWorkload,
  references: [reference('CreateChangeSet'), reference('ExecuteChangeSet')],
  permissions: [
    { action: 'cloudformation:CreateChangeSet', on: 'stack' },
    { action: 'cloudformation:ExecuteChangeSet', on: 'stack' },
  ],
})

/** Roles that another role, which CloudFormation may take, can go on to assume: the two roles of a stack set. */
const executionRoles: Source = {
  says: 'roles that a stack set could make its changes with',
  *inAccount(scene, account) {
    for (const administration of nodesIn(scene, account, 'AwsIamRole')) {
      const [found] = trusting(scene, administration, [SERVICE], { administration })
      if (found === undefined) continue
      for (const { to, evidence, conditions } of scene.assumableBy(administration.id)) {
        const execution = scene.facts.node(to)
        if (execution?.kind !== 'AwsIamRole') continue
        yield candidate({ administration, role: execution }, to, {
          conditions: [...found.conditions, ...conditions],
          evidence: [...found.evidence, ...evidence],
        })
      }
    }
  },
}

const ADMINISTRATION = iamArn('role/stack-sets')
const passAdministration: Permission = { ...passRoleTo(SERVICE), on: 'administration' }
const twoRoles = (service: string) => ({
  nodes: [
    identity(ADMINISTRATION, 'role', { trustPolicy: trustFor(service) }),
    identity(TARGET_ROLE, 'role', { trustPolicy: trustFor(ADMINISTRATION) }),
  ],
  on: { administration: ADMINISTRATION, role: TARGET_ROLE },
})
const OTHER_SERVICE = 'lambda.amazonaws.com'

const newSetPermissions: readonly Permission[] = [
  passAdministration,
  { action: 'cloudformation:CreateStackSet', on: '*' },
  { action: 'cloudformation:CreateStackInstances', on: STACK_SET },
]

const common = {
  category: 'new-passrole',
  edge: 'CAN_RUN_AS',
  attack: ['T1548.005', 'T1078.004'],
  likelihood: TECHNIQUE.newPipeline,
} as const

export const newStackSet = {
  ...common,
  id: 'cloudformation-003',
  title: 'Creates a stack set whose administration role assumes the role that makes the changes',
  references: [reference('CreateStackSet'), reference('CreateStackInstances')],
  source: executionRoles,
  needs: { self: newSetPermissions, target: [], world: [] },
  example: scenario({ permissions: newSetPermissions, ...twoRoles(SERVICE) }),
  nearMiss: scenario({ permissions: newSetPermissions, ...twoRoles(OTHER_SERVICE) }),
}

/** Stack sets with the role that enters the accounts and those that make the changes there. */
const stackSetRoles: Source = {
  says: 'roles of stack sets',
  *inAccount(scene, account) {
    for (const set of nodesIn(scene, account, 'AwsCloudFormationStackSet'))
      for (const administration of follow(scene, set.id, 'HAS_SERVICE_ROLE'))
        for (const role of follow(scene, set.id, 'HAS_EXECUTION_ROLE')) {
          const assumed = scene.assumableBy(administration.id).find(({ to }) => to === role.id)
          const [found] = trusting(scene, administration, [SERVICE], { administration, set })
          if (found === undefined || assumed === undefined) continue
          yield candidate({ administration, set, role }, role.id, {
            conditions: [...found.conditions, ...assumed.conditions],
            evidence: [...found.evidence, ...assumed.evidence],
          })
        }
  },
}

const SET = arn('cloudformation', 'stackset/baseline:1')
const updateSetPermissions: readonly Permission[] = [
  passAdministration,
  { action: 'cloudformation:UpdateStackSet', on: 'set' },
]
const setWith = (instances: number) =>
  scenario({
    permissions: updateSetPermissions,
    on: { ...twoRoles(SERVICE).on, set: SET },
    nodes: [...twoRoles(SERVICE).nodes, [SET, 'AwsCloudFormationStackSet', { account: ACCOUNT, instances }]],
    facts: [
      [SET, 'HAS_SERVICE_ROLE', ADMINISTRATION],
      [SET, 'HAS_EXECUTION_ROLE', TARGET_ROLE],
    ],
  })

export const stackSetUpdated = {
  ...common,
  id: 'cloudformation-004',
  title: 'Replaces the template of a stack set that has instances',
  references: [reference('UpdateStackSet')],
  source: stackSetRoles,
  needs: {
    self: updateSetPermissions,
    target: [
      propertyOf(
        'stack-instances',
        'the stack set has an instance',
        'set',
        'instances',
        (instances) => typeof instances === 'number' && instances > 0,
      ),
    ],
    world: [],
  },
  example: setWith(1),
  nearMiss: setWith(0),
}
