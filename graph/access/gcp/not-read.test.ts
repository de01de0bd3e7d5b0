import { describe, expect, test } from 'vitest'
import type { CoverageEntry, MissingCall } from '../../snapshot/records.ts'
import type { ShortBinding, ShortEstate } from './estate.testkit.ts'
import { ANN, ask, DATA, GET, type More, READER } from './question.testkit.ts'

const TOP = 'organizations/1'

const told = (
  bindings: readonly ShortBinding[],
  more: More,
  action?: string,
  resource?: string,
): readonly string[] =>
  ask(bindings, more, ANN, action, resource).conditions.map(({ key, detail }) => `${key}: ${detail}`)

describe('a policy that was not read', () => {
  test('may let in whoever it names, of the resource or of what is above it', () => {
    const bare = { kind: 'GcpProject', in: TOP }
    expect(told([], { nodes: { shop: bare } })).toEqual(['allow-policy-not-read: the allow policy of shop'])
    expect(
      told([], { nodes: { [DATA]: { kind: 'GcpBucket', in: 'shop', props: { uniformAccess: true } } } }),
    ).toEqual([`allow-policy-not-read: the allow policy of ${DATA}`])
  })

  test('is not missed of a resource that never has one', () => {
    const network: ShortEstate['nodes'] = { '//compute/network': { kind: 'GcpNetwork', in: 'shop' } }
    expect(told([], { nodes: network }, 'compute.networks.get', '//compute/network')).toEqual([])
  })
})

describe('groups that were not read', () => {
  const GROUP = 'group:team@example.com'
  const open = `group-members-not-read: who is in ${GROUP}`
  const over = "request.time < timestamp('2020-01-01T00:00:00Z')"
  const bucket = (members: readonly string[], role = READER): ShortEstate['nodes'] => ({
    [DATA]: { kind: 'GcpBucket', in: 'shop', bindings: [[role, members]], props: { uniformAccess: true } },
  })
  const coverage = [entry('shop', 'asset')]
  const holds = (bindings: readonly ShortBinding[], more: More = {}) =>
    told(bindings, more).filter((one) => one.startsWith('group'))

  test.each<[string, readonly ShortBinding[], readonly string[]]>([
    ['by a role that gives it', [[READER, [GROUP]]], [open]],
    [
      'told once',
      [
        [READER, [GROUP]],
        ['storage.admin', [GROUP, 'user:bob@example.com']],
      ],
      [open],
    ],
    ['by a role that may give it', [['never.heardOf', [GROUP]]], [open]],
    ['by no role that gives it', [['run.invoker', [GROUP]]], []],
    [
      'by a binding whose condition nobody can tell',
      [[READER, [GROUP], "resource.matchTag('1/e', 'p')"]],
      [open],
    ],
  ])('may hold anybody: %s', (_, bindings, expected) => {
    expect(holds(bindings)).toEqual(expected)
  })

  test('matter no more once the binding is over, and not where all who are in them are known', () => {
    expect(holds([[READER, [GROUP], over]], { coverage })).toEqual([])
    expect(holds([[READER, [GROUP]]], { groups: { 'team@example.com': ['user:bob@example.com'] } })).toEqual(
      [],
    )
  })

  test.each<[string, string, readonly ShortBinding[], readonly string[]]>([
    ['the role', 'projectViewer:shop', [['viewer', [GROUP]]], [open]],
    ['another role', 'projectViewer:shop', [['editor', [GROUP]]], []],
    ['no role of that project', 'projectViewer:other', [['viewer', [GROUP]]], []],
    ['nothing, for nobody else is named', 'user:bob@example.com', [['viewer', [GROUP]]], []],
  ])(
    'count where a convenience value names those who hold a basic role, and they hold %s',
    (_, member, shop, expected) => {
      expect(holds(shop, { nodes: bucket([member]) })).toEqual(expected)
    },
  )

  test('count where an entitlement lets them take the role up', () => {
    const rescue = {
      kind: 'GcpEntitlement',
      props: {
        state: 'AVAILABLE',
        eligible: [GROUP],
        approvalNeeded: false,
        approvers: [],
        resource: '//cloudresourcemanager.googleapis.com/projects/shop',
        roleBindings: [{ role: `roles/${READER}`, condition: null }],
      },
    }
    expect(ask([], { nodes: { rescue } }, 'allUsers').conditions).toMatchObject([
      { key: 'group-members-not-read' },
    ])
  })
})

describe('access control lists', () => {
  const bucket = { uniformAccess: false }
  test.each<[string, string, NonNullable<More['bucket']>, readonly string[]]>([
    [
      'an object of a bucket that has them',
      GET,
      bucket,
      [`access-control-lists: access control lists of objects in ${DATA}`],
    ],
    ['a bucket itself', 'storage.buckets.get', bucket, []],
    ['an object of a bucket without them', GET, {}, []],
  ])('may let somebody to %s', (_, action, props, expected) => {
    expect(told([], { bucket: props }, action)).toEqual(expected)
  })
  test('are of buckets alone', () => {
    expect(told([], {}, GET, 'shop')).toEqual([])
  })
})

function entry(account: string, service: string, rest: Partial<CoverageEntry> = {}): CoverageEntry {
  return {
    provider: 'gcp',
    account,
    region: 'global',
    service,
    state: 'OK',
    reason: null,
    at: '2026-11-30T00:00:00Z',
    missing: [],
    ...rest,
  }
}

describe('what holds back and was not read', () => {
  const ASSETS = entry('shop', 'asset')
  const DENY = entry(TOP, 'denypolicies')
  const BOUNDS = entry(TOP, 'boundaries')
  const AROUND = entry(TOP, 'perimeters')
  const deny = 'deny-policies-not-read'
  const bounds = 'access-boundaries-not-read'
  const around = 'service-perimeters-not-read'
  const keys = (coverage: readonly CoverageEntry[], more: More = {}, action = GET) =>
    ask(
      [
        ['owner', [ANN]],
        [READER, [ANN]],
      ],
      { ...more, coverage },
      ANN,
      action,
    ).conditions.map(({ key }) => key)

  test.each<[string, readonly CoverageEntry[], readonly string[]]>([
    ['all of it was read', [ASSETS, DENY, BOUNDS, AROUND], []],
    ['nothing is told of what was read', [], []],
    ['another project was read', [entry('other', 'asset')], []],
    ['other things were read of this one', [entry('shop', 'contacts')], []],
    ['another cloud was', [{ ...ASSETS, provider: 'aws' }], []],
    ['nothing but the assets was', [ASSETS], [deny, bounds, around]],
    ['the assets of the organization were', [entry(TOP, 'asset')], [deny, bounds, around]],
    [
      'another cloud reads what is called so',
      [ASSETS, DENY, BOUNDS, { ...AROUND, provider: 'azure' }],
      [around],
    ],
    ['deny policies were refused', [ASSETS, { ...DENY, state: 'DENIED' }, BOUNDS, AROUND], [deny]],
    ['those of the project alone were read', [ASSETS, entry('shop', 'denypolicies'), BOUNDS, AROUND], []],
    [
      'those of the project were refused',
      [ASSETS, entry('shop', 'denypolicies', { state: 'FAILED' }), DENY, BOUNDS, AROUND],
      [deny],
    ],
    [
      'those of another project were refused',
      [ASSETS, entry('other', 'denypolicies', { state: 'FAILED' }), DENY, BOUNDS, AROUND],
      [],
    ],
    ['those of another project were read', [ASSETS, entry('other', 'denypolicies'), BOUNDS, AROUND], [deny]],
    [
      'boundaries of another organization were read',
      [ASSETS, DENY, entry('organizations/2', 'boundaries'), AROUND],
      [bounds],
    ],
    ['boundaries were told of the project', [ASSETS, DENY, entry('shop', 'boundaries'), AROUND], [bounds]],
    [
      'another organization has perimeters that were refused',
      [ASSETS, DENY, BOUNDS, AROUND, entry('organizations/2', 'perimeters', { state: 'DENIED' })],
      [],
    ],
  ])('may keep somebody out, where %s', (_, coverage, expected) => {
    expect(keys(coverage)).toEqual(expected)
  })

  test('is told in words', () => {
    expect(told([[READER, [ANN]]], { coverage: [ASSETS] })).toEqual([
      `deny-policies-not-read: deny policies above ${DATA}`,
      `access-boundaries-not-read: access boundaries above ${DATA}`,
      `service-perimeters-not-read: service perimeters above ${DATA}`,
    ])
  })

  test('is no boundary or perimeter of a project without an organization', () => {
    const nodes = {
      shop: { kind: 'GcpProject', bindings: [[READER, [ANN]]] as const },
      [DATA]: { kind: 'GcpBucket', in: 'shop', bindings: [], props: { uniformAccess: true } },
    }
    expect(keys([ASSETS], { nodes })).toEqual([deny])
    expect(keys([ASSETS, entry('shop', 'denypolicies')], { nodes })).toEqual([])
  })

  test('is no perimeter where none can restrict the permission', () => {
    expect(keys([ASSETS, DENY, BOUNDS], {}, 'compute.instances.osLogin')).not.toContain(around)
  })

  const lacking = (resource: string | null): MissingCall => ({
    call: 'iam policies get',
    state: 'DENIED',
    resource,
  })
  test.each<[string | null, boolean]>([
    [null, true],
    ['shop', true],
    ['cloudresourcemanager.googleapis.com/projects/shop', true],
    ['cloudresourcemanager.googleapis.com/projects/42', true],
    ['cloudresourcemanager.googleapis.com/projects/42 no-tokens', true],
    ['cloudresourcemanager.googleapis.com/organizations/1', true],
    ['cloudresourcemanager.googleapis.com/projects/420', false],
    ['cloudresourcemanager.googleapis.com/projects/workshop', false],
    ['cloudresourcemanager.googleapis.com/projects/shop2', false],
    ['cloudresourcemanager.googleapis.com/projects/7', false],
    ['cloudresourcemanager.googleapis.com/folders/1', false],
    ['cloudresourcemanager.googleapis.com/folders/9 shop', false],
  ])('of deny policies of %s is it that one: %s', (resource, isOurs) => {
    const nodes = {
      shop: {
        kind: 'GcpProject',
        in: TOP,
        bindings: [[READER, [ANN]]] as const,
        props: { projectNumber: '42' },
      },
    }
    const coverage = [ASSETS, { ...DENY, missing: [lacking(resource)] }, BOUNDS, AROUND]
    expect(keys(coverage, { nodes })).toEqual(isOurs ? [deny] : [])
  })

  test('is any boundary or perimeter of the organization, whatever it is called', () => {
    const missing = [lacking('shop-only')]
    expect(keys([ASSETS, DENY, { ...BOUNDS, missing }, AROUND])).toEqual([bounds])
    expect(keys([ASSETS, DENY, BOUNDS, { ...AROUND, missing }])).toEqual([around])
  })

  test('of one call among several is enough', () => {
    const missing = [lacking('cloudresourcemanager.googleapis.com/projects/7'), lacking('shop')]
    expect(keys([ASSETS, { ...DENY, missing }, BOUNDS, AROUND])).toEqual([deny])
  })
})
