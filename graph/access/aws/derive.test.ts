import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { deriveAccess } from './derive.ts'
import { allow, derive, type EstateParts, factsOf, HOME, OTHER, policy, role, user } from './testkit.ts'

const ALICE = user('alice')
const MANAGED = `arn:aws:iam::${HOME}:policy/p`
const missingIn = (parts: Partial<EstateParts>) => derive({ identities: {}, ...parts }).missing

describe('documents that say nothing AWS would have stored', () => {
  const BROKEN: Props = { Version: '2012-10-17', Statement: 'nothing' }
  const told = (service: string, resource: string, account = HOME) => ({
    account,
    service,
    call: `${service} policy document`,
    state: 'UNPARSEABLE',
    resource,
  })

  test('are told by the service that holds them', () => {
    expect(missingIn({ identities: { [ALICE]: { policies: [BROKEN] } } })).toContainEqual(
      told('iam', `${ALICE}#inline/p0`),
    )
    expect(missingIn({ buckets: { data: { policy: BROKEN } } })).toEqual([
      told('s3', 'arn:aws:s3:::data#policy'),
    ])
    const accounts = { [HOME]: { serviceControlPolicies: [[BROKEN]] } }
    expect(missingIn({ accounts })).toEqual([told('organizations', `${HOME}#serviceControlPolicies/0/0`)])
  })

  test('are told by the account of the ARN where the node has none, and not where nothing tells it', () => {
    const attached = (id: string) => ({
      identities: { [ALICE]: {} },
      nodes: [{ id, kind: 'AwsIamPolicy', props: { document: BROKEN, type: 'customer-managed' } }],
      relationships: [{ from: ALICE, kind: 'HAS_POLICY', to: id, props: {} }],
    })
    expect(missingIn(attached(MANAGED))).toContainEqual(told('iam', MANAGED))
    expect(missingIn(attached('somewhere'))).toEqual([])
  })
})

describe('attached policies without a document', () => {
  const attached = (parts: { readonly document?: Props | null; readonly stub?: true } | null) => ({
    identities: { [ALICE]: {}, [role('app')]: {} },
    nodes: parts === null ? [] : [{ id: MANAGED, kind: 'AwsIamPolicy', props: { ...parts } }],
    relationships: [ALICE, role('app')].map((from) => ({ from, kind: 'HAS_POLICY', to: MANAGED, props: {} })),
  })
  const unread = {
    account: HOME,
    service: 'iam',
    call: 'iam get-policy-version',
    state: 'FAILED',
    resource: MANAGED,
  }

  test('are missing, once for each account', () => {
    expect(missingIn(attached({}))).toEqual([unread])
    expect(missingIn(attached({ document: null }))).toEqual([unread])
    expect(missingIn(attached(null))).toEqual([unread])
    expect(missingIn(attached({ document: policy(allow('ec2:*')) }))).toEqual([])
    const far = user('carol', OTHER)
    const parts = attached(null)
    const two = {
      ...parts,
      identities: { ...parts.identities, [far]: {} },
      relationships: [...parts.relationships, { from: far, kind: 'HAS_POLICY', to: MANAGED, props: {} }],
    }
    expect(missingIn(two)?.map(({ account }) => account)).toEqual([HOME, OTHER])
  })

  test('are told once where the reading has told of them', () => {
    const facts = factsOf(attached(null))
    const reported = (state: 'UNPARSEABLE' | 'FAILED') =>
      deriveAccess(
        indexFacts({
          ...facts.snapshot,
          coverage: [
            {
              provider: 'aws',
              account: HOME,
              region: 'global',
              service: 'iam',
              state: 'OK',
              reason: null,
              at: '2026-11-20T00:00:00Z',
              missing: [{ call: 'iam get-policy-version', state, resource: MANAGED }],
            },
          ],
        }),
      ).missing
    expect(reported('UNPARSEABLE')).toEqual([])
    expect(reported('FAILED')).toEqual([unread])
  })

  test('of a holder without an account are told nowhere', () => {
    const parts = attached(null)
    const identities = { [ALICE]: { props: { account: null } }, [role('app')]: { props: { account: null } } }
    expect(missingIn({ ...parts, identities })).toEqual([])
  })
})

test('a policy tells how much it gives away; one without a document tells nothing', () => {
  const properties = (props: Props) =>
    derive({ identities: {}, nodes: [{ id: MANAGED, kind: 'AwsIamPolicy', props }] }).properties.get(MANAGED)
  expect(properties({ document: policy(allow('*')) })).toMatchObject({ allowsEverything: true })
  expect(properties({})).toBeUndefined()
})

test('nothing is said of what was only heard of', () => {
  const stub = { stub: true }
  const found = derive({
    identities: { [ALICE]: { props: stub, policies: [policy(allow('*'))] } },
    buckets: { data: { ...stub } },
  })
  expect(found.edges).toEqual([])
  expect(found.properties.has(ALICE)).toBe(false)
  expect(found.properties.has('arn:aws:s3:::data')).toBe(false)
})

test('an image that is shared is copied by those it is shared with', () => {
  const id = 'arn:aws:ec2:eu-west-1::image/ami-1'
  const props = { account: HOME, public: false, sharedWith: [OTHER] }
  const { edges } = derive({
    accounts: { [OTHER]: {} },
    identities: {},
    nodes: [{ id, kind: 'AwsMachineImage', props }],
  })
  expect(edges).toMatchObject([{ from: OTHER, kind: 'CAN_COPY', to: id }])
})

test('an administrator is told by a property too, and nobody else is one', () => {
  const bob = user('bob')
  const identities = { [ALICE]: { policies: [policy(allow('*'))] }, [bob]: {} }
  const { edges, properties } = derive({ identities })
  expect(edges).toMatchObject([{ from: ALICE, kind: 'ADMIN_OF', to: HOME, attack: ['T1078.004'] }])
  expect([properties.get(ALICE)?.isAdmin, properties.get(bob)?.isAdmin]).toEqual([true, false])
})

test('an administrator of an account that was not read is one, without an edge to it', () => {
  const far = user('far', OTHER)
  const { edges, properties } = derive({ identities: { [far]: { policies: [policy(allow('*'))] } } })
  expect(properties.get(far)).toMatchObject({ isAdmin: true })
  expect(edges).toEqual([])
})
