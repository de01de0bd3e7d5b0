import { INTERNET_ID, INTERNET_NODE } from '../internet-node.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import type { Pair, World } from './technique.ts'

/** Nodes of a kind with whatever a chain of facts leads to: instance -> instance profile -> role. */
export const along = (kind: string, chain: readonly string[]) =>
  function* ({ facts }: World): Iterable<Pair> {
    for (const self of facts.ofKind(kind)) {
      for (const walk of walks(facts, [self], chain)) {
        const target = walk.at(-1)
        if (target !== undefined) yield { self, target, through: walk.slice(1, -1) }
      }
    }
  }

function* walks(
  facts: FactIndex,
  walk: readonly NodeRecord[],
  chain: readonly string[],
): Iterable<readonly NodeRecord[]> {
  const [kind, ...rest] = chain
  const last = walk.at(-1)
  if (kind === undefined || last === undefined) {
    yield walk
    return
  }
  for (const { to } of facts.from(last.id, kind)) {
    const next = facts.node(to)
    if (next !== undefined) yield* walks(facts, [...walk, next], rest)
  }
}

/** Anyone on the Internet, with every node of a kind that passes a first look. */
export const fromInternet = (kind: string, concerns: (target: NodeRecord) => boolean) =>
  function* ({ facts }: World): Iterable<Pair> {
    for (const target of facts.ofKind(kind)) {
      if (concerns(target)) yield { self: facts.node(INTERNET_ID) ?? INTERNET_NODE, target, through: [] }
    }
  }
