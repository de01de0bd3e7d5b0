import fc from 'fast-check'
import type { NodeRecord, Props } from '../../../snapshot/records.ts'
import { allow, factsOf, HOME, OTHER, role, trust, user } from '../testkit.ts'

export const ACTIONS = ['s3:GetObject', 's3:PutObject', 'kms:Decrypt', 'sts:AssumeRole', 'sqs:SendMessage']
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1`
const QUEUES = ['a', 'ab', 'b'].map((name) => `arn:aws:sqs:eu-west-1:${HOME}:${name}`)
const FAR_QUEUE = `arn:aws:sqs:eu-west-1:${OTHER}:far`
const ROLES = [
  role('r'),
  role('s', OTHER),
  role('aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty'),
]
const USERS = [user('u'), user('v'), user('w', OTHER)]
const BUCKETS = ['a', 'ab', 'b']
export const RESOURCES = [
  KEY,
  FAR_QUEUE,
  ...QUEUES,
  ...ROLES,
  ...BUCKETS.map((name) => `arn:aws:s3:::${name}/x`),
  'arn:aws:s3:::a/u',
  'arn:aws:s3:::team/x',
]

const some = <T>(values: readonly T[], maxLength = 2) =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength })
const actionPatterns = some([
  '*',
  's3:*',
  's3:get*',
  'kms:Decrypt',
  'sts:*',
  'sqs:SendMessage',
  's3:PutObject',
])
const resourcePatterns = some([
  '*',
  'arn:aws:s3:::a*',
  'arn:aws:s3:::?/x',
  'arn:aws:s3:::*b/x',
  `arn:aws:s3:::a/\${aws:username}`,
  `arn:aws:sqs:eu-west-1:*:\${aws:ResourceTag/team}`,
  `arn:aws:s3:::\${aws:PrincipalTag/team}/x`,
  `arn:aws:sqs:eu-west-1:${HOME}:a*`,
  `arn:aws:sqs:eu-west-1:${HOME}:?b`,
  `arn:aws:sqs:eu-west-1:${HOME}:b`,
  'arn:aws:sqs:*',
  KEY,
  `arn:aws:iam::*:role/*`,
])
const conditions = fc.constantFrom<Props>(
  {},
  {},
  {},
  {},
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
  { StringEquals: { 'aws:ResourceTag/team': 'a' } },
  { StringEquals: { 'aws:ResourceTag/team': `\${aws:PrincipalTag/team}` } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-one' } },
  { ArnLike: { 'aws:PrincipalArn': '*:user/u' } },
  { StringNotEquals: { 'aws:ResourceAccount': HOME } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
  { Bool: { 'aws:ViaAWSService': 'true' } },
  { StringEquals: { 'aws:PrincipalAccount': OTHER } },
  { StringEquals: { 'kms:CallerAccount': HOME } },
)
const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    actions: actionPatterns,
    resources: resourcePatterns,
    not: fc.integer({ min: 0, max: 9 }),
    odd: fc.integer({ min: 0, max: 15 }),
    condition: conditions,
  })
  .map(
    ({ effect, actions, resources, not, odd, condition }): Props => ({
      Effect: effect,
      [not === 0 ? 'NotAction' : 'Action']: actions,
      ...(odd === 0 ? {} : { [not < 3 && not > 0 ? 'NotResource' : 'Resource']: resources }),
      ...(odd === 1 ? { Principal: '*' } : {}),
      Condition: condition,
    }),
  )
const documentOf = (one: fc.Arbitrary<Props>) =>
  fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((Statement): Props => ({ Version: '2012-10-17', Statement }))
const document = documentOf(statement)
const open = { Version: '2012-10-17', Statement: [allow('*')] }
const ceiling = fc.oneof(fc.constant<Props>(open), document)
const principals = some(['*', HOME, OTHER, user('u'), role('r'), `arn:aws:sts::${HOME}:assumed-role/r/s`])
const resourceDocument = documentOf(
  fc.tuple(statement, principals, fc.integer({ min: 0, max: 9 })).map(([one, AWS, not]) => ({
    ...one,
    [not === 0 ? 'NotPrincipal' : 'Principal']: { AWS },
  })),
)
const organization = fc.record({
  organization: fc.constantFrom('o-one', 'o-two', null),
  serviceControlPolicies: fc.array(fc.array(ceiling, { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  resourceControlPolicies: fc.array(
    fc.array(documentOf(statement.map((one) => ({ ...one, Effect: 'Deny', Principal: '*' }))), {
      maxLength: 1,
    }),
    { maxLength: 1 },
  ),
})
const identity = fc.record({
  policies: fc.array(document, { maxLength: 2 }),
  boundary: fc.option(ceiling, { nil: undefined, freq: 3 }),
  props: fc.constantFrom<Props>({}, { mfaEnabled: false, tags: ['team=a'] }, { mfaEnabled: true, tags: [] }),
})

/** Two accounts with policies of every kind that the matrix reads. */
export const estates = fc
  .record({
    accounts: fc.tuple(organization, organization),
    identities: fc.array(identity, { minLength: 6, maxLength: 6 }),
    same: fc.boolean(),
    trusts: fc.array(fc.oneof(resourceDocument, fc.constant(trust({ AWS: HOME }))), {
      minLength: 3,
      maxLength: 3,
    }),
    policies: fc.array(fc.option(resourceDocument, { nil: null }), { minLength: 4, maxLength: 4 }),
    tags: fc.constantFrom(['team=a'], ['team=b'], []),
  })
  .map(({ accounts, identities, same, trusts, policies, tags }) => {
    const queues = [...QUEUES, FAR_QUEUE].map(
      (id): NodeRecord => ({
        id,
        kind: 'AwsSqsQueue',
        props: { account: id === FAR_QUEUE ? OTHER : HOME, tags: id === QUEUES[0] ? tags : ['team=ab'] },
      }),
    )
    const key = { id: KEY, kind: 'AwsKmsKey', props: { account: HOME, policy: policies[3] ?? null } }
    const ids = [...USERS, ...ROLES]
    const group = `arn:aws:iam::${HOME}:group/g`
    const [first] = identities
    const shared = same && first !== undefined
    return factsOf({
      ...(shared ? { groups: { [group]: first.policies } } : {}),
      accounts: { [HOME]: accounts[0], [OTHER]: accounts[1] },
      identities: Object.fromEntries(
        ids.map((id, at) => {
          const { boundary, policies: own = [], props = {} } = identities[at] ?? {}
          const isRole = at >= USERS.length
          return [
            id,
            {
              props,
              ...(shared && at < 2 ? { groups: [group] } : { policies: own }),
              ...(isRole ? { trust: trusts[at - USERS.length] ?? trust({ AWS: HOME }) } : {}),
              ...(boundary === undefined || (shared && at < 2) ? {} : { boundary }),
            },
          ]
        }),
      ),
      buckets: Object.fromEntries(BUCKETS.map((name, at) => [name, { policy: policies[at] ?? null }])),
      nodes: [...queues, key],
    })
  })
