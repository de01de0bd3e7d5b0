import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { whoCan } from '../can.ts'
import { gcpAccess } from './can.ts'
import type { ShortBinding, ShortEstate } from './estate.testkit.ts'
import { ANN, ask, DATA, factsOf, GET, type More, READER } from './question.testkit.ts'

const [BOB, EVE] = ['user:bob@example.com', 'user:eve@other.com']
const ROBOT = 'serviceAccount:robot@shop.iam.gserviceaccount.com'
const [TEAM, INNER] = ['group:team@example.com', 'group:inner@example.com']
const POOL = 'iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/pool'
const REPO = `principal://${POOL}/subject/repo`

const told = (bindings: readonly ShortBinding[], more: More = {}, action = GET) =>
  whoCan(factsOf(bindings, more), { action, resource: DATA })
    .map(({ principal, decision }) => `${principal} ${decision}`)
    .sort()

const accounts: ShortEstate['nodes'] = {
  [ROBOT]: {
    kind: 'GcpServiceAccount',
    in: 'shop',
    bindings: [],
    props: { email: 'robot@shop.iam.gserviceaccount.com' },
  },
  [EVE]: { kind: 'GcpUser', props: { email: 'eve@other.com' } },
  [REPO]: { kind: 'ExternalPrincipal' },
  'oidc:https://issuer:repo': { kind: 'ExternalPrincipal' },
}
const groups = { 'team@example.com': [ANN, INNER], 'inner@example.com': [BOB] }
const bucket = (members: readonly string[]): ShortEstate['nodes'] => ({
  [DATA]: { kind: 'GcpBucket', in: 'shop', bindings: [[READER, members]], props: { uniformAccess: true } },
})

describe('who can', () => {
  test.each<[string, readonly ShortBinding[], readonly string[]]>([
    ['nobody whom no binding names', [], []],
    ['nobody by a role without it', [['run.invoker', [ANN]]], []],
    ['nobody by the name of one who was deleted', [[READER, [`deleted:${ANN}?uid=1`]]], []],
    [
      'each that is named',
      [[READER, [ANN, ROBOT, REPO]]],
      [`${REPO} allowed`, `${ROBOT} allowed`, `${ANN} allowed`],
    ],
    ['whoever is named, read or not', [[READER, ['user:new@example.com']]], ['user:new@example.com allowed']],
    ['by a role that was not read, perhaps', [['never.heardOf', [ANN]]], [`${ANN} conditional`]],
    [
      'a group, groups in it and who is in those',
      [[READER, [TEAM]]],
      [`${INNER} allowed`, `${TEAM} allowed`, `${ANN} allowed`, `${BOB} allowed`],
    ],
    [
      'all of a domain that were read',
      [[READER, ['domain:example.com']]],
      ['domain:example.com allowed', `${ANN} allowed`, `${BOB} allowed`],
    ],
    [
      'whoever has an account',
      [[READER, ['allAuthenticatedUsers']]],
      ['AnyGoogleAccount allowed', ...[INNER, TEAM, ROBOT, ANN, BOB, EVE].map((one) => `${one} allowed`)],
    ],
    [
      'everybody',
      [[READER, ['allUsers']]],
      ['AnyGoogleAccount', 'Internet', INNER, TEAM, REPO, ROBOT, ANN, BOB, EVE].map(
        (one) => `${one} allowed`,
      ),
    ],
  ])('tells %s', (_, bindings, expected) => {
    expect(told(bindings, { nodes: accounts, groups })).toEqual([...expected].sort())
  })

  test('tells accounts of a project or folder where a member stands for all of it', () => {
    const all = 'principalSet://cloudresourcemanager.googleapis.com/projects/shop'
    expect(told([[READER, [all]]], { nodes: accounts })).toEqual([`${ROBOT} allowed`])
  })

  test('tells who holds the basic role that a convenience value stands for, and no other', () => {
    const shop: readonly ShortBinding[] = [
      ['viewer', [ANN, TEAM]],
      ['editor', [EVE]],
    ]
    const more = { groups: { 'team@example.com': [BOB] } }
    expect(told(shop, { ...more, nodes: bucket(['projectViewer:shop']) })).toEqual(
      [TEAM, ANN, BOB].map((one) => `${one} allowed`),
    )
    expect(told(shop, { ...more, nodes: bucket(['projectViewer:other']) })).toEqual([])
  })

  test('answers of each as of him alone', () => {
    const bindings: readonly ShortBinding[] = [[READER, [ANN], 'request.auth.claims.level > 3']]
    const [found] = whoCan(factsOf(bindings), { action: GET, resource: DATA })
    const { reason: _, ...alone } = ask(bindings)
    expect(found).toEqual({ principal: ANN, ...alone })
  })

  test('ends with what was not read, unless anyone may anyway', () => {
    const open = { bucket: { uniformAccess: false } }
    expect(told([[READER, [ANN]]], open)).toEqual(['* conditional', `${ANN} allowed`])
    expect(whoCan(factsOf([], open), { action: GET, resource: DATA })).toEqual([
      {
        principal: '*',
        decision: 'conditional',
        by: [],
        conditions: [{ key: 'access-control-lists', detail: `access control lists of objects in ${DATA}` }],
      },
    ])
    expect(told([[READER, ['allUsers']]], open)).toEqual(['AnyGoogleAccount allowed', 'Internet allowed'])
    expect(told([[READER, ['allUsers'], 'request.auth.claims.level > 3']], open)).toContain('* conditional')
  })
})

describe('what may not be', () => {
  const open = { bucket: { uniformAccess: false } }
  const enforced = { spec: { rules: [{ enforce: true }] } }
  const prevents = { props: { organizationPolicies: { 'storage.publicAccessPrevention': enforced } } }
  const rule = {
    deniedPrincipals: ['principalSet://goog/public:all'],
    deniedPermissions: ['storage.googleapis.com/objects.get'],
  }

  test('is perhaps, as far as something was not read that may grant it', () => {
    expect(ask([], open)).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'access-control-lists' }],
      reason: `no allow policy grants ${GET}, as far as was read`,
    })
  })

  test('is settled by a deny policy, whatever else may grant it', () => {
    for (const who of [ANN, '*'])
      expect(ask([], { ...open, deny: { shop: [rule] } }, who)).toMatchObject({
        decision: 'denied',
        conditions: [],
        reason: expect.stringMatching(/^rule 0 of the deny policy shop#deny holds it back$/),
      })
  })

  test('is settled by public access prevention for anyone, and not for who is named elsewhere', () => {
    const bindings: readonly ShortBinding[] = [[READER, ['allUsers']]]
    expect(ask(bindings, { ...open, org: prevents }, '*')).toMatchObject({
      decision: 'denied',
      conditions: [],
    })
    expect(ask(bindings, { ...open, org: prevents }, 'allAuthenticatedUsers').decision).toBe('denied')
    expect(ask(bindings, { ...open, org: prevents })).toMatchObject({
      decision: 'conditional',
      conditions: [{ key: 'access-control-lists' }],
    })
  })

  test('is not settled for anyone by nothing', () => {
    expect(ask([], open, '*').decision).toBe('conditional')
  })

  test('is told once, though two bindings leave it open', () => {
    const condition = 'request.auth.claims.level > 3'
    expect(
      ask([
        [READER, [ANN], condition],
        ['storage.admin', [ANN], condition],
      ]).conditions,
    ).toEqual([{ key: 'iam-condition', detail: condition }])
    expect(
      ask([
        [READER, [ANN], condition],
        ['storage.admin', [ANN], 'request.auth.claims.level > 4'],
      ]).conditions,
    ).toHaveLength(2)
  })
})

describe('Google Cloud', () => {
  const facts = indexFacts(factsOf([], { nodes: { ...accounts, odd: { kind: 'GcpNetwork' } } }).snapshot)
  test.each([
    ['projects/shop', true],
    ['folders/9', true],
    ['organizations/9', true],
    ['//compute.googleapis.com/x', true],
    ['gs://data/a', true],
    ['serviceAccount:a@b.iam.gserviceaccount.com', true],
    ['shop', true],
    ['odd', true],
    ['arn:aws:s3:::data', false],
    ['/subscriptions/1', false],
    ['x//y', false],
    ['my-projects/1', false],
    ['nowhere', false],
  ])('is asked about %s: %s', (id, expected) => {
    expect(gcpAccess.isResource(facts, id)).toBe(expected)
  })

  test.each([
    ['*', true],
    ['Internet', true],
    ['AnyGoogleAccount', true],
    ['allUsers', true],
    ['allAuthenticatedUsers', true],
    ['user:ann@example.com', true],
    ['group:team@example.com', true],
    ['serviceAccount:a@b.iam.gserviceaccount.com', true],
    ['domain:example.com', true],
    ['deleted:user:ann@example.com?uid=1', true],
    ['projectOwner:shop', true],
    ['principal://goog/subject/ann@example.com', true],
    ['principalSet://goog/group/team@example.com', true],
    ['principals://goog', false],
    ['xprincipal://goog', false],
    ['superuser:ann@example.com', false],
    ['user', false],
    ['ann@example.com', false],
    ['arn:aws:iam::111122223333:user/ann', false],
    ['', false],
  ])('answers for %s: %s', (id, expected) => {
    expect(gcpAccess.isPrincipal(facts, id)).toBe(expected)
  })

  test('says who it is and how things are written', () => {
    expect(gcpAccess.name).toBe('Google Cloud')
    expect(() => ask([], {}, ANN, GET, 'data')).toThrow('//storage.googleapis.com/bucket')
    expect(() => ask([], {}, 'ann')).toThrow('a member such as user:ann@example.com')
  })
})
