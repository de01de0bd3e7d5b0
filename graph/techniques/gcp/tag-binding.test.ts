import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from '../../derive.ts'
import type { Snapshot } from '../../snapshot/records.ts'
import { ANN, BUCKET } from './special-estate.testkit.ts'
import { tagged } from './special-tags.testkit.ts'

const ID = 'gcp-iam-tag-binding'
const CRM = '//cloudresourcemanager.googleapis.com'
const PROD = `${CRM}/tagValues/1`
const USES = 'resourcemanager.tagValueBindings.create'
const TAGS_SCOPES = 'resourcemanager.hierarchyNodes.createTagBinding'
const GROUP = 'group:team@example.com'

const edgesOf = (snapshot: Snapshot) =>
  [...deriveSnapshot(snapshot).snapshot.relationships.values()].filter(({ key }) => key === ID)

const inGroup = (snapshot: Snapshot, ...members: readonly string[]): Snapshot => {
  const nodes = new Map(snapshot.nodes)
  const relationships = new Map(snapshot.relationships)
  nodes.set(GROUP, {
    id: GROUP,
    kind: 'GcpGroup',
    props: { name: GROUP, provider: 'gcp', email: 'team@example.com', membersKnown: true },
  })
  for (const from of members) {
    const email = from.replace('user:', '')
    nodes.set(from, { id: from, kind: 'GcpUser', props: { name: email, provider: 'gcp', email } })
    relationships.set(`${from} in`, { from, kind: 'MEMBER_OF', to: GROUP, props: {} })
  }
  return { ...snapshot, nodes, relationships }
}

const SCOPES = { [PROD]: [USES], project: [TAGS_SCOPES] }

describe('an edge of who may bind a tag', () => {
  test('tells what is gained, with what on what, and proves it by the three bindings', () => {
    const [edge] = edgesOf(tagged({}))
    expect(edge?.props.evidence).toMatchObject([
      { id: PROD, detail: expect.stringContaining(USES) },
      { id: BUCKET, detail: expect.stringContaining('storage.buckets.createTagBinding') },
      { id: 'project', detail: 'roles/storage.objectViewer grants storage.objects.get' },
      { type: 'tag', id: PROD, detail: `with 9/env/prod on ${BUCKET}: Reads the objects of a bucket` },
    ])
  })

  test('leads to what an administrator of the project gets to, with one edge for each', () => {
    const edges = edgesOf(tagged({ ann: SCOPES, role: 'owner' }))
    expect(edges.map(({ to }) => to).sort()).toContain('project')
    expect(new Set(edges.map(({ to }) => to)).size).toBe(edges.length)
  })

  test('is under a condition where the rest of the condition is not known', () => {
    const condition = "resource.matchTag('9/env', 'prod') && resource.hasTagKey('9/team')"
    const [edge] = edgesOf(tagged({ condition }))
    expect(edge?.props.conditions).toMatchObject([{ key: 'iam-condition', detail: condition }])
  })

  test('is under a condition where the right to tag is', () => {
    const [edge] = edgesOf(
      tagged({
        ann: { [BUCKET]: ['storage.buckets.createTagBinding'] },
        grants: [[PROD, 'resourcemanager.tagUser', [ANN], "request.auth.claims.level == 'high'"]],
      }),
    )
    expect(edge?.props.conditions).toMatchObject([{ detail: 'whether the tag may be bound' }])
  })

  test('goes to one node for many targets', () => {
    const buckets = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `//storage.googleapis.com/b${at}`,
        { kind: 'GcpBucket', in: 'project' },
      ]),
    )
    const edges = edgesOf(tagged({ ann: SCOPES, nodes: buckets }))
    expect(edges).toHaveLength(1)
    expect(edges[0]?.to).toContain('#target-set/GcpBucket')
  })
})

describe('who is in a group that may bind the tag and waits for it', () => {
  const given = tagged({
    ann: {},
    member: GROUP,
    grants: [
      [PROD, 'resourcemanager.tagUser', [GROUP]],
      ['project', 'resourcemanager.tagUser', [GROUP]],
    ],
  })

  test('is told by the group', () => {
    expect(edgesOf(inGroup(given, ANN)).map(({ from }) => from)).toEqual([GROUP])
  })

  test('is told for himself too where he holds more than the group', () => {
    const more = tagged({
      ann: { [BUCKET]: ['storage.buckets.createTagBinding'] },
      member: GROUP,
      grants: [[PROD, 'resourcemanager.tagUser', [GROUP]]],
    })
    expect(edgesOf(inGroup(more, ANN)).map(({ from }) => from)).toEqual([ANN])
  })

  test('is told alone where the group waits and only one of it may bind', () => {
    const alone = tagged({ ann: SCOPES, member: GROUP })
    expect(edgesOf(inGroup(alone, ANN, 'user:bob@example.com')).map(({ from }) => from)).toEqual([ANN])
  })
})

test.each([
  ['a tag user', 'resourcemanager.tagUser', 1],
  ['an editor of the organization, but not of its buckets', 'editor', 1],
  ['not an administrator of tags, who binds none', 'resourcemanager.tagAdmin', 0],
  ['not an administrator of folders, who may use no value', 'resourcemanager.folderAdmin', 0],
])('%s', (_, role, count) => {
  const edges = edgesOf(tagged({ ann: {}, grants: [['org', role, [ANN]]] }))
  expect(edges.filter(({ from }) => from === ANN)).toHaveLength(count)
})
