import { expect, test } from 'vitest'
import { allow, deny, derive, edgesOf, FOREIGN, HOME, OTHER, policy, role, user } from './testkit.ts'

const ALICE = user('alice')
const BUCKET = 'arn:aws:s3:::data'
const READ = policy(allow('s3:GetObject', `${BUCKET}/*`))
const everyone = (action: string, more = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: action,
  Resource: `${BUCKET}/*`,
  ...more,
})
const PUBLIC = policy(everyone('s3:GetObject'))

test('an identity policy gives read, and read alone', () => {
  const found = derive({ identities: { [ALICE]: { policies: [READ] } }, buckets: { data: {} } })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${BUCKET}`])
})

test('permission to list a bucket reads no object', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [policy(allow('s3:ListBucket'))] } },
    buckets: { data: {} },
  })
  expect(edgesOf(found)).toEqual([])
})

test('permission for a part of the bucket is an edge', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [policy(allow('s3:PutObject', `${BUCKET}/logs/*`))] } },
    buckets: { data: {} },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_WRITE ${BUCKET}`])
})

test('a Deny of one prefix leaves the rest', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [READ, policy(deny('s3:*', `${BUCKET}/secret/*`))] } },
    buckets: { data: {} },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${BUCKET}`])
})

test('a Deny of everything but one prefix leaves that prefix', () => {
  const Statement = { Effect: 'Deny', Action: 's3:*', NotResource: `${BUCKET}/public/*` }
  const found = derive({
    identities: { [ALICE]: { policies: [READ, policy(Statement)] } },
    buckets: { data: {} },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${BUCKET}`])
})

test('a bucket policy denies one user', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [READ] } },
    buckets: { data: { policy: policy({ ...everyone('s3:*'), Effect: 'Deny', Principal: { AWS: ALICE } }) } },
  })
  expect(edgesOf(found)).toEqual([])
  expect(found.blocked[0]?.by).toMatchObject({ type: 'resource-policy', id: `${BUCKET}#policy` })
})

test('another bucket of the same name prefix is not meant', () => {
  const found = derive({ identities: { [ALICE]: { policies: [READ] } }, buckets: { 'data-archive': {} } })
  expect(edgesOf(found)).toEqual([])
})

test('a public policy lets the Internet read', () => {
  const found = derive({ identities: {}, buckets: { data: { policy: PUBLIC } } })
  expect(edgesOf(found)).toContain(`Internet CAN_READ ${BUCKET}`)
  expect(found.properties.get(BUCKET)).toMatchObject({
    publicRead: true,
    publicWrite: false,
    exposure: 'internet',
  })
})

test.each([
  ['the bucket', { restrictPublicBuckets: true }, {}],
  ['the account', {}, { s3RestrictPublicBuckets: true }],
])(
  'Block Public Access of %s closes a public policy, and is told as what blocked it',
  (_, props, account) => {
    const found = derive({
      accounts: { [HOME]: account },
      identities: {},
      buckets: { data: { policy: PUBLIC, ...props } },
    })
    expect(edgesOf(found)).toEqual([])
    expect(found.blocked).toContainEqual(expect.objectContaining({ from: 'Internet', to: BUCKET }))
    expect(found.properties.get(BUCKET)).toMatchObject({ publicRead: false })
  },
)

test('BlockPublicPolicy alone does not close a policy that is there already', () => {
  const found = derive({ identities: {}, buckets: { data: { policy: PUBLIC, blockPublicPolicy: true } } })
  expect(edgesOf(found)).toContain(`Internet CAN_READ ${BUCKET}`)
})

test('a public policy with a narrow source address stays conditional', () => {
  const Condition = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
  const found = derive({
    identities: {},
    buckets: { data: { policy: policy(everyone('s3:GetObject', { Condition })) } },
  })
  const edge = found.edges.find(({ from }) => from === 'Internet')
  expect(edge?.conditions).toMatchObject([{ key: 'aws:SourceIp', state: 'unknown' }])
})

test('an ACL for everyone counts only while ACLs are on', () => {
  const acl = [{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'FULL_CONTROL' }]
  const at = (objectOwnership: string) =>
    edgesOf(derive({ identities: {}, buckets: { data: { acl, objectOwnership } } }))
  expect(at('BucketOwnerPreferred')).toEqual([`Internet CAN_READ ${BUCKET}`, `Internet CAN_WRITE ${BUCKET}`])
  expect(at('BucketOwnerEnforced')).toEqual([])
})

test('IgnorePublicAcls closes a public ACL', () => {
  const acl = [{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'WRITE' }]
  const found = derive({
    identities: {},
    buckets: { data: { acl, objectOwnership: 'ObjectWriter', ignorePublicAcls: true } },
  })
  expect(edgesOf(found)).toEqual([])
})

test('an ACL that lets everyone list does not let everyone write', () => {
  const acl = [{ grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', permission: 'READ' }]
  const found = derive({ identities: {}, buckets: { data: { acl, objectOwnership: 'ObjectWriter' } } })
  expect(edgesOf(found)).toEqual([`Internet CAN_READ ${BUCKET}`])
  expect(found.edges[0]?.conditions[0]?.key).toBe('s3:object-acl')
})

test('across accounts the bucket policy and the user must agree', () => {
  const carol = user('carol', OTHER)
  const bucketPolicy = policy(everyone('s3:GetObject', { Principal: { AWS: OTHER } }))
  const withPolicies = (policies: readonly ReturnType<typeof policy>[]) =>
    edgesOf(
      derive({
        accounts: { [OTHER]: {} },
        identities: { [carol]: { policies } },
        buckets: { data: { policy: bucketPolicy } },
      }),
    )
  expect(withPolicies([READ])).toEqual([`${OTHER} CAN_READ ${BUCKET}`, `${carol} CAN_READ ${BUCKET}`])
  expect(withPolicies([])).toEqual([`${OTHER} CAN_READ ${BUCKET}`])
})

test('a bucket policy that names a foreign account makes it an external principal', () => {
  const bucketPolicy = policy(everyone('s3:GetObject', { Principal: { AWS: FOREIGN } }))
  const found = derive({ identities: {}, buckets: { data: { policy: bucketPolicy } } })
  expect(edgesOf(found)).toEqual([`arn:aws:iam::${FOREIGN}:root CAN_READ ${BUCKET}`])
})

test('an administrator has one edge to his account and none to its buckets', () => {
  const found = derive({ identities: { [ALICE]: { policies: [policy(allow('*'))] } }, buckets: { data: {} } })
  expect(edgesOf(found)).toEqual([`${ALICE} ADMIN_OF ${HOME}`])
  expect(found.properties.get(ALICE)).toMatchObject({ isAdmin: true })
})

test('an administrator whom a Deny takes IAM away is none', () => {
  const found = derive({ identities: { [ALICE]: { policies: [policy(allow('*'), deny('iam:*'))] } } })
  expect(edgesOf(found)).toEqual([])
  expect(found.properties.get(ALICE)).toMatchObject({ isAdmin: false })
})

test('full access under a boundary without IAM is no administrator', () => {
  const parts = {
    policies: [policy(allow('*'))],
    boundary: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  }
  expect(edgesOf(derive({ identities: { [ALICE]: parts } }))).toEqual([])
})

test('a policy that only is called AdministratorAccess makes no administrator', () => {
  const found = derive({
    identities: { [role('AdministratorAccess')]: { policies: [policy(allow('s3:*'))] } },
  })
  expect(edgesOf(found)).toEqual([])
})

test('an administrator who must pass MFA keeps the condition on the edge', () => {
  const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
  const found = derive({ identities: { [ALICE]: { policies: [policy(allow('*', '*', { Condition }))] } } })
  expect(found.edges).toMatchObject([
    { kind: 'ADMIN_OF', conditions: [{ key: 'aws:MultiFactorAuthPresent' }] },
  ])
})

test('whoever may administer only identities with a boundary is no administrator', () => {
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${HOME}:policy/limit` } }
  const found = derive({
    identities: {
      [ALICE]: {
        policies: [
          policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow('iam:*', '*', { Condition })),
        ],
      },
    },
  })
  expect(edgesOf(found)).toEqual([])
})

test('a grant to everyone is one edge from the everyone of the account', () => {
  const found = derive({
    identities: { [ALICE]: {}, [user('bob')]: { policies: [policy(allow('ec2:*'))] } },
    buckets: { data: { policy: PUBLIC } },
  })
  const home = found.edges.filter(({ from }) => from === `${HOME}#access-class/everyone`)
  expect(home).toHaveLength(1)
})

test('a grant to everyone leaves out whom his own policies deny', () => {
  const found = derive({
    identities: {
      [ALICE]: {},
      [user('bob')]: {},
      [user('carl')]: { policies: [policy(allow('s3:*'), deny('s3:*'))] },
    },
    buckets: { data: { policy: PUBLIC } },
  })
  const readers = edgesOf(found).filter((edge) => edge.includes(' CAN_READ '))
  expect(readers).toContain(`${user('bob')} CAN_READ ${BUCKET}`)
  expect(readers).not.toContain(`${user('carl')} CAN_READ ${BUCKET}`)
})

test('an administrator is not grouped with others who may read', () => {
  const bob = user('bob')
  const found = derive({
    identities: { [ALICE]: { policies: [policy(allow('*'))] }, [bob]: { policies: [policy(allow('s3:*'))] } },
    buckets: { data: {} },
  })
  expect(edgesOf(found).filter((edge) => edge.includes(' CAN_READ '))).toEqual([`${bob} CAN_READ ${BUCKET}`])
})

test('one with a boundary is not grouped with one without', () => {
  const bob = user('bob')
  const found = derive({
    identities: {
      [ALICE]: { policies: [READ] },
      [bob]: { policies: [READ], boundary: policy(allow('ec2:*')) },
    },
    buckets: { data: {} },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${BUCKET}`])
})

const EVE = user('eve', OTHER)
/** Eve of another account may read by her own policy; the bucket's policy is public and so lets her in. */
const acrossAccounts = (bucket: Record<string, boolean>, document = PUBLIC) =>
  derive({
    accounts: { [OTHER]: {} },
    identities: { [EVE]: { policies: [READ] }, [ALICE]: { policies: [READ] } },
    buckets: { data: { policy: document, ...bucket } },
  })

test('RestrictPublicBuckets closes a public policy to identities of other accounts', () => {
  const found = acrossAccounts({ restrictPublicBuckets: true })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_READ ${BUCKET}`])
  expect(found.blocked.find(({ from }) => from === EVE)?.by).toMatchObject({ type: 'public-access-block' })
})

test('without it a public policy lets them in', () => {
  expect(edgesOf(acrossAccounts({}))).toContain(`${EVE} CAN_READ ${BUCKET}`)
})

test('RestrictPublicBuckets leaves a policy that names the other account', () => {
  const named = policy({ ...everyone('s3:GetObject'), Principal: { AWS: OTHER } })
  expect(edgesOf(acrossAccounts({ restrictPublicBuckets: true }, named))).toContain(
    `${EVE} CAN_READ ${BUCKET}`,
  )
})
