import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { drawTechniques } from './draw.ts'
import { type ShortBinding, type ShortEstate, type ShortNode, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { createOutput } from './output.ts'
import { bucketTechnique } from './technique.testkit.ts'
import { type GcpTechnique, onProject, onTarget } from './technique.ts'

const technique = (...needs: GcpTechnique['needs'][number][]) => bucketTechnique({ needs })
const BOTH = technique([...onTarget('storage.objects.get'), ...onTarget('storage.objects.list')])
const PROJECT = technique([...onTarget('storage.objects.get'), ...onProject('run.routes.invoke')])

const ROLES: ShortEstate['nodes'] = Object.fromEntries(
  Object.entries({
    get: ['storage.objects.get'],
    list: ['storage.objects.list'],
    both: ['storage.objects.get', 'storage.objects.list'],
    invoke: ['run.routes.invoke'],
  }).map(([name, permissions]): [string, ShortNode] => [
    `role-${name}`,
    { kind: 'GcpRole', in: 'org', props: { role: `x/${name}`, permissions } },
  ]),
)
/** One is granted `get`, the other `list`, at one place. */
const both = (get: readonly string[], list: readonly string[]): readonly ShortBinding[] => [
  ['get', get],
  ['list', list],
]
const NOW = '2026-11-21T00:00:00Z'
const OPEN = "resource.matchTag('1/env', 'prod')"
const PAST = "request.time < timestamp('2020-01-01T00:00:00Z')"

type Places = {
  readonly [place in
    | 'org'
    | 'folder'
    | 'project'
    | 'other'
    | 'bucket'
    | 'near'
    | 'far']?: readonly ShortBinding[]
}

/** Who is told to come to which bucket, with how many conditions; a set stands for what it includes. */
function told(places: Places, groups: ShortEstate['groups'] = {}, one = BOTH): readonly string[] {
  const at = (place: keyof Places) => ({
    bindings: (places[place] ?? []).map(([role, who, ...rest]): ShortBinding => [`x/${role}`, who, ...rest]),
  })
  const estate = estateOf(
    indexFacts(
      snapshotOf({
        nodes: {
          org: { kind: 'GcpOrganization', ...at('org') },
          folder: { kind: 'GcpFolder', in: 'org', ...at('folder') },
          project: { kind: 'GcpProject', in: 'folder', ...at('project') },
          other: { kind: 'GcpProject', in: 'org', ...at('other') },
          bucket: { kind: 'GcpBucket', in: 'project', ...at('bucket') },
          near: { kind: 'GcpBucket', in: 'project', ...at('near') },
          far: { kind: 'GcpBucket', in: 'other', ...at('far') },
          ...ROLES,
        },
        groups,
      }),
    ),
  )
  const output = createOutput(estate)
  drawTechniques(estate, [one], NOW, output)
  const { edges, facts = [] } = output.finish()
  const membersOf = (from: string) => {
    const members = facts.filter(({ kind, to }) => kind === 'IN_ACCESS_CLASS' && to === from)
    return members.length === 0 ? [from] : members.map((fact) => fact.from)
  }
  const insideOf = (to: string): readonly string[] => {
    const inside = facts.filter(({ kind, from }) => kind === 'INCLUDES' && from === to)
    return inside.length === 0 ? [to] : inside.flatMap((fact) => insideOf(fact.to))
  }
  return edges
    .flatMap(({ from, to, conditions }) =>
      membersOf(from).flatMap((who) =>
        insideOf(to).map((end) => `${who} ${end}${'?'.repeat(conditions.length)}`),
      ),
    )
    .sort()
}

const ANN = 'user:ann@example.com'
const BOB = 'user:bob@example.com'
const TEAM = 'group:team@example.com'
const INNER = 'group:inner@example.com'

test('two bindings on one bucket come to both permissions there, and there alone', () => {
  expect(
    told({
      bucket: both([ANN], [ANN]),
    }),
  ).toEqual([`${ANN} bucket`])
  expect(
    told({
      bucket: both([ANN], [BOB]),
    }),
  ).toEqual([])
  expect(told({ bucket: [['get', [ANN]]], near: [['list', [ANN]]] })).toEqual([])
})

test('bindings above and below come together at the lower one', () => {
  expect(told({ org: [['get', [ANN]]], project: [['list', [ANN]]] })).toEqual([
    `${ANN} bucket`,
    `${ANN} near`,
  ])
  expect(told({ folder: [['get', [ANN]]], far: [['list', [ANN]]] })).toEqual([])
})

test('what bindings come to at one node is not told again at nodes below it', () => {
  const above: readonly ShortBinding[] = both([ANN], [ANN])
  expect(told({ project: above, bucket: above })).toEqual([`${ANN} bucket`, `${ANN} near`])
  expect(told({ project: above, far: above })).toEqual([`${ANN} bucket`, `${ANN} far`, `${ANN} near`])
})

test('one binding that gives both is told by itself, and not with others again', () => {
  expect(
    told({
      project: [['both', [ANN]]],
      bucket: both([ANN], [ANN]),
    }),
  ).toEqual([`${ANN} bucket`, `${ANN} near`])
})

test('who comes to both with a group is told; who is only in a group that has both is told by the group', () => {
  const groups = { 'team@example.com': [ANN] }
  expect(
    told(
      {
        bucket: both([TEAM], [ANN]),
      },
      groups,
    ),
  ).toEqual([`${ANN} bucket`])
  expect(
    told(
      {
        bucket: both([TEAM], [TEAM]),
      },
      groups,
    ),
  ).toEqual([`${TEAM} bucket`])
  expect(
    told(
      {
        bucket: both([TEAM, ANN], [TEAM]),
      },
      groups,
    ),
  ).toEqual([`${TEAM} bucket`])
  expect(
    told(
      {
        bucket: both([TEAM], [INNER]),
      },
      { ...groups, 'inner@example.com': [ANN, BOB] },
    ),
  ).toEqual([`${ANN} bucket`])
})

test('of a group within a group the inner one comes to both', () => {
  const groups = { 'team@example.com': [INNER], 'inner@example.com': [ANN] }
  expect(
    told(
      {
        bucket: both([TEAM], [INNER]),
      },
      groups,
    ),
  ).toEqual([`${INNER} bucket`])
  expect(
    told(
      {
        bucket: both([TEAM], [INNER]),
        far: [['get', [ANN]]],
      },
      groups,
    ),
  ).toEqual([`${INNER} bucket`])
})

test('of groups that are in each other each is told', () => {
  const groups = { 'team@example.com': [INNER], 'inner@example.com': [TEAM, ANN] }
  expect(
    told(
      {
        bucket: both([TEAM], [INNER]),
      },
      groups,
    ),
  ).toEqual([`${INNER} bucket`, `${TEAM} bucket`])
})

test('what a domain has counts for its people, and not for those of another', () => {
  const list: readonly ShortBinding[] = both(['domain:example.com'], [ANN, 'user:eve@else.org'])
  expect(told({ bucket: list })).toEqual([`${ANN} bucket`])
})

test('what anyone with an account has counts for accounts, and what all have for whoever comes from elsewhere too', () => {
  const federated =
    'principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s'
  const list = [ANN, 'serviceAccount:a@p.iam.gserviceaccount.com', federated]
  const who = (general: string) =>
    told({
      bucket: [
        ['get', [general]],
        ['list', list],
      ],
    }).map((line) => line.split(':')[0])
  expect(who('allAuthenticatedUsers')).toEqual(['serviceAccount', 'user'])
  expect(who('allUsers')).toEqual(['principal', 'serviceAccount', 'user'])
})

test('what all have is theirs as a whole', () => {
  expect(
    told({
      bucket: both(['allUsers'], ['allUsers', ANN]),
    }),
  ).toEqual(['Internet bucket'])
})

test('a binding that is over gives nothing, and one that may hold leaves a condition', () => {
  expect(
    told({
      bucket: [
        ['get', [ANN]],
        ['list', [ANN], PAST],
      ],
    }),
  ).toEqual([])
  expect(
    told({
      bucket: [
        ['get', [ANN]],
        ['list', [ANN], OPEN],
      ],
    }),
  ).toEqual([`${ANN} bucket?`])
  expect(told({ bucket: [['both', [ANN], OPEN]] })).toEqual([`${ANN} bucket?`])
})

test('what is sure is told in the place of what may hold', () => {
  expect(
    told({
      bucket: [
        ['get', [ANN]],
        ['list', [ANN], OPEN],
        ['list', [ANN]],
      ],
    }),
  ).toEqual([`${ANN} bucket`])
  expect(
    told({
      project: [
        ['get', [ANN]],
        ['list', [ANN], OPEN],
      ],
      bucket: [['list', [ANN]]],
    }),
  ).toEqual([`${ANN} bucket`, `${ANN} near?`])
})

test('a permission of the project is not given by a binding below it', () => {
  const get: ShortBinding = ['get', [ANN]]
  expect(told({ bucket: [get, ['invoke', [ANN]]] }, {}, PROJECT)).toEqual([])
  expect(told({ bucket: [get], project: [['invoke', [ANN]]] }, {}, PROJECT)).toEqual([`${ANN} bucket`])
  expect(told({ bucket: [get], folder: [['invoke', [ANN]]] }, {}, PROJECT)).toEqual([`${ANN} bucket`])
  expect(told({ bucket: [get], other: [['invoke', [ANN]]] }, {}, PROJECT)).toEqual([])
})
