import { describe, expect, test } from 'vitest'
import type { NodeRecord, Props, Value } from '../../snapshot/records.ts'
import { allow, deny, derive, edgesOf, FOREIGN, HOME, OTHER, policy, user } from './testkit.ts'

const ALICE = user('alice')
const SECRET = `arn:aws:secretsmanager:eu-west-1:${HOME}:secret:db-abcdef`
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1`
const FUNCTION = `arn:aws:lambda:eu-west-1:${HOME}:function:f`
const SNAPSHOT = 'arn:aws:ec2:eu-west-1::snapshot/snap-1'

const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({
  id,
  kind,
  props: { account: HOME, ...props },
})
const secret = (props: Props = {}) => node(SECRET, 'AwsSecret', { policy: null, ...props })
const READ_SECRET = policy(allow('secretsmanager:GetSecretValue', SECRET))
const ROOT_OF_TRUST = policy({ ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${HOME}:root` } })

const toTarget = (parts: Parameters<typeof derive>[0], target: string) =>
  edgesOf(derive(parts)).filter((edge) => edge.endsWith(target))

test('whoever may get its value reads a secret', () => {
  const parts = { identities: { [ALICE]: { policies: [READ_SECRET] } }, nodes: [secret()] }
  expect(toTarget(parts, SECRET)).toEqual([`${ALICE} CAN_READ ${SECRET}`])
})

test('a secret of another name is not read', () => {
  const other = policy(allow('secretsmanager:GetSecretValue', `${SECRET}-other`))
  expect(toTarget({ identities: { [ALICE]: { policies: [other] } }, nodes: [secret()] }, SECRET)).toEqual([])
})

test('the policy of a secret can deny', () => {
  const document = policy({ ...deny('secretsmanager:*'), Principal: '*' })
  const parts = {
    identities: { [ALICE]: { policies: [READ_SECRET] } },
    nodes: [secret({ policy: document })],
  }
  expect(toTarget(parts, SECRET)).toEqual([])
})

test('a bus takes events of whom its policy names, and of anyone when it says so', () => {
  const BUS = `arn:aws:events:eu-west-1:${HOME}:event-bus/orders`
  const derived = (Principal: Value) => {
    const document = policy({ ...allow('events:PutEvents', BUS), Principal })
    return derive({ identities: {}, nodes: [node(BUS, 'AwsEventBus', { policy: document })] })
  }
  const named = derived({ AWS: `arn:aws:iam::${FOREIGN}:root` })
  expect(edgesOf(named)).toEqual([`arn:aws:iam::${FOREIGN}:root CAN_WRITE ${BUS}`])
  expect(named.properties.get(BUS)).toMatchObject({ publicAccess: false })
  expect(derived('*').properties.get(BUS)).toMatchObject({ publicAccess: true })
})

test("a secret under a customer's key needs the key too", () => {
  const withKey = (policies: readonly Props[]) => {
    const facts = {
      identities: { [ALICE]: { policies } },
      nodes: [secret(), node(KEY, 'AwsKmsKey', { policy: ROOT_OF_TRUST, manager: 'CUSTOMER' })],
      relationships: [{ from: SECRET, kind: 'USES_KEY', to: KEY, props: {} }],
    }
    return toTarget(facts, SECRET)
  }
  expect(withKey([READ_SECRET])).toEqual([])
  expect(withKey([READ_SECRET, policy(allow('kms:Decrypt', KEY))])).toEqual([`${ALICE} CAN_READ ${SECRET}`])
})

test('a key is used by permission only where its policy lets the account in', () => {
  const withPolicy = (document: Props) =>
    toTarget(
      {
        identities: { [ALICE]: { policies: [policy(allow('kms:Decrypt'))] } },
        nodes: [node(KEY, 'AwsKmsKey', { policy: document, manager: 'CUSTOMER' })],
      },
      KEY,
    )
  expect(withPolicy(ROOT_OF_TRUST)).toEqual([`${ALICE} CAN_READ ${KEY}`])
  expect(withPolicy(policy({ ...allow('kms:*'), Principal: { AWS: user('bob') } }))).toEqual([])
})

test('a function whose policy lets everyone in may be invoked by any AWS principal', () => {
  const document = policy({ ...allow('lambda:InvokeFunction', FUNCTION), Principal: '*' })
  const found = derive({ identities: {}, nodes: [node(FUNCTION, 'AwsLambdaFunction', { policy: document })] })
  expect(edgesOf(found)).toEqual([`AnyAwsPrincipal CAN_INVOKE ${FUNCTION}`])
  expect(found.properties.get(FUNCTION)).toEqual({ publicInvoke: true, exposure: 'internet' })
})

test('a function that a service may invoke for this account is not public', () => {
  const document = policy({
    ...allow('lambda:InvokeFunction', FUNCTION),
    Principal: { Service: 's3.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': HOME } },
  })
  const found = derive({ identities: {}, nodes: [node(FUNCTION, 'AwsLambdaFunction', { policy: document })] })
  expect(edgesOf(found)).toEqual([])
  expect(found.properties.get(FUNCTION)).toEqual({ publicInvoke: false, exposure: 'internal' })
})

test('permission to invoke a function of the account is no hold on it', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [policy(allow('lambda:InvokeFunction'))] } },
    nodes: [node(FUNCTION, 'AwsLambdaFunction', { policy: null })],
  })
  expect(edgesOf(found)).toEqual([])
})

test('a public snapshot is copied by anyone, a shared one by those it is shared with', () => {
  const withProps = (props: Props) =>
    edgesOf(
      derive({ accounts: { [OTHER]: {} }, identities: {}, nodes: [node(SNAPSHOT, 'AwsEbsSnapshot', props)] }),
    )
  expect(withProps({ public: true, sharedWith: [] })).toEqual([`AnyAwsPrincipal CAN_COPY ${SNAPSHOT}`])
  expect(withProps({ public: false, sharedWith: [OTHER, FOREIGN, HOME] })).toEqual([
    `${OTHER} CAN_COPY ${SNAPSHOT}`,
    `arn:aws:iam::${FOREIGN}:root CAN_COPY ${SNAPSHOT}`,
  ])
  expect(withProps({ public: false, sharedWith: [] })).toEqual([])
})

const PARAMETER = `arn:aws:ssm:eu-west-1:${HOME}:parameter/app/db/password`
const parameterReaders = (action: string, resource: string) =>
  toTarget(
    {
      identities: { [ALICE]: { policies: [policy(allow(action, resource))] } },
      nodes: [node(PARAMETER, 'AwsSsmParameter', { type: 'String' })],
    },
    PARAMETER,
  )

test.each([
  ['ssm:GetParameter', PARAMETER],
  ['ssm:GetParameters', PARAMETER],
  ['ssm:GetParametersByPath', `arn:aws:ssm:eu-west-1:${HOME}:parameter/app`],
  ['ssm:GetParametersByPath', `arn:aws:ssm:eu-west-1:${HOME}:parameter/*`],
  ['ssm:Get*', '*'],
])('%s on %s reads a parameter, in one edge', (action, resource) => {
  expect(parameterReaders(action, resource)).toEqual([`${ALICE} CAN_READ ${PARAMETER}`])
})

test.each([
  ['ssm:DescribeParameters', '*'],
  ['ssm:GetParametersByPath', `arn:aws:ssm:eu-west-1:${HOME}:parameter/other`],
  ['ssm:GetParameterHistory', `arn:aws:ssm:eu-west-1:${HOME}:parameter/other`],
])('%s on %s does not', (action, resource) => {
  expect(parameterReaders(action, resource)).toEqual([])
})

const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:jobs`
const TOPIC = `arn:aws:sns:eu-west-1:${HOME}:alerts`
const TABLE = `arn:aws:dynamodb:eu-west-1:${HOME}:table/orders`

describe.each([
  ['AwsSqsQueue', QUEUE, 'sqs:ReceiveMessage', 'CAN_READ'],
  ['AwsSqsQueue', QUEUE, 'sqs:SendMessage', 'CAN_WRITE'],
  ['AwsSnsTopic', TOPIC, 'sns:Subscribe', 'CAN_READ'],
  ['AwsSnsTopic', TOPIC, 'sns:Publish', 'CAN_WRITE'],
  ['AwsDynamoDbTable', TABLE, 'dynamodb:Scan', 'CAN_READ'],
  ['AwsDynamoDbTable', TABLE, 'dynamodb:UpdateItem', 'CAN_WRITE'],
])('%s %s: %s', (kind, id, action, edge) => {
  const may = policy(allow(action, id))
  const reach = (document: Props | null, identities: Parameters<typeof derive>[0]['identities']) =>
    toTarget({ identities, nodes: [node(id, kind, { policy: document })] }, id)

  test(`gives ${edge} to whoever may`, () => {
    expect(reach(null, { [ALICE]: { policies: [may] } })).toEqual([`${ALICE} ${edge} ${id}`])
    expect(reach(null, { [ALICE]: { policies: [policy(allow(action, `${id}-other`))] } })).toEqual([])
  })
  test('its own policy can deny', () => {
    const document = policy({ ...deny(action), Principal: '*' })
    expect(reach(document, { [ALICE]: { policies: [may] } })).toEqual([])
  })
  test('its own policy lets in whoever it names, and everyone when it says so', () => {
    const named = policy({ ...allow(action, id), Principal: { AWS: ALICE } })
    expect(reach(named, { [ALICE]: { policies: [] } })).toEqual([`${ALICE} ${edge} ${id}`])
    const anyone = policy({ ...allow(action, id), Principal: '*' })
    expect(reach(anyone, {}).map((one) => one.split(' ')[0])).toContain('AnyAwsPrincipal')
    const isPublic = (document: Props | null) =>
      derive({ identities: {}, nodes: [node(id, kind, { policy: document })] }).properties.get(id)
        ?.publicAccess
    expect(isPublic(anyone)).toBe(true)
    expect(isPublic(named)).toBe(false)
    expect(isPublic(null)).toBe(false)
    const bySource = { StringEquals: { 'aws:SourceAccount': HOME } }
    expect(isPublic(policy({ ...allow(action, id), Principal: '*', Condition: bySource }))).toBe(false)
  })
  test('a policy for one account lets in nobody else', () => {
    const foreign = policy({ ...allow(action, id), Principal: { AWS: `arn:aws:iam::${FOREIGN}:root` } })
    expect(reach(foreign, {})).toEqual([expect.stringContaining(FOREIGN)])
  })
})
