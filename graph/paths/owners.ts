import type { AttackGraph } from './graph.ts'
import type { RiskTarget } from './risk.ts'
import { NONE } from './tree.ts'

/** What an edit takes away: attack edges, and what makes nodes administrators of accounts. */
export interface Removal {
  readonly edges: readonly number[]
  /** One for each relationship that makes a node administrator. */
  readonly administrators: readonly (readonly [account: string, node: number])[]
}

/** Which removal takes what away. */
export interface Owners {
  /** NONE for an edge that stays whatever is removed. */
  ofEdge(edge: number): number
  /** Removals that take away one of the reasons why the node is administrator of the account. */
  ofAdministrator(account: string | undefined, node: number): readonly number[]
  /** Administrators of the target's account that are none any more: every reason is gone. */
  lost(target: RiskTarget, made: Iterable<number>): readonly number[]
}

export function ownersOf(
  removals: readonly Removal[],
  {
    administrators,
    edges,
  }: Pick<AttackGraph, 'administrators'> & { readonly edges: { readonly length: number } },
): Owners {
  const byEdge = new Uint32Array(edges.length).fill(NONE)
  const byAdministrator = new Map<string, number[]>()
  for (const [at, removal] of removals.entries()) {
    for (const edge of removal.edges) byEdge[edge] = at
    for (const [account, node] of removal.administrators) {
      const key = `${account} ${node}`
      byAdministrator.set(key, [...(byAdministrator.get(key) ?? []), at])
    }
  }
  return {
    ofEdge: (edge) => byEdge[edge] ?? NONE,
    ofAdministrator: (account, node) => byAdministrator.get(`${account} ${node}`) ?? [],
    lost({ account, own }, made) {
      if (account === undefined) return []
      const gone = new Map<number, number>()
      for (const at of made)
        for (const [of, node] of removals[at]?.administrators ?? [])
          if (of === account) gone.set(node, (gone.get(node) ?? 0) + 1)
      if (gone.size === 0) return []
      const reasons = new Map<number, number>()
      for (const node of administrators.get(account) ?? []) reasons.set(node, (reasons.get(node) ?? 0) + 1)
      return [...gone]
        .filter(([node, count]) => node !== own && count >= (reasons.get(node) ?? 0))
        .map(([node]) => node)
    },
  }
}
