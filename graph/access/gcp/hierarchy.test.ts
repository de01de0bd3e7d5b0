import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { groupMembers } from './groups.ts'
import { hierarchyOf } from './hierarchy.ts'

const node = (id: string, kind: string, props: Props = {}): NodeRecord => ({
  id,
  kind,
  props: { provider: 'gcp', ...props },
})
const factsOf = (nodes: readonly NodeRecord[], related: readonly (readonly [string, string, string])[]) =>
  indexFacts({
    nodes: new Map(nodes.map((one) => [one.id, one])),
    relationships: new Map(
      related.map(([from, kind, to]) => [`${from} ${kind} ${to}`, { from, kind, to, props: {} }]),
    ),
    coverage: [],
  })
const PROJECT = node('projects/p', 'GcpProject', { account: 'p', projectNumber: '42' })

test('a resource lies in what contains it, else in its project; the project in folders and the organization', () => {
  const { chainOf } = hierarchyOf(
    factsOf(
      [
        node('org', 'GcpOrganization'),
        node('folder', 'GcpFolder'),
        PROJECT,
        node('ring', 'GcpKeyRing', { account: 'p' }),
        node('key', 'GcpCryptoKey', { account: 'p' }),
        node('lost', 'GcpBucket', { account: 'q' }),
        node('cluster', 'KubernetesCluster', { provider: 'kubernetes' }),
      ],
      [
        ['org', 'CONTAINS', 'folder'],
        ['folder', 'CONTAINS', 'projects/p'],
        ['nobody', 'CONTAINS', 'key'],
        ['cluster', 'CONTAINS', 'key'],
        ['ring', 'CONTAINS', 'key'],
      ],
    ),
  )
  expect(chainOf('key')).toEqual(['key', 'ring', 'projects/p', 'folder', 'org'])
  expect(chainOf('ring')).toEqual(['ring', 'projects/p', 'folder', 'org'])
  expect(chainOf('org')).toEqual(['org'])
  expect(chainOf('lost')).toEqual(['lost'])
  expect(chainOf('unknown')).toEqual(['unknown'])
})

test('a project that is in no folder lies in itself alone', () => {
  expect(hierarchyOf(factsOf([PROJECT], [])).chainOf('projects/p')).toEqual(['projects/p'])
})

test('folders that contain each other end', () => {
  const { chainOf } = hierarchyOf(
    factsOf(
      [node('a', 'GcpFolder'), node('b', 'GcpFolder')],
      [
        ['a', 'CONTAINS', 'b'],
        ['b', 'CONTAINS', 'a'],
      ],
    ),
  )
  expect(chainOf('a')).toEqual(['a', 'b', 'a'])
})

test('a project goes by its id and its number', () => {
  const { projectNode } = hierarchyOf(
    factsOf([PROJECT, node('projects/x', 'GcpProject', { account: 7 })], []),
  )
  expect(['p', '42', 'q', '7', 'undefined'].map(projectNode)).toEqual([
    'projects/p',
    'projects/p',
    undefined,
    undefined,
    undefined,
  ])
})

test('resources of a project are those of the kind that were read, no scopes, and of Google Cloud', () => {
  const bucket = (id: string, props: Props = {}) => node(id, 'GcpBucket', { account: 'p', ...props })
  const { resourcesIn } = hierarchyOf(
    factsOf(
      [
        PROJECT,
        bucket('one'),
        bucket('two'),
        bucket('stub', { stub: true }),
        bucket('elsewhere', { provider: 'aws' }),
        bucket('far', { account: 'q' }),
        node('secret', 'GcpSecret', { account: 'p' }),
      ],
      [],
    ),
  )
  expect(resourcesIn('projects/p', 'GcpBucket').map(({ id }) => id)).toEqual(['one', 'two'])
  expect(resourcesIn('projects/p', 'GcpProject')).toEqual([])
  expect(resourcesIn('projects/p', 'GcpTopic')).toEqual([])
})

test('scopes in a scope are projects and folders, not resources, not what is no node', () => {
  const { scopesIn } = hierarchyOf(
    factsOf(
      [node('org', 'GcpOrganization'), node('folder', 'GcpFolder'), PROJECT, node('bucket', 'GcpBucket')],
      ['folder', 'projects/p', 'bucket', 'nobody'].map((to) => ['org', 'CONTAINS', to] as const),
    ),
  )
  expect(scopesIn('org')).toEqual(['folder', 'projects/p'])
})

test('who is in a group is known where the members of all groups within were read', () => {
  const group = (name: string, membersKnown: boolean) => node(`group:${name}`, 'GcpGroup', { membersKnown })
  const facts = factsOf(
    [group('all', true), group('team', true), group('far', false)],
    [
      ['group:team', 'MEMBER_OF', 'group:all'],
      ['user:ann', 'MEMBER_OF', 'group:team'],
      ['user:bob', 'MEMBER_OF', 'group:far'],
      ['group:all', 'MEMBER_OF', 'group:team'],
    ],
  )
  const groups = groupMembers(facts)
  expect(groups.expand('all')).toEqual({ members: ['user:ann'], groups: ['group:team'], complete: true })
  expect(groups.expand('far')).toEqual({ members: ['user:bob'], groups: [], complete: false })
  expect(groups.expand('nowhere')).toEqual({ members: [], groups: [], complete: false })
  const held = [
    groups.contains('all', 'user:ann'),
    groups.contains('all', 'user:bob'),
    groups.contains('all', 'group:team'),
    groups.contains('all', 'group:far'),
    groups.contains('far', 'user:bob'),
    groups.contains('far', 'user:ann'),
  ]
  expect(held).toEqual([2, 0, 2, 0, 2, 1])
})
