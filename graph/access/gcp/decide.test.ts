import { describe, expect, test } from 'vitest'
import { MAYBE, YES } from '../tri.ts'
import { ask, deriveEstate, drawn, type ShortBinding, type ShortEstate } from './estate.testkit.ts'

const ANN = 'user:ann@example.com'
const DATA = '//storage.googleapis.com/data'
const READER = 'storage.objectViewer'
const GET = 'storage.objects.get'
const UNKNOWN = 'request.auth.claims.level > 3'
const subject = 'principal://goog/subject/ann@example.com'

const estate = (project: readonly ShortBinding[], rest: Partial<ShortEstate> = {}): ShortEstate => ({
  ...rest,
  nodes: {
    org: { kind: 'GcpOrganization' },
    project: { kind: 'GcpProject', in: 'org', bindings: project },
    [DATA]: { kind: 'GcpBucket', in: 'project' },
    ...rest.nodes,
  },
})
const decided = (given: ShortEstate) => ask(given, ANN, GET, DATA)
const boundary = (resources: readonly string[], condition: string | null = null) => ({
  kind: 'GcpAccessBoundary',
  props: {
    resources: [...resources],
    bindings: [{ principalSet: subject, condition: condition === null ? null : { expression: condition } }],
  },
})

// https://cloud.google.com/iam/docs/policy-types#evaluation
describe('what decides', () => {
  test('is what surely grants, not what may', () => {
    const { decision, by } = decided(
      estate([
        [READER, [ANN], UNKNOWN],
        [READER, [ANN]],
      ]),
    )
    expect(decision).toBe('allowed')
    expect(by).toMatchObject([{ type: 'binding', binding: { index: 1 }, applies: YES }])
    expect(by).toHaveLength(1)
  })

  test('is what may grant, where nothing surely does', () => {
    const { decision, by } = decided(
      estate([
        [READER, [ANN], UNKNOWN],
        ['roles/never.heardOf', [ANN]],
      ]),
    )
    expect(decision).toBe('conditional')
    expect(by).toMatchObject([
      { type: 'binding', binding: { index: 0 }, applies: MAYBE },
      { type: 'unknown-role', binding: { index: 1 }, applies: MAYBE },
    ])
  })

  test('is nothing, where nothing grants', () => {
    expect(decided(estate([]))).toEqual({ decision: 'denied', by: [] })
    expect(decided(estate([['viewer', ['user:bob@example.com']]]))).toEqual({ decision: 'denied', by: [] })
  })

  test('is the rule that denies; one of its permissions is enough', () => {
    const deniedPermissions = ['list', 'get'].map((verb) => `storage.googleapis.com/objects.${verb}`)
    const deny = { org: [{ deniedPrincipals: [subject], deniedPermissions }] }
    const { decision, by } = decided(estate([[READER, [ANN]]], { deny }))
    expect(decision).toBe('denied')
    expect(by).toMatchObject([{ type: 'deny', rule: { policy: 'org#deny', index: 0 }, applies: YES }])
  })

  test('is a boundary that may hold it back beside what grants, and not one whose condition fails', () => {
    const outside = estate([[READER, [ANN]]], { nodes: { bound: boundary(['elsewhere']) } })
    expect(decided(outside)).toMatchObject({
      decision: 'conditional',
      by: [{ type: 'binding' }, { type: 'boundary', boundary: { policy: 'bound' }, applies: MAYBE }],
    })
    const off = estate([[READER, [ANN]]], { nodes: { bound: boundary(['elsewhere'], 'false') } })
    expect(decided(off).decision).toBe('allowed')
    const around = estate([[READER, [ANN]]], { nodes: { bound: boundary(['project']) } })
    expect(decided(around).decision).toBe('allowed')
  })
})

// https://cloud.google.com/resource-manager/docs/organization-policy/understanding-hierarchy
describe('an organization policy', () => {
  const PREVENTION = 'storage.publicAccessPrevention'
  const isOpen = (spec: object) => {
    const props = { organizationPolicies: { [PREVENTION]: { spec: { ...spec } } } }
    const nodes = { org: { kind: 'GcpOrganization', props } }
    const derived = deriveEstate(estate([[READER, ['allUsers']]], { nodes }))
    const [edge] = derived.edges.filter(({ from }) => from === 'Internet')
    return edge === undefined ? 'closed' : edge.conditions.length > 0 ? 'perhaps' : 'open'
  }

  test('enforces by any of its rules, unless it is reset', () => {
    const enforced = { enforce: true }
    expect(isOpen({ rules: [{ enforce: false }, enforced] })).toBe('closed')
    expect(isOpen({ rules: [enforced], reset: true })).toBe('open')
    expect(isOpen({ rules: [enforced], reset: false })).toBe('closed')
    expect(isOpen({ rules: [{ enforce: false }] })).toBe('open')
    expect(isOpen({})).toBe('open')
  })

  test('may enforce where one of its rules has a condition', () => {
    const tagged = { enforce: true, condition: { expression: 'resource.matchTag("o/k", "v")' } }
    expect(isOpen({ rules: [{ enforce: false }, tagged] })).toBe('perhaps')
    expect(isOpen({ rules: [{ enforce: true, condition: null }] })).toBe('closed')
  })
})

describe('a limit below the binding', () => {
  const FAR = '//storage.googleapis.com/far'
  const two = (more: ShortEstate['nodes'], rest: Partial<ShortEstate> = {}): ShortEstate => ({
    ...rest,
    nodes: {
      org: { kind: 'GcpOrganization', bindings: [[READER, [ANN]]] },
      project: { kind: 'GcpProject', in: 'org' },
      other: { kind: 'GcpProject', in: 'org' },
      [DATA]: { kind: 'GcpBucket', in: 'project' },
      [FAR]: { kind: 'GcpBucket', in: 'other' },
      ...more,
    },
  })

  test('of a boundary parts what lies inside of it from the rest', () => {
    const { edges } = deriveEstate(two({ bound: boundary(['elsewhere', 'project']) }))
    const open = Object.fromEntries(edges.map(({ to, conditions }) => [to, conditions.map(({ key }) => key)]))
    expect(open).toEqual({ [DATA]: [], [FAR]: ['access-boundary'] })
  })

  test('of one boundary among several does too', () => {
    const { edges } = deriveEstate(two({ far: boundary(['elsewhere']), near: boundary(['project']) }))
    const inside = edges.filter(({ conditions }) => conditions.length === 0)
    expect(inside.map(({ to }) => to)).toEqual([DATA])
  })

  test('of a deny rule for another permission parts nothing', () => {
    const rule = (permission: string) => ({
      deniedPrincipals: ['principalSet://goog/public:all'],
      deniedPermissions: [`storage.googleapis.com/objects.${permission}`],
    })
    const deny = (...permissions: readonly string[]) => ({ project: permissions.map(rule) })
    expect(drawn(deriveEstate(two({}, { deny: deny('delete') })))).toHaveLength(2)
    expect(drawn(deriveEstate(two({}, { deny: deny('delete', 'get') })))).toEqual([`${ANN} CAN_READ ${FAR}`])
  })
})
