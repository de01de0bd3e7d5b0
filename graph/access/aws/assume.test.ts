import { expect, test } from 'vitest'
import { allow, deny, derive, edgesOf, FOREIGN, HOME, OTHER, policy, role, trust, user } from './testkit.ts'

const MAY_ASSUME = policy(allow('sts:AssumeRole'))
const ALICE = user('alice')
const DEPLOY = role('deploy')
const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })

test('a user whose policy and the role trust of its account agree may assume it', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(root(HOME)) } },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
})

test('an account trust alone gives nobody the role', () => {
  const found = derive({ identities: { [ALICE]: {}, [DEPLOY]: { trust: trust(root(HOME)) } } })
  expect(edgesOf(found)).toEqual([])
})

test('a trust that names the user itself needs no policy of the user', () => {
  const found = derive({ identities: { [ALICE]: {}, [DEPLOY]: { trust: trust({ AWS: ALICE }) } } })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
})

test('permission without trust gives no edge', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust({ AWS: user('bob') }) } },
  })
  expect(edgesOf(found)).toEqual([])
})

test('a Deny removes the edge and is told as what blocked it', () => {
  const found = derive({
    identities: {
      [ALICE]: { policies: [MAY_ASSUME, policy(deny('sts:*'))] },
      [DEPLOY]: { trust: trust(root(HOME)) },
    },
  })
  expect(edgesOf(found)).toEqual([])
  expect(found.blocked).toMatchObject([
    {
      from: ALICE,
      kind: 'CAN_ASSUME',
      to: DEPLOY,
      by: { type: 'policy', id: `${ALICE}#inline/p1`, statement: 0 },
    },
  ])
})

test('a boundary that does not allow it blocks the edge', () => {
  const found = derive({
    identities: {
      [ALICE]: { policies: [MAY_ASSUME], boundary: policy(allow('s3:*')) },
      [DEPLOY]: { trust: trust(root(HOME)) },
    },
  })
  expect(edgesOf(found)).toEqual([])
  expect(found.blocked[0]?.by.type).toBe('permissions-boundary')
})

test('a service control policy blocks the edge', () => {
  const scp = policy(allow('*'), deny('sts:AssumeRole'))
  const found = derive({
    accounts: { [HOME]: { serviceControlPolicies: [[scp]] } },
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(root(HOME)) } },
  })
  expect(edgesOf(found)).toEqual([])
  expect(found.blocked[0]?.by.type).toBe('service-control-policy')
})

test('the management account is exempt from service control policies', () => {
  const scp = policy(allow('*'), deny('sts:AssumeRole'))
  const found = derive({
    accounts: { [HOME]: { serviceControlPolicies: [[scp]], managementAccount: true } },
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(root(HOME)) } },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
})

test('a group gives its members the permission', () => {
  const group = `arn:aws:iam::${HOME}:group/ops`
  const found = derive({
    identities: { [ALICE]: { groups: [group] }, [DEPLOY]: { trust: trust(root(HOME)) } },
    groups: { [group]: [MAY_ASSUME] },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
})

test('across accounts both sides must allow, even where the trust names the user', () => {
  const carol = user('carol', OTHER)
  const identities = (policies: readonly ReturnType<typeof policy>[]) => ({
    [carol]: { policies },
    [DEPLOY]: { trust: trust({ AWS: carol }) },
  })
  const accounts = { [OTHER]: {} }
  expect(edgesOf(derive({ accounts, identities: identities([]) }))).not.toContain(
    `${carol} CAN_ASSUME ${DEPLOY}`,
  )
  expect(edgesOf(derive({ accounts, identities: identities([MAY_ASSUME]) }))).toContain(
    `${carol} CAN_ASSUME ${DEPLOY}`,
  )
})

test('an account whose principal is trusted holds the role, for its administrator can become that principal', () => {
  const carol = user('carol', OTHER)
  const found = derive({
    accounts: { [OTHER]: {} },
    identities: { [carol]: {}, [DEPLOY]: { trust: trust({ AWS: carol }) } },
  })
  expect(edgesOf(found)).toEqual([`${OTHER} CAN_ASSUME ${DEPLOY}`])
})

test('a trusted account that was not read becomes an external principal', () => {
  const found = derive({ identities: { [DEPLOY]: { trust: trust(root(FOREIGN)) } } })
  expect(edgesOf(found)).toEqual([`arn:aws:iam::${FOREIGN}:root CAN_ASSUME ${DEPLOY}`])
  expect(found.nodes[0]).toMatchObject({ kind: 'ExternalPrincipal', props: { type: 'account' } })
})

test('an external id stays on the edge as an unknown condition', () => {
  const Condition = { StringEquals: { 'sts:ExternalId': 'x' } }
  const found = derive({ identities: { [DEPLOY]: { trust: trust(root(FOREIGN), { Condition }) } } })
  expect(found.edges[0]?.conditions).toMatchObject([{ key: 'sts:ExternalId', state: 'unknown' }])
})

test('a trust in everyone marks the role and lets any AWS principal in', () => {
  const found = derive({ identities: { [DEPLOY]: { trust: trust('*') } } })
  expect(edgesOf(found)).toContain(`AnyAwsPrincipal CAN_ASSUME ${DEPLOY}`)
  expect(found.properties.get(DEPLOY)).toMatchObject({ trustsAnyone: true })
})

test('a trust in everyone of the organization lets no outsider in', () => {
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }
  const found = derive({
    accounts: { [HOME]: { organization: 'o-1' }, [OTHER]: { organization: 'o-1' } },
    identities: { [DEPLOY]: { trust: trust('*', { Condition }) } },
  })
  expect(edgesOf(found)).toEqual([`${OTHER} CAN_ASSUME ${DEPLOY}`])
  expect(found.properties.get(DEPLOY)).toMatchObject({ trustsAnyone: false })
})

test('a trust in everyone whose ARN is of one account lets no outsider in', () => {
  const Condition = { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${HOME}:role/*` } }
  const found = derive({ identities: { [DEPLOY]: { trust: trust('*', { Condition }) } } })
  expect(edgesOf(found).filter((edge) => !edge.startsWith(DEPLOY))).toEqual([])
})

test('a user without an MFA device does not get what needs MFA', () => {
  const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
  const identities = (mfaEnabled: boolean) => ({
    [ALICE]: { policies: [MAY_ASSUME], props: { mfaEnabled } },
    [DEPLOY]: { trust: trust(root(HOME), { Condition }) },
  })
  expect(edgesOf(derive({ identities: identities(false) }))).toEqual([])
  expect(derive({ identities: identities(true) }).edges[0]?.conditions[0]?.key).toBe(
    'aws:MultiFactorAuthPresent',
  )
})

test('users with the same policies share one class', () => {
  const bob = user('bob')
  const group = `arn:aws:iam::${HOME}:group/ops`
  const found = derive({
    identities: {
      [ALICE]: { groups: [group] },
      [bob]: { groups: [group] },
      [DEPLOY]: { trust: trust(root(HOME)) },
    },
    groups: { [group]: [MAY_ASSUME] },
  })
  expect(found.edges).toHaveLength(1)
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`, `${bob} CAN_ASSUME ${DEPLOY}`])
})

test('a trust that denies one of the class gives the others edges of their own', () => {
  const bob = user('bob')
  const group = `arn:aws:iam::${HOME}:group/ops`
  const document = policy(
    { Effect: 'Allow', Principal: root(HOME), Action: 'sts:AssumeRole' },
    { Effect: 'Deny', Principal: { AWS: bob }, Action: 'sts:AssumeRole' },
  )
  const found = derive({
    identities: { [ALICE]: { groups: [group] }, [bob]: { groups: [group] }, [DEPLOY]: { trust: document } },
    groups: { [group]: [MAY_ASSUME] },
  })
  expect(edgesOf(found)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
})

test('removing the trust statement is the fix', () => {
  const found = derive({
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(root(HOME)) } },
  })
  expect(found.edges[0]?.provenance).toEqual({
    id: `${DEPLOY}#trust`,
    type: 'trust-policy',
    edit: { change: 'remove-trust', role: DEPLOY, statement: 0 },
  })
})

test('members by statements of their own tell them on the membership, not on the shared edge', () => {
  const bob = user('bob')
  const found = derive({
    identities: {
      [ALICE]: { policies: [MAY_ASSUME] },
      [bob]: { policies: [policy(allow('sts:*'), allow('ec2:*'))] },
      [DEPLOY]: { trust: trust(root(HOME)) },
    },
  })
  expect(found.edges).toHaveLength(1)
  expect(found.edges[0]?.evidence).toMatchObject([{ type: 'trust-policy' }])
  const own = found.facts?.map(({ from, props }) => [from, JSON.stringify(props.evidence)])
  expect(own).toEqual([
    [ALICE, expect.stringContaining(`${ALICE}#inline/p0`)],
    [bob, expect.stringContaining(`${bob}#inline/p0`)],
  ])
})

const EXTERNAL_ID = { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }

test('a trust in everyone who knows an external id is no trust in anyone', () => {
  const found = derive({ identities: { [DEPLOY]: { trust: trust('*', EXTERNAL_ID) } } })
  expect(edgesOf(found)).toContain(`AnyAwsPrincipal CAN_ASSUME ${DEPLOY}`)
  expect(found.properties.get(DEPLOY)).toMatchObject({ trustsAnyone: false })
})

test('whoever is outside comes as the one with the fewest conditions', () => {
  const everyone = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }
  const named = { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ci' } } }
  const document = policy({ ...everyone, ...EXTERNAL_ID }, { ...everyone, ...named })
  const found = derive({ identities: { [DEPLOY]: { trust: document } } })
  expect(found.edges.find(({ from }) => from === 'AnyAwsPrincipal')?.conditions).toEqual([])
  expect(found.properties.get(DEPLOY)).toMatchObject({ trustsAnyone: true })
})

test('a trust in everyone that a Deny takes back lets nobody in', () => {
  const document = policy(
    { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
  )
  const found = derive({ identities: { [DEPLOY]: { trust: document } } })
  expect(found.edges).toEqual([])
  expect(found.nodes).toEqual([])
})

test('the technique tells who assumes: one that was read, an account outside, anyone', () => {
  const techniques = (principal: Parameters<typeof trust>[0]) =>
    derive({
      accounts: { [OTHER]: {} },
      identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(principal) } },
    }).edges.map(({ from, technique }) => [from, technique])
  expect(techniques(root(HOME))).toEqual([[ALICE, 'sts-001']])
  expect(techniques(root(OTHER))).toEqual([[OTHER, 'sts-001']])
  expect(techniques(root(FOREIGN))).toEqual([[`arn:aws:iam::${FOREIGN}:root`, 'sts-002']])
  expect(techniques('*')).toContainEqual(['AnyAwsPrincipal', 'sts-003'])
})

test('a role that may assume itself gets no edge to itself', () => {
  const found = derive({
    identities: { [DEPLOY]: { trust: trust({ AWS: DEPLOY }), policies: [MAY_ASSUME] } },
  })
  expect(found.edges).toEqual([])
})

test('of a role whose trust was not collected nothing is said', () => {
  const node = { id: DEPLOY, kind: 'AwsIamRole', props: { account: HOME } }
  const found = derive({ identities: { [ALICE]: { policies: [MAY_ASSUME] } }, nodes: [node] })
  expect(found.edges).toEqual([])
  expect(found.properties.get(DEPLOY)).not.toHaveProperty('trustsAnyone')
})

test('nothing is said of a role without a trust policy', () => {
  const without = derive({ identities: { [DEPLOY]: { props: { trustPolicy: null } } } })
  expect(without.properties.get(DEPLOY)).not.toHaveProperty('trustsAnyone')
  const closed = derive({ identities: { [DEPLOY]: { trust: trust(root(HOME)) } } })
  expect(closed.properties.get(DEPLOY)).toMatchObject({ trustsAnyone: false })
})

test('a resource control policy of the account of the role holds back who may assume it', () => {
  const resourceControlPolicies = [[policy({ ...deny('sts:AssumeRole'), Principal: '*' })]]
  const found = derive({
    accounts: { [HOME]: { resourceControlPolicies } },
    identities: { [ALICE]: { policies: [MAY_ASSUME] }, [DEPLOY]: { trust: trust(root(HOME)) } },
  })
  expect(edgesOf(found)).toEqual([])
})

test('permission is for the role itself, not for another one', () => {
  const only = (resource: string) =>
    edgesOf(
      derive({
        identities: {
          [ALICE]: { policies: [policy(allow('sts:AssumeRole', resource))] },
          [DEPLOY]: { trust: trust(root(HOME)) },
        },
      }),
    )
  expect(only(DEPLOY)).toEqual([`${ALICE} CAN_ASSUME ${DEPLOY}`])
  expect(only(role('other'))).toEqual([])
})
