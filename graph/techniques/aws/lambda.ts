import type { Evidence } from '../../attack.ts'
import { WORKLOAD } from '../../likelihood.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { need, property } from '../needs.ts'
import { along, fromInternet } from '../pairs.ts'
import { type Decided, defineTechnique, type GraphLiteral, type Pair } from '../technique.ts'
import { askResourcePolicy } from './policies.ts'
import { trusting, trustsService } from './trust.ts'

/** Code in a function finds the credentials of the execution role in its environment. */
export const functionRunsAsRole = defineTechnique({
  id: 'aws-execution-role',
  title: 'Code in a function acts as its execution role',
  edge: 'RUNS_AS',
  attack: ['T1552.005', 'T1078.004'],
  likelihood: WORKLOAD.executionRole,
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  pairs: along('AwsLambdaFunction', ['HAS_EXECUTION_ROLE']),
  needs: { self: [], target: [trustsService('lambda.amazonaws.com')], world: [] },
  evidence: ({ self, target }) => [
    { type: 'setting', id: self.id, detail: `its execution role is ${target.id}` },
  ],
  provenance: ({ self }) => ({
    id: self.id,
    type: 'setting',
    edit: { change: 'set', resource: self.id, property: 'role', value: null },
  }),
  example: executedBy('lambda.amazonaws.com'),
  nearMiss: executedBy('ec2.amazonaws.com'),
})

function executedBy(service: string): GraphLiteral {
  return {
    nodes: [
      ['function', 'AwsLambdaFunction'],
      ['role', 'AwsIamRole', { trustPolicy: trusting(service) }],
    ],
    facts: [['function', 'HAS_EXECUTION_ROLE', 'role']],
  }
}

const INVOKE_URL = 'lambda:InvokeFunctionUrl'
const INVOKE = 'lambda:InvokeFunction'
const ANYONE = '*'

const withoutLogin = need(
  'function-url-auth',
  'the function has a URL that asks for no login',
  property('target', 'urlAuthType', (type) => type === 'NONE'),
)

const mayUseUrl = need(
  'invoke-function-url',
  `the function's policy lets anyone ${INVOKE_URL}`,
  ({ target }) => askUrl(target),
  { control: true },
)

/**
 * Asked for since October 2025; the documentation speaks of new URLs only, and the snapshot does not say when a URL
 * was made, so a policy that is silent about it decides nothing. One that denies it does.
 */
const mayInvoke = need(
  'invoke-function',
  `the function's policy lets anyone ${INVOKE} through the URL`,
  ({ target }) => {
    const asked = askInvoke(target)
    if (asked.state !== 'unmet' || asked.denied) return asked
    return {
      state: 'unknown',
      detail: `the policy does not allow ${INVOKE}, which AWS asks for on URLs made since October 2025`,
    }
  },
  { control: true },
)

const askUrl = (target: NodeRecord) =>
  askResourcePolicy(target.props.policy, {
    principal: ANYONE,
    action: INVOKE_URL,
    resource: target.id,
    context: { 'lambda:FunctionUrlAuthType': 'NONE' },
  })

function askInvoke(target: NodeRecord): Decided & { readonly denied: boolean } {
  const { answer, ...decided } = askResourcePolicy(target.props.policy, {
    principal: ANYONE,
    action: INVOKE,
    resource: target.id,
    context: { 'lambda:InvokedViaFunctionUrl': 'true' },
  })
  return { ...decided, denied: answer?.by.some(({ effect }) => effect === 'Deny') ?? false }
}

/** A function URL without authentication is open to whoever the function's policy admits. */
export const publicFunctionUrl = defineTechnique({
  id: 'aws-public-function-url',
  title: 'A function URL asks nobody for a login',
  edge: 'CAN_INVOKE',
  attack: ['T1190'],
  likelihood: WORKLOAD.publicFunction,
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'],
  pairs: fromInternet('AwsLambdaFunction', ({ props }) => typeof props.urlAuthType === 'string'),
  needs: { self: [], target: [withoutLogin, mayUseUrl, mayInvoke], world: [] },
  evidence: ({ target }) => [
    { type: 'setting', id: target.id, detail: `the URL's authentication is ${target.props.urlAuthType}` },
    ...statements(target),
  ],
  provenance: ({ target }) => ({
    id: target.id,
    type: 'setting',
    edit: { change: 'set', resource: target.id, property: 'urlAuthType', value: 'AWS_IAM' },
  }),
  marks: ({ target }: Pair) => [[target.id, { exposure: 'internet' }]],
  example: withUrl({ urlAuthType: 'NONE' }),
  nearMiss: withUrl({ urlAuthType: 'AWS_IAM' }),
})

function statements(target: NodeRecord): Evidence[] {
  const allowing = askUrl(target).answer?.by ?? []
  return allowing.map(({ statement, sid }) => ({
    type: 'resource-policy',
    id: `${target.id}#policy`,
    statement: sid ?? statement,
    detail: `allows anyone ${INVOKE_URL}`,
  }))
}

function withUrl(props: Props): GraphLiteral {
  const statement = (action: string, key: string, value: string) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: action,
    Resource: '*',
    Condition: { StringEquals: { [key]: value } },
  })
  const policy = {
    Version: '2012-10-17',
    Statement: [
      statement(INVOKE_URL, 'lambda:FunctionUrlAuthType', 'NONE'),
      statement(INVOKE, 'lambda:InvokedViaFunctionUrl', 'true'),
    ],
  }
  return { nodes: [['function', 'AwsLambdaFunction', { policy, ...props }]], facts: [] }
}
