import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { AccessQuestionError, can, whoCan } from './can.ts'
import { allow, deny, factsOf, HOME, OTHER, policy, role, trust, user } from './testkit.ts'

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

test('whoCan lists those who may and leaves out those who may not', () => {
  const facts = factsOf({
    identities: {
      [ALICE]: { policies: [policy(allow('s3:*'))] },
      [user('bob')]: { policies: [policy(allow('s3:*'), deny('s3:GetObject'))] },
    },
  })
  const found = whoCan(facts, { action: 's3:GetObject', resource: OBJECT })
  expect(found.map(({ principal }) => principal)).toEqual([ALICE])
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
