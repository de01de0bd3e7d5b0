import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'
import { exportedLogs } from './exports.ts'

const ALL = {
  filter: null,
  exclusions: 0,
  disabled: false,
  includeChildren: false,
  destination: 'storage.googleapis.com/logs',
}

function exported(sink: Props, organization: Props = {}) {
  const nodes: readonly NodeRecord[] = [
    { id: 'organizations/1', kind: 'GcpOrganization', props: { provider: 'gcp', ...organization } },
    { id: 'p', kind: 'GcpProject', props: { provider: 'gcp', account: 'p', projectNumber: '42' } },
    { id: 'sink', kind: 'GcpLogSink', props: { account: 'p', ...ALL, ...sink } },
  ]
  const inside = { from: 'organizations/1', kind: 'CONTAINS', to: 'p', props: {} }
  const facts = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map([[relationshipId(inside), inside]]),
    coverage: [],
  })
  return new Map(exportedLogs(facts)).get('p')?.logsExported
}

const ABOVE = { account: 'organizations/1', includeChildren: true }

test('a sink of the project, or one above that takes what lies below, sends everything', () => {
  expect([exported({}), exported(ABOVE)]).toEqual([true, true])
})

test.each<[string, Props]>([
  ['takes some', { filter: 'severity>=ERROR' }],
  ['leaves some out', { exclusions: 1 }],
  ['is off', { disabled: true }],
  [
    'sends to a log bucket of the project itself',
    { destination: 'logging.googleapis.com/projects/42/locations/eu/buckets/b' },
  ],
  ['is above and takes nothing from below', { ...ABOVE, includeChildren: false }],
  ['is of another project', { account: 'q' }],
])('a sink that %s does not', (_, sink) => {
  expect(exported(sink)).toBe(false)
})

test('where what stands above was not read, nothing is said, unless a sink is known', () => {
  expect(exported({ disabled: true }, { stub: true })).toBeUndefined()
  expect(exported({}, { stub: true })).toBe(true)
})
