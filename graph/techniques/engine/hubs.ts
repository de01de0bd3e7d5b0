import { createHash } from 'node:crypto'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import type { Candidate } from '../privilege.ts'

/** More ends than this go through a node that stands for all of them, so that edges do not multiply. */
export const MANY_TARGETS = 12

/** Nodes that stand for a set of targets, and the facts that say what is in them. */
export interface Hubs {
  /** Id of the node for these candidates' ends; sets that are equal share one. */
  hubOf(account: string, says: string, candidates: readonly Candidate[]): string
  readonly nodes: readonly NodeRecord[]
  readonly facts: readonly RelationshipRecord[]
}

export function createHubs(): Hubs {
  const nodes: NodeRecord[] = []
  const facts: RelationshipRecord[] = []
  const known = new Set<string>()
  return {
    nodes,
    facts,
    hubOf(account, says, candidates) {
      const digest = createHash('sha256').update(says)
      for (const { end } of candidates) digest.update('\n').update(end)
      const id = `${account}#target-set/${digest.digest('hex').slice(0, 16)}`
      if (known.has(id)) return id
      known.add(id)
      nodes.push({ id, kind: 'TargetSet', props: setProps(account, says, candidates.length) })
      for (const candidate of candidates) {
        const props = { evidence: candidate.evidence.map((evidence): Props => ({ ...evidence })) }
        facts.push({ from: id, kind: 'INCLUDES', to: candidate.end, props })
      }
      return id
    },
  }
}

const setProps = (account: string, says: string, members: number): Props => ({
  name: `${members} ${says}`,
  provider: 'aws',
  account,
  members,
})
