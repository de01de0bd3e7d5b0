import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { AccessQuestionError } from '../question.ts'
import { can } from './can.ts'
import { allow, deny, FOREIGN, factsOf, HOME, OTHER, policy, role, trust, user } from './testkit.ts'

const ALICE = user('alice')
const OBJECT = 'arn:aws:s3:::data/report.csv'
const ask = (principal: string, action = 's3:GetObject', resource = OBJECT) => ({
  principal,
  action,
  resource,
})

test('names the policy and statement that allow', () => {
  const facts = factsOf({ identities: { [ALICE]: { policies: [policy(deny('ec2:*'), allow('s3:*'))] } } })
  expect(can(facts, ask(ALICE))).toMatchObject({
    decision: 'allowed',
    by: [{ policy: `${ALICE}#inline/p0`, statement: 1, effect: 'Allow' }],
  })
})

test('the same statement in two policies is told of both, and of a boundary', () => {
  const document = policy(allow('s3:*'))
  const own = { policies: [document, policy(allow('s3:*'))] }
  const facts = factsOf({ identities: { [ALICE]: own, [user('bob')]: { ...own, boundary: document } } })
  const told = (principal: string) =>
    can(facts, ask(principal)).by.map(({ policy, layer }) => [policy, layer])
  const inline = (principal: string) =>
    ['p0', 'p1'].map((name) => [`${principal}#inline/${name}`, 'identityPolicies'])
  expect(told(ALICE)).toEqual(inline(ALICE))
  expect(told(user('bob'))).toEqual([
    ...inline(user('bob')),
    [expect.stringMatching('boundary'), 'permissionBoundaries'],
  ])
})

test('asks the policy of the bucket that holds the object', () => {
  const document = policy({ ...deny('s3:*', '*'), Principal: '*' })
  const facts = factsOf({
    identities: { [ALICE]: { policies: [policy(allow('s3:*'))] } },
    buckets: { data: { policy: document } },
  })
  expect(can(facts, ask(ALICE))).toMatchObject({
    decision: 'denied',
    by: [{ policy: 'arn:aws:s3:::data#policy', statement: 0, effect: 'Deny' }],
  })
})

test('a session is judged by its role', () => {
  const facts = factsOf({ identities: { [role('app')]: { policies: [policy(allow('s3:*'))] } } })
  expect(can(facts, ask(`arn:aws:sts::${HOME}:assumed-role/app/job-7`)).decision).toBe('allowed')
})

test('a bucket policy that was not collected leaves another account in doubt', () => {
  const carol = user('carol', OTHER)
  const parts = { accounts: { [OTHER]: {} }, identities: { [carol]: { policies: [policy(allow('s3:*'))] } } }
  const node = { id: 'arn:aws:s3:::data', kind: 'AwsS3Bucket', props: { account: HOME } }
  expect(can(factsOf({ ...parts, nodes: [node] }), ask(carol)).decision).toBe('conditional')
  expect(can(factsOf({ ...parts, buckets: { data: {} } }), ask(carol)).decision).toBe('denied')
})

test('a role is assumed by trust and permission together', () => {
  const facts = factsOf({
    identities: {
      [ALICE]: { policies: [policy(allow('sts:AssumeRole'))] },
      [role('deploy')]: { trust: trust({ AWS: HOME }) },
      [role('locked')]: { trust: trust({ Service: 'ec2.amazonaws.com' }) },
    },
  })
  expect(can(facts, ask(ALICE, 'sts:AssumeRole', role('deploy'))).decision).toBe('allowed')
  expect(can(facts, ask(ALICE, 'sts:AssumeRole', role('locked'))).decision).toBe('denied')
  expect(can(facts, ask('ec2.amazonaws.com', 'sts:AssumeRole', role('locked'))).decision).toBe('allowed')
})

test('a condition that the snapshot does not decide is named', () => {
  const Condition = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }
  const facts = factsOf({
    identities: { [ALICE]: { policies: [policy(allow('s3:*', '*', { Condition }))] } },
  })
  expect(can(facts, ask(ALICE))).toMatchObject({
    decision: 'conditional',
    conditions: [{ key: 'aws:SourceIp' }],
  })
  expect(can(facts, { ...ask(ALICE), context: { 'aws:SourceIp': ['10.1.1.1'] } }).decision).toBe('allowed')
})

test('a principal that is not in the snapshot is an error, not a no', () => {
  expect(() => can(factsOf({ identities: {} }), ask(ALICE))).toThrow(AccessQuestionError)
})

test.each([
  ['AwsSqsQueue', `arn:aws:sqs:eu-west-1:${HOME}:jobs`, 'sqs:SendMessage'],
  ['AwsSnsTopic', `arn:aws:sns:eu-west-1:${HOME}:alerts`, 'sns:Publish'],
  ['AwsEcrRepository', `arn:aws:ecr:eu-west-1:${HOME}:repository/app`, 'ecr:PutImage'],
  ['AwsDynamoDbTable', `arn:aws:dynamodb:eu-west-1:${HOME}:table/orders`, 'dynamodb:Query'],
  [
    'AwsEfsFileSystem',
    `arn:aws:elasticfilesystem:eu-west-1:${HOME}:file-system/fs-1`,
    'elasticfilesystem:DeleteFileSystem',
  ],
])('the policy of an %s takes part', (kind, id, action) => {
  const carol = user('carol', OTHER)
  const identities = { [carol]: { policies: [policy(allow('*'))] } }
  const asked = (statement: Props | null, resource = id) => {
    const props = { account: HOME, policy: statement === null ? null : policy(statement) }
    const facts = factsOf({ accounts: { [OTHER]: {} }, identities, nodes: [{ id, kind, props }] })
    return can(facts, ask(carol, action, resource)).decision
  }
  expect(asked(null)).toBe('denied')
  expect(asked({ ...allow(action), Principal: { AWS: carol } })).toBe('allowed')
  expect(asked({ ...allow(action), Principal: { AWS: user('dave', OTHER) } })).toBe('denied')
  if (kind === 'AwsDynamoDbTable')
    expect(asked({ ...allow(action), Principal: { AWS: carol } }, `${id}/index/by-day`)).toBe('allowed')
})

// https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
test('without a policy whoever gets to a mount target gets into a file system, and nobody deletes it', () => {
  const id = `arn:aws:elasticfilesystem:eu-west-1:${HOME}:file-system/fs-1`
  const facts = (props: Props) =>
    factsOf({
      identities: { [ALICE]: {} },
      nodes: [{ id, kind: 'AwsEfsFileSystem', props: { account: HOME, ...props } }],
    })
  const mount = 'elasticfilesystem:ClientMount'
  expect(can(facts({ policy: null }), ask(ALICE, mount, id))).toMatchObject({
    decision: 'conditional',
    by: [{ policy: 'default-file-system-policy' }],
    conditions: [{ key: 'elasticfilesystem:AccessedViaMountTarget' }],
  })
  const context = { 'elasticfilesystem:AccessedViaMountTarget': ['true'] }
  expect(can(facts({ policy: null }), { ...ask('*', mount, id), context }).decision).toBe('allowed')
  const remove = ask(ALICE, 'elasticfilesystem:DeleteFileSystem', id)
  expect(can(facts({ policy: null }), remove).decision).toBe('denied')
  expect(can(facts({}), remove)).toMatchObject({ decision: 'conditional', by: [{ policy: 'not-collected' }] })
  const own = policy({ ...allow(mount), Principal: { AWS: user('bob') } })
  expect(can(facts({ policy: own }), ask(ALICE, mount, id)).decision).toBe('denied')
})

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
test('how long ago MFA was passed is absent where it was not', () => {
  const Condition = { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }
  const policies = [policy(allow('s3:*', '*', { Condition }))]
  const decision = (props: Props, context = {}) =>
    can(factsOf({ identities: { [ALICE]: { policies, props } } }), { ...ask(ALICE), context }).decision
  expect(decision({ mfaEnabled: false })).toBe('denied')
  expect(decision({ mfaEnabled: true })).toBe('conditional')
  expect(decision({ mfaEnabled: true }, { 'aws:MultiFactorAuthAge': ['60'] })).toBe('allowed')
  expect(decision({ mfaEnabled: true }, { 'AWS:MultiFactorAuthPresent': ['false'] })).toBe('denied')
  expect(decision({ mfaEnabled: true }, { 'aws:multifactorauthpresent': 'absent' })).toBe('denied')
  expect(decision({ mfaEnabled: true }, { 'aws:MultiFactorAuthPresent': ['true'] })).toBe('conditional')
})

test.each(['s3', 's3:Get Object', 's3:Get*', 's3:Get?bject', 'x s3:GetObject', 's3:GetObject:x', ''])(
  '"%s" is no action',
  (action) => {
    const facts = factsOf({ identities: { [ALICE]: { policies: [policy(allow('*'))] } } })
    const message = `"${action}" is no action; write it as service:Action, such as s3:GetObject`
    expect(() => can(facts, ask(ALICE, action))).toThrow(message)
  },
)

test.each([
  [user('nobody'), `${user('nobody')} is not in the snapshot`],
  [role('nobody'), `${role('nobody')} is not in the snapshot`],
  [
    `arn:aws:sts::${HOME}:assumed-role/nobody/x`,
    `arn:aws:sts::${HOME}:assumed-role/nobody/x is not in the snapshot`,
  ],
  ['nobody', '"nobody" is no ARN of a principal, service or *'],
])('who is not there is an error: %s', (principal, message) => {
  expect(() => can(factsOf({ identities: {} }), ask(principal))).toThrow(message)
  try {
    can(factsOf({ identities: {} }), ask(principal))
  } catch (error) {
    expect(error).toMatchObject({ name: 'AccessQuestionError' })
  }
})

const namedIn = (principal: string, Condition: Props = {}) => ({
  data: { policy: policy({ ...allow('s3:*'), Principal: { AWS: principal }, Condition }) },
})

test('a federated user is not the user who made the session', () => {
  const federated = `arn:aws:sts::${HOME}:federated-user/alice`
  const type = { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } }
  const tls = { Bool: { 'aws:SecureTransport': 'true' } }
  const identities = { [ALICE]: {} }
  const known = factsOf({ identities, buckets: namedIn(federated, { ...type, ...tls }) })
  expect(can(known, ask(federated)).decision).toBe('allowed')
  const unknown = factsOf({ identities: {}, buckets: namedIn(federated, { ...type, ...tls }) })
  expect(can(unknown, ask(federated)).decision).toBe('allowed')
})

test('the root user of an account is under its service control policies', () => {
  const root = `arn:aws:iam::${HOME}:root`
  const decision = (account: Props) =>
    can(factsOf({ accounts: { [HOME]: account }, identities: {}, buckets: { data: {} } }), ask(root))
  expect(decision({}).decision).toBe('allowed')
  const serviceControlPolicies = [[policy(allow('*'))], [policy(allow('*'), deny('s3:*'))]]
  expect(decision({ serviceControlPolicies })).toMatchObject({
    decision: 'denied',
    by: [{ policy: `${HOME}#serviceControlPolicies/1/0`, statement: 1, layer: 'serviceControlPolicies' }],
  })
})

test('resource control policies and boundaries are named as what decides', () => {
  const resourceControlPolicies = [[{ id: 'p-1', document: policy({ ...deny('s3:*'), Principal: '*' }) }]]
  const identities = { [ALICE]: { policies: [policy(allow('s3:*'))] } }
  const controlled = factsOf({
    accounts: { [HOME]: { resourceControlPolicies } },
    identities,
    buckets: { data: {} },
  })
  expect(can(controlled, ask(ALICE)).by).toMatchObject([{ policy: 'p-1', layer: 'resourceControlPolicies' }])
  const bounded = factsOf({
    identities: { [ALICE]: { policies: [policy(allow('s3:*'))], boundary: policy(deny('s3:*')) } },
  })
  expect(can(bounded, ask(ALICE)).by).toMatchObject([
    { policy: `arn:aws:iam::${HOME}:policy/boundary-of-alice`, layer: 'permissionBoundaries' },
  ])
})

test('a resource of an account that was not read has its account and its tags', () => {
  const queue = `arn:aws:sqs:eu-west-1:${FOREIGN}:jobs`
  const decision = (Condition: Props) => {
    const document = policy({ ...allow('sqs:*'), Principal: { AWS: ALICE } })
    const props = { account: FOREIGN, policy: document, tags: ['team=a'] }
    const facts = factsOf({
      identities: { [ALICE]: { policies: [policy(allow('sqs:*', '*', { Condition }))] } },
      nodes: [{ id: queue, kind: 'AwsSqsQueue', props }],
    })
    return can(facts, ask(ALICE, 'sqs:SendMessage', queue)).decision
  }
  expect(decision({ StringEquals: { 'aws:ResourceAccount': FOREIGN } })).toBe('allowed')
  expect(decision({ StringEquals: { 'aws:ResourceAccount': HOME } })).toBe('denied')
  expect(decision({ StringEquals: { 'aws:ResourceTag/team': 'a' } })).toBe('allowed')
  expect(decision({ StringEquals: { 'aws:ResourceTag/stage': 'a' } })).toBe('denied')
})
