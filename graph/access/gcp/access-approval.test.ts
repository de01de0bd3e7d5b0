import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'
import { accessApproval } from './access-approval.ts'
import { estateOf } from './estate-of.ts'

function approved(project: Props, organization: Props) {
  const nodes: readonly NodeRecord[] = [
    { id: 'organizations/1', kind: 'GcpOrganization', props: { provider: 'gcp', ...organization } },
    { id: 'p', kind: 'GcpProject', props: { provider: 'gcp', account: 'p', ...project } },
  ]
  const inside = { from: 'organizations/1', kind: 'CONTAINS', to: 'p', props: {} }
  const facts = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map([[relationshipId(inside), inside]]),
    coverage: [],
  })
  return accessApproval(estateOf(facts)).get('p')?.accessApproval
}

const NONE = { approvalServices: [] }
const ALL = { approvalServices: ['all'] }

test('what is enrolled on the project or above it counts', () => {
  expect([approved(ALL, NONE), approved(NONE, ALL), approved(ALL, {})]).toEqual([true, true, true])
})

test('nothing enrolled anywhere is none, and what was not read may be', () => {
  expect([approved(NONE, NONE), approved(NONE, { stub: true })]).toEqual([false, undefined])
})
