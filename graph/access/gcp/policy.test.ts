import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props, Value } from '../../snapshot/records.ts'
import { denyForm, matchesPermission } from './policy.ts'
import { bindingsOf, boundaries, denyRules } from './read-policies.ts'
import { roleContents } from './roles.ts'

// https://cloud.google.com/iam/docs/deny-permissions-support
test.each([
  ['storage.objects.get', 'storage.googleapis.com/objects.get'],
  ['resourcemanager.projects.setIamPolicy', 'cloudresourcemanager.googleapis.com/projects.setIamPolicy'],
  ['storage.googleapis.com/objects.get', 'storage.googleapis.com/objects.get'],
])('deny policies write %s as %s', (permission, form) => {
  expect(denyForm(permission)).toBe(form)
})

const GET = 'storage.googleapis.com/objects.get'
test.each([
  [GET, true],
  ['storage.googleapis.com/*', true],
  ['storage.googleapis.com/*.*', true],
  ['storage.googleapis.com/objects.*', true],
  ['storage.googleapis.com/*.get', true],
  ['storage.googleapis.com/*.list', false],
  ['storage.googleapis.com/buckets.*', false],
  ['storage.googleapis.com/objects.list', false],
  ['storage.googleapis.com', false],
  ['iam.googleapis.com/*', false],
  ['iam.googleapis.com/*.*', false],
  ['iam.googleapis.com/*.get', false],
])('%s covers the reading of objects: %s', (pattern, expected) => {
  expect(matchesPermission(pattern, GET)).toBe(expected)
})

test('what is no text in a pattern does not make it cover everything', () => {
  expect(matchesPermission('iam.googleapis.com/*', 'iam.googleapis.com')).toBe(true)
  expect(matchesPermission('iam.googleapis.com/roles.*', 'iam.googleapis.com/roles.organizations.get')).toBe(
    false,
  )
})

const node = (kind: string, props: Props, id = 'node'): NodeRecord => ({ id, kind, props })
const factsOf = (nodes: readonly NodeRecord[], restricts: readonly (readonly [string, string])[] = []) =>
  indexFacts({
    nodes: new Map(nodes.map((one) => [one.id, one])),
    relationships: new Map(
      restricts.map(([from, to]) => [`${from} ${to}`, { from, kind: 'RESTRICTED_BY', to, props: {} }]),
    ),
    coverage: [],
  })

test('bindings are read in order, with conditions that say something', () => {
  const bound = (condition: Props | null) => ({
    role: 'roles/viewer',
    members: ['user:ann@example.com'],
    condition,
  })
  const bindings = [bound(null), bound({ expression: ' ' }), bound({ expression: ' true ' }), { role: 'r' }]
  const read = bindingsOf(node('GcpProject', { iamPolicy: { bindings } }))
  expect(read.map(({ index, condition }) => [index, condition])).toEqual([
    [0, null],
    [1, null],
    [2, 'true'],
    [3, null],
  ])
  expect(read[3]).toEqual({ node: 'node', index: 3, role: 'r', members: [], condition: null })
  expect(bindingsOf(node('GcpProject', { iamPolicy: {} }))).toEqual([])
  expect(bindingsOf(node('GcpProject', { iamPolicy: { bindings: 'none' } }))).toEqual([])
  expect(bindingsOf(node('GcpProject', {}))).toEqual([])
})

test.each([
  ['a binding that is none', 'everyone'],
  ['no role', { members: ['user:ann@example.com'] }],
  ['members that are no list', { role: 'roles/viewer', members: 'user:ann@example.com' }],
  ['a member that is no text', { role: 'roles/viewer', members: ['user:ann@example.com', 7] }],
  ['a condition without an expression', { role: 'roles/viewer', condition: { title: 'weekdays' } }],
])('a policy with %s is not understood, whatever else it holds', (_, wrong) => {
  const right = { role: 'roles/viewer', members: ['user:ann@example.com'] }
  const read = (...bindings: readonly Value[]) => bindingsOf(node('GcpProject', { iamPolicy: { bindings } }))
  expect(read(right)).toHaveLength(1)
  expect(read(right, wrong)).toEqual([])
})

test('deny rules are of every scope that they are attached to; what is no rule keeps its number', () => {
  const rules = [
    { denyRule: null },
    {},
    {
      denyRule: {
        deniedPrincipals: ['p'],
        deniedPermissions: ['q'],
        denialCondition: { expression: 'true' },
      },
    },
  ]
  const found = denyRules(
    factsOf(
      [node('GcpDenyPolicy', { rules }, 'deny'), node('GcpDenyPolicy', { rules: 'none' }, 'broken')],
      [
        ['org', 'deny'],
        ['project', 'deny'],
        ['project', 'broken'],
      ],
    ),
  )
  const rule = {
    policy: 'deny',
    index: 2,
    deniedPrincipals: ['p'],
    exceptionPrincipals: [],
    deniedPermissions: ['q'],
    exceptionPermissions: [],
    condition: 'true',
  }
  expect([...found]).toEqual([
    ['org', [rule]],
    ['project', [rule]],
  ])
})

test('a boundary is told once for each binding', () => {
  const bound = [{ principalSet: 'a' }, { principalSet: 'b', condition: { expression: 'true' } }]
  const found = boundaries(
    factsOf([
      node('GcpAccessBoundary', { resources: ['org'], bindings: bound }, 'one'),
      node('GcpAccessBoundary', { resources: null, bindings: [{ principalSet: 'a' }] }, 'two'),
      node('GcpAccessBoundary', { resources: ['org'], bindings: null }, 'three'),
    ]),
  )
  expect(found).toEqual([
    { policy: 'one', principalSet: 'a', condition: null, resources: ['org'] },
    { policy: 'one', principalSet: 'b', condition: 'true', resources: ['org'] },
    { policy: 'two', principalSet: 'a', condition: null, resources: [] },
  ])
})

// https://cloud.google.com/iam/docs/creating-custom-roles#launch-stages
test('a custom role contains what was read of it, a disabled one nothing', () => {
  const contents = roleContents(
    factsOf([
      node('GcpRole', { role: 'projects/p/roles/a', permissions: ['x.y.z', 7, null] }, 'a'),
      node('GcpRole', { role: 'projects/p/roles/off', permissions: ['x.y.z'], stage: 'DISABLED' }, 'off'),
      node('GcpRole', { role: 'projects/p/roles/unread' }, 'unread'),
      node('GcpRole', { role: 7, permissions: ['x.y.z'] }, 'projects/p/roles/nameless'),
    ]),
  )
  expect(contents('projects/p/roles/a')).toEqual(new Set(['x.y.z']))
  expect(contents('projects/p/roles/off')).toEqual(new Set())
  expect(contents('projects/p/roles/unread')).toBeNull()
  expect(contents('projects/p/roles/nameless')).toEqual(new Set(['x.y.z']))
  expect(contents('projects/p/roles/nobody')).toBeNull()
  expect(contents('roles/storage.objectViewer')?.has('storage.objects.get')).toBe(true)
})
