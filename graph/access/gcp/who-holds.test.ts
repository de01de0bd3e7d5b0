import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type ShortBinding, type ShortEstate, snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { whoHolds } from './who-holds.ts'

const [ANN, BOB, TEAM] = ['user:ann@example.com', 'user:bob@example.com', 'group:team@example.com']
const NOW = '2026-11-21T00:00:00Z'

const held = (
  bindings: Partial<Record<'org' | 'project' | 'bucket', readonly ShortBinding[]>>,
  deny: ShortEstate['deny'] = {},
) => {
  const facts = snapshotOf({
    groups: { 'team@example.com': [BOB] },
    deny,
    nodes: {
      org: { kind: 'GcpOrganization', bindings: bindings.org ?? [] },
      project: { kind: 'GcpProject', in: 'org', bindings: bindings.project ?? [] },
      bucket: { kind: 'GcpBucket', in: 'project', bindings: bindings.bucket ?? [] },
    },
  })
  const found = whoHolds(estateOf(indexFacts(facts)), 'storage.objects.get', 'bucket', NOW)
  return [...found].map(([id, { holder, binding, holds }]) => {
    expect(holder.asker.id).toBe(id)
    return `${id} at ${binding.node} ${holds}`
  })
}
const READER = 'storage.objectViewer'

test('whoever has it by a binding at the node or above is told with the lowest binding', () => {
  expect(
    held({ bucket: [[READER, [ANN]]], org: [[READER, [ANN, 'serviceAccount:a@p.iam.gserviceaccount.com']]] }),
  ).toEqual([`${ANN} at bucket 2`, 'serviceAccount:a@p.iam.gserviceaccount.com at org 2'])
  expect(held({ project: [['run.invoker', [ANN]]] })).toEqual([])
})

test('members of a group are told beside the group', () => {
  expect(held({ project: [[READER, [TEAM]]] })).toEqual([`${TEAM} at project 2`, `${BOB} at project 2`])
})

test('a binding under a condition that nobody can tell may give it, and one that is over does not', () => {
  expect(held({ project: [[READER, [ANN], "resource.matchTag('1/env', 'prod')"]] })).toEqual([
    `${ANN} at project 1`,
  ])
  expect(held({ project: [[READER, [ANN], "request.time < timestamp('2020-01-01T00:00:00Z')"]] })).toEqual([])
})

test('whom a deny rule names does not hold it', () => {
  const rule = {
    deniedPrincipals: ['principal://goog/subject/ann@example.com'],
    deniedPermissions: ['storage.googleapis.com/objects.get'],
  }
  expect(held({ project: [[READER, [ANN, BOB]]] }, { project: [rule] })).toEqual([`${BOB} at project 2`])
})
