import type { AttackEdge, Derivation } from './attack.ts'
import { HUB_NODE_KINDS, NODE_KINDS } from './schema/index.ts'
import type { FactIndex } from './snapshot/facts.ts'
import type { Props } from './snapshot/records.ts'

/** By these an attacker who holds one identity or workload comes to hold the next. */
const TAKES_OVER: ReadonlySet<string> = new Set([
  'CAN_ASSUME',
  'CAN_ESCALATE',
  'CAN_CREATE_CREDENTIAL',
  'CAN_RUN_AS',
  'CAN_EXECUTE_ON',
  'RUNS_AS',
])
/** Classes of principals and sets of targets: no steps of their own. */
const HUB_FACTS: ReadonlySet<string> = new Set(['IN_ACCESS_CLASS', 'INCLUDES'])
const MAX_STEPS = 7

/**
 * For each identity and workload a shortest way to an account that it comes to administer, as `adminPath`: so that a
 * rule need not search, and a scan in which the way is the same need not ask again. Of several shortest ways the same is told
 * every time.
 */
export function deriveAdministratorPaths(facts: FactIndex, before: readonly Derivation[]): Derivation {
  const backward = new Map<string, string[]>()
  const step = (from: string, to: string): void => {
    const list = backward.get(to)
    if (list === undefined) backward.set(to, [from])
    else list.push(from)
  }
  const accounts = new Set<string>()
  const hubs = new Set<string>()
  for (const { edges, facts: derived = [], nodes } of before) {
    for (const edge of edges) {
      if (administers(edge, facts)) accounts.add(edge.to)
      else if (!TAKES_OVER.has(edge.kind)) continue
      if (isOpen(edge)) step(edge.from, edge.to)
    }
    for (const fact of derived) if (HUB_FACTS.has(fact.kind)) step(fact.from, fact.to)
    for (const { id, kind } of nodes) if (HUB_NODE_KINDS.includes(kind)) hubs.add(id)
  }
  const next = search(backward, accounts, hubs)
  const properties = new Map<string, Props>()
  for (const from of next.keys()) {
    if (!hubs.has(from)) properties.set(from, { adminPath: wayFrom(from, next, hubs) })
  }
  return { edges: [], nodes: [], properties, blocked: [] }
}

/** Who may assign roles at an account may give itself all of them. */
const administers = ({ kind, to }: AttackEdge, facts: FactIndex): boolean =>
  kind === 'ADMIN_OF' ||
  (kind === 'CAN_ESCALATE' && NODE_KINDS.get(facts.node(to)?.kind ?? '')?.class === 'Account')

const isOpen = ({ conditions }: AttackEdge): boolean => conditions.every(({ state }) => state !== 'unmet')

/** Breadth first from the accounts backward: what each node goes to next. Hubs cost nothing. */
function search(
  backward: ReadonlyMap<string, readonly string[]>,
  accounts: ReadonlySet<string>,
  hubs: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const next = new Map<string, string>()
  let level: readonly string[] = [...accounts].sort()
  for (let steps = 1; steps <= MAX_STEPS && level.length > 0; steps++) {
    const found: string[] = []
    for (const to of level) reach(to, found)
    level = found.sort()
  }
  return next

  function reach(to: string, found: string[]): void {
    for (const from of [...(backward.get(to) ?? [])].sort()) {
      if (next.has(from) || accounts.has(from)) continue
      next.set(from, to)
      if (hubs.has(from)) reach(from, found)
      else found.push(from)
    }
  }
}

function wayFrom(
  from: string,
  next: ReadonlyMap<string, string>,
  hubs: ReadonlySet<string>,
): readonly string[] {
  const way: string[] = []
  for (let at: string | undefined = from; at !== undefined; at = next.get(at)) {
    if (!hubs.has(at)) way.push(at)
  }
  return way
}
