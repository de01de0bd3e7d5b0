import fc from 'fast-check'
import type { ShortBinding, ShortEstate, ShortNode } from './estate.testkit.ts'

/** Small estates at random, and a reading of the documentation that decides on them from scratch. */
export const PEOPLE = ['ann', 'bob']
const GROUPS = ['team', 'inner']
export const PERMISSIONS = [
  'storage.objects.get',
  'storage.objects.list',
  'storage.buckets.get',
  'run.routes.invoke',
]
const PATTERNS = [
  'storage.googleapis.com/objects.get',
  'storage.googleapis.com/objects.*',
  'storage.googleapis.com/*.get',
  'storage.googleapis.com/*.*',
  'run.googleapis.com/routes.invoke',
]
/** What lies in what. */
export const PARENTS: { readonly [node: string]: string } = {
  folder: 'org',
  project: 'folder',
  other: 'org',
  bucket: 'project',
  far: 'other',
}
const KINDS: { readonly [node: string]: string } = {
  org: 'GcpOrganization',
  folder: 'GcpFolder',
  project: 'GcpProject',
  other: 'GcpProject',
  bucket: 'GcpBucket',
  far: 'GcpBucket',
}
const SCOPES = ['org', 'folder', 'project', 'other']
/** Conditions, and what they come to at the time that is asked about. */
const CONDITIONS = {
  always: null,
  true: "request.time < timestamp('2030-01-01T00:00:00Z')",
  false: "request.time < timestamp('2020-01-01T00:00:00Z')",
  open: "resource.matchTag('1/env', 'prod')",
} as const
export const NOW = '2026-11-21T00:00:00Z'

export const some = <T>(values: readonly T[]) => fc.constantFrom(...values)
const who = some([...PEOPLE, ...GROUPS, 'all'])
const condition = fc.constantFrom('always', 'true', 'false', 'open')
const permissions = fc.subarray(PERMISSIONS)
export const estates = fc.record({
  roles: fc.tuple(permissions, permissions),
  bindings: fc.array(
    fc.record({
      node: some(Object.keys(KINDS)),
      role: some([0, 1]),
      members: fc.array(who, { maxLength: 2 }),
      condition,
    }),
    { maxLength: 4 },
  ),
  denials: fc.array(
    fc.record({
      scope: some(SCOPES),
      denied: fc.array(who, { maxLength: 2 }),
      excepted: fc.array(who, { maxLength: 1 }),
      patterns: fc.array(some(PATTERNS), { minLength: 1, maxLength: 2 }),
      kept: fc.array(some(PATTERNS), { maxLength: 1 }),
      condition,
    }),
    { maxLength: 2 },
  ),
  boundaries: fc.array(fc.record({ person: some(PEOPLE), resources: fc.subarray(SCOPES) }), { maxLength: 2 }),
  perimeters: fc.array(
    fc.record({
      inside: fc.subarray(['project', 'other']),
      services: fc.subarray(['storage', 'run']),
      lets: fc.constantFrom('nobody', 'all', 'ann', 'office'),
    }),
    { maxLength: 2 },
  ),
  /** Who is in which group; a group that is left out was not read. */
  groups: fc.record(
    { team: fc.array(some([...PEOPLE, 'inner'])), inner: fc.array(some([...PEOPLE, 'team'])) },
    { requiredKeys: [] },
  ),
})
export type Drawn = typeof estates extends fc.Arbitrary<infer T> ? T : never
export type Answer = 'no' | 'maybe' | 'yes'

export const least = (answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes'
export const most = (answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no'
const HOLDS: { readonly [name in keyof typeof CONDITIONS]: Answer } = {
  always: 'yes',
  true: 'yes',
  false: 'no',
  open: 'maybe',
}

function chainOf(node: string): readonly string[] {
  const above = PARENTS[node]
  return above === undefined ? [node] : [node, ...chainOf(above)]
}

/** Every way from the group down, each group once; what was not read may hold anybody. */
function isIn(group: 'team' | 'inner', person: string, drawn: Drawn, seen: readonly string[] = []): Answer {
  if (seen.includes(group)) return 'no'
  const members = drawn.groups[group]
  if (members === undefined) return 'maybe'
  return most(
    members.map((member) => {
      if (member === 'team' || member === 'inner') return isIn(member, person, drawn, [...seen, group])
      return member === person ? 'yes' : 'no'
    }),
  )
}

const names = (list: readonly string[], person: string, drawn: Drawn): Answer =>
  most(
    list.map((one): Answer => {
      if (one === 'team' || one === 'inner') return isIn(one, person, drawn)
      return one === 'all' || one === person ? 'yes' : 'no'
    }),
  )

const fits = (pattern: string, permission: string): boolean => {
  const form = permission.replace('.', '.googleapis.com/')
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`).test(form)
}

/** What perimeters let pass. Nobody has a machine inside; a call of Cloud Run does not tell who makes it. */
const passes = (drawn: Drawn, person: string, permission: string, chain: readonly string[]): Answer =>
  least(
    drawn.perimeters
      .filter(({ services }) => services.some((service) => permission.startsWith(`${service}.`)))
      .filter(({ inside }) => inside.some((project) => chain.includes(project)))
      .map(({ lets }): Answer => {
        if (lets === 'office') return 'maybe'
        if (lets === 'nobody' || (lets === 'ann' && person !== 'ann')) return 'no'
        return permission.startsWith('run.') ? 'maybe' : 'yes'
      }),
  )

/** The kinds of policy in the order of the documentation, each read from scratch. */
export function naive(drawn: Drawn, person: string, permission: string, resource: string): Answer {
  const chain = chainOf(resource)
  const denied = drawn.denials
    .filter(({ scope }) => chain.includes(scope))
    .filter(
      ({ patterns, kept }) =>
        patterns.some((one) => fits(one, permission)) && !kept.some((one) => fits(one, permission)),
    )
    .map((rule) => {
      const excepted = names(rule.excepted, person, drawn)
      const notExcepted: Answer = excepted === 'yes' ? 'no' : excepted === 'no' ? 'yes' : 'maybe'
      return least([names(rule.denied, person, drawn), notExcepted, HOLDS[rule.condition]])
    })
  const passed = passes(drawn, person, permission, chain)
  if (denied.includes('yes') || passed === 'no') return 'no'
  const granted = most(
    drawn.bindings
      .filter(
        ({ node, role }) => chain.includes(node) && drawn.roles[role === 0 ? 0 : 1].includes(permission),
      )
      .map((binding) => least([names(binding.members, person, drawn), HOLDS[binding.condition]])),
  )
  const bounds = drawn.boundaries.filter((one) => one.person === person)
  const outside =
    bounds.length > 0 && !bounds.some(({ resources }) => resources.some((one) => chain.includes(one)))
  // Which permissions a boundary holds back is not compared, so that one outside of it may be held back.
  return least([granted, passed, outside || denied.includes('maybe') ? 'maybe' : 'yes'])
}

export const memberOf = (name: string): string => {
  if (name === 'all') return 'allUsers'
  return `${GROUPS.includes(name) ? 'group' : 'user'}:${name}@example.com`
}
const principalOf = (name: string): string => {
  if (name === 'all') return 'principalSet://goog/public:all'
  return GROUPS.includes(name)
    ? `principalSet://goog/group/${name}@example.com`
    : `principal://goog/subject/${name}@example.com`
}

const LETS = {
  nobody: {},
  office: { accessLevels: ['accessPolicies/9/accessLevels/office'] },
  all: { identityType: 'ANY_IDENTITY' },
  ann: { identities: ['user:ann@example.com'] },
} as const

function perimeterNode({ inside, services, lets }: Drawn['perimeters'][number]): ShortNode {
  const from = LETS[lets]
  const ingress = { ingressFrom: { ...from, sources: [{ accessLevel: '*' }] }, ingressTo: TO_ALL }
  return {
    kind: 'GcpServicePerimeter',
    props: {
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      resources: inside.map((project) => `projects/${project}`),
      restrictedServices: services.map((service) => `${service}.googleapis.com`),
      ...(lets === 'office' ? from : { ingressPolicies: lets === 'nobody' ? [] : [ingress] }),
    },
  }
}
const TO_ALL = { resources: ['*'], operations: [{ serviceName: '*' }] }

export function literal({ roles, bindings, denials, boundaries, perimeters, groups }: Drawn): ShortEstate {
  const nodes: { [id: string]: ShortNode } = {}
  for (const [id, kind] of Object.entries(KINDS)) {
    const own = bindings
      .filter(({ node }) => node === id)
      .map((one): ShortBinding => {
        const expression = CONDITIONS[one.condition]
        const members = one.members.map(memberOf)
        return expression === null ? [`x/${one.role}`, members] : [`x/${one.role}`, members, expression]
      })
    const above = PARENTS[id]
    nodes[id] = { kind, bindings: own, ...(above !== undefined && { in: above }) }
  }
  for (const [at, permissions] of roles.entries())
    nodes[`role-${at}`] = { kind: 'GcpRole', in: 'project', props: { role: `x/${at}`, permissions } }
  for (const [at, { person, resources }] of boundaries.entries()) {
    const bound = [{ principalSet: principalOf(person) }]
    nodes[`boundary-${at}`] = { kind: 'GcpAccessBoundary', props: { resources, bindings: bound } }
  }
  for (const [at, one] of perimeters.entries()) nodes[`perimeter-${at}`] = perimeterNode(one)
  const deny = Object.fromEntries(
    SCOPES.map((scope) => [
      scope,
      denials
        .filter((rule) => rule.scope === scope)
        .map((rule) => ({
          deniedPrincipals: rule.denied.map(principalOf),
          exceptionPrincipals: rule.excepted.map(principalOf),
          deniedPermissions: rule.patterns,
          exceptionPermissions: rule.kept,
          ...(rule.condition !== 'always' && { denialCondition: { expression: CONDITIONS[rule.condition] } }),
        })),
    ]),
  )
  const members = Object.entries(groups).map(([name, inside = []]) => [
    `${name}@example.com`,
    inside.map(memberOf),
  ])
  return { nodes, deny, groups: Object.fromEntries(members) }
}
