import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { MAYBE } from '../tri.ts'
import { deriveEstate, type ShortEstate, type ShortNode, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import type { Holder } from './holders.ts'
import { createLimits, nameOf } from './limits.ts'

test('a class that a deny rule leaves is of those who remain, though they are as many as were named', () => {
  const [team, inner] = ['group:team@example.com', 'group:inner@example.com']
  const far = '//storage.googleapis.com/far'
  const { edges, facts = [] } = deriveEstate({
    groups: {
      'team@example.com': [],
      'inner@example.com': ['user:ann@example.com', 'user:bob@example.com'],
    },
    deny: {
      folder: [
        {
          deniedPrincipals: ['principal://goog/subject/bob@example.com'],
          deniedPermissions: ['storage.googleapis.com/objects.get'],
        },
      ],
    },
    nodes: {
      org: { kind: 'GcpOrganization', bindings: [['storage.objectViewer', [team, inner]]] },
      folder: { kind: 'GcpFolder', in: 'org' },
      project: { kind: 'GcpProject', in: 'folder' },
      '//storage.googleapis.com/data': { kind: 'GcpBucket', in: 'project' },
      other: { kind: 'GcpProject', in: 'org' },
      [far]: { kind: 'GcpBucket', in: 'other' },
    },
  })
  const [edge] = edges.filter(({ kind, to }) => kind === 'CAN_READ' && to === far)
  const members = facts.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === edge?.from)
  expect(members.map(({ from }) => from).sort()).toEqual([inner, team].sort())
})

describe('limits', () => {
  const GET = 'storage.objects.get'
  const deny = (...deniedPrincipals: readonly string[]): Props => ({
    deniedPrincipals,
    deniedPermissions: ['storage.googleapis.com/objects.get'],
  })
  const ANYBODY = 'principalSet://goog/public:all'
  const perimeter: ShortNode = {
    kind: 'GcpServicePerimeter',
    props: {
      perimeterType: 'PERIMETER_TYPE_REGULAR',
      resources: ['projects/project'],
      restrictedServices: ['storage.googleapis.com'],
    },
  }
  const boundary = (resource: string): ShortNode => ({
    kind: 'GcpAccessBoundary',
    props: {
      resources: [resource],
      bindings: [{ principalSet: 'principalSet://cloudresourcemanager.googleapis.com/organizations/9' }],
    },
  })
  const limitsWith = (denied: ShortEstate['deny'] = {}, more: ShortEstate['nodes'] = {}) => {
    const estate = estateOf(
      indexFacts(
        snapshotOf({
          deny: denied,
          nodes: {
            org: { kind: 'GcpOrganization' },
            folder: { kind: 'GcpFolder', in: 'org' },
            project: { kind: 'GcpProject', in: 'folder' },
            other: { kind: 'GcpProject', in: 'org' },
            data: { kind: 'GcpBucket', in: 'project' },
            ...more,
          },
        }),
      ),
    )
    return { estate, ...createLimits(estate, null) }
  }
  const uses = (permission = GET, node = 'data') => [{ permission, node }]

  test.each<[string, ShortEstate['deny'], ShortEstate['nodes'], boolean]>([
    ['nothing', {}, {}, true],
    ['a deny rule above', { org: [deny(ANYBODY)] }, {}, false],
    ['a deny rule elsewhere', { other: [deny(ANYBODY)] }, {}, true],
    ['a perimeter', {}, { perimeter }, false],
    ['a boundary, wherever it is', {}, { bound: boundary('other') }, false],
  ])('say something where there is %s', (_, denied, more, free) => {
    const { isFree } = limitsWith(denied, more)
    expect(isFree(uses())).toBe(free)
    expect(isFree([])).toBe(true)
    if (more !== undefined && !('bound' in more)) expect(isFree(uses('run.services.get'))).toBe(true)
  })

  test.each<[string, ShortEstate['deny'], ShortEstate['nodes'], readonly boolean[]]>([
    ['nothing', {}, {}, [false, false, false]],
    ['a deny rule on the scope itself', { org: [deny(ANYBODY)] }, {}, [false, false, false]],
    ['one on a folder', { folder: [deny(ANYBODY)] }, {}, [true, false, false]],
    ['one on a project of the folder', { project: [deny(ANYBODY)] }, {}, [true, true, false]],
    ['one on another project', { other: [deny(ANYBODY)] }, {}, [true, false, false]],
    ['a perimeter around a project', {}, { perimeter }, [true, true, false]],
    ['a boundary that ends at a project', {}, { bound: boundary('project') }, [true, true, false]],
    ['a boundary that ends at another', {}, { bound: boundary('other') }, [true, false, false]],
  ])('set below organization, folder and project: %s', (_, denied, more, expected) => {
    const { isSetBelow } = limitsWith(denied, more)
    const below = () =>
      ['org', 'folder', 'project'].map((scope) => isSetBelow(scope, ['run.services.get', GET]))
    expect(below()).toEqual(expected)
    expect(below()).toEqual(expected)
    if (more !== undefined && !('bound' in more)) expect(isSetBelow('org', ['run.services.get'])).toBe(false)
  })

  const holder = (email: string): Holder => {
    const id = `user:${email}`
    return { asker: { id, member: { type: 'user', email } }, node: { id, kind: 'GcpUser', props: {} } }
  }
  const people = ['ann', 'bob', 'cid'].map((name) => holder(`${name}@example.com`))
  const principal = (name: string) => `principal://goog/subject/${name}@example.com`
  const sharesOf = (denied: ShortEstate['deny'], asked = uses()) =>
    limitsWith(denied)
      .split(people, asked)
      .map(({ holders, denied: isDenied, by }) => [
        holders.map(({ asker }) => asker.id.slice(5, 8)).join(' '),
        isDenied,
        by.map(nameOf).join(', '),
      ])

  test('leave holders together whom none is about, and part them else', () => {
    expect(sharesOf({})).toEqual([['ann bob cid', false, '']])
    expect(sharesOf({ org: [deny(principal('bob'))] })).toEqual([
      ['ann cid', false, ''],
      ['bob', true, 'org#deny 0'],
    ])
    expect(sharesOf({ org: [deny(principal('bob')), deny(principal('ann'))] })).toEqual([
      ['ann', true, 'org#deny 1'],
      ['bob', true, 'org#deny 0'],
      ['cid', false, ''],
    ])
  })

  test('tell what surely holds back, and what may only where nothing surely does', () => {
    const unread = deny('principalSet://goog/group/unread@example.com')
    expect(sharesOf({ org: [unread, deny(principal('bob'))] })).toEqual([
      ['ann cid', false, 'org#deny 0'],
      ['bob', true, 'org#deny 1'],
    ])
  })

  test('of several uses add up, each told once', () => {
    const twice = [...uses(), ...uses(GET, 'project'), ...uses('run.services.get')]
    expect(sharesOf({ org: [deny(principal('bob'))] }, twice)).toEqual([
      ['ann cid', false, ''],
      ['bob', true, 'org#deny 0'],
    ])
  })

  test('are named for what they are', () => {
    const { estate, split } = limitsWith({}, { perimeter })
    expect(split(people, uses()).map(({ by }) => by.map(nameOf))).toEqual([
      ['perimeter in storage.googleapis.com'],
    ])
    const policy = { policy: 'bound', principalSet: ANYBODY, resources: [], condition: null }
    expect(nameOf({ type: 'boundary', boundary: policy, applies: MAYBE })).toBe('bound')
    expect(nameOf({ type: 'organization-policy', constraint: 'c', node: 'org', applies: MAYBE })).toBe(
      'organization-policy',
    )
    expect(estate.perimeters).toHaveLength(1)
  })
})
