import { type Context, createContext } from '../../access/aws/context.ts'
import { type Estate, estateOf, type Identity } from '../../access/aws/estate.ts'
import type { AttackEdge, Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'

/** What privilege techniques may look at: the facts, and what access and network derived from them. */
export interface Scene {
  readonly facts: FactIndex
  readonly estate: Estate
  /** Ids of principals that administer their account. */
  readonly administrators: ReadonlySet<string>
  /** CAN_ASSUME edges of one principal, its own and those of the access classes it is in. */
  assumableBy(id: string): readonly AttackEdge[]
  /** CAN_REACH edges by the id they arrive at. */
  readonly reaching: ReadonlyMap<string, readonly AttackEdge[]>
  /** Context that follows from when the estate was read. */
  timeContext(identity: Identity): Context
}

export function sceneOf(facts: FactIndex, before: readonly Derivation[]): Scene {
  const edges = before.flatMap((derivation) => derivation.edges)
  const contexts = timeContexts(facts)
  const assuming = groupBy(edges, 'CAN_ASSUME', ({ from }) => from)
  const classes = classesOf(before)
  return {
    facts,
    estate: estateOf(facts),
    administrators: new Set(edges.filter(({ kind }) => kind === 'ADMIN_OF').map(({ from }) => from)),
    assumableBy: (id) => [id, ...(classes.get(id) ?? [])].flatMap((from) => assuming.get(from) ?? []),
    reaching: groupBy(edges, 'CAN_REACH', ({ to }) => to),
    timeContext: ({ principal, node }) =>
      principal.kind === 'user' && node.props.consoleAccess === false ? contexts.longTerm : contexts.session,
  }
}

/**
 * A request is made no earlier than the estate was read, by a session that is no older. A long-term key carries no
 * aws:TokenIssueTime, and a user without a password has nothing else that may call IAM.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function timeContexts(facts: FactIndex): { readonly session: Context; readonly longTerm: Context } {
  const read = facts.snapshot.coverage
    .map(({ at }) => at)
    .sort()
    .at(-1)
  if (read === undefined) return { session: createContext([]), longTerm: createContext([]) }
  const now = { 'aws:currenttime': [read], 'aws:epochtime': [String(Math.floor(Date.parse(read) / 1000))] }
  return {
    session: createContext([now, { 'aws:tokenissuetime': [read] }]),
    longTerm: createContext([now, { 'aws:tokenissuetime': 'absent' }]),
  }
}

function classesOf(before: readonly Derivation[]): ReadonlyMap<string, readonly string[]> {
  const classes = new Map<string, string[]>()
  for (const { from, kind, to } of before.flatMap(({ facts }) => facts ?? [])) {
    if (kind === 'IN_ACCESS_CLASS') classes.set(from, [...(classes.get(from) ?? []), to])
  }
  return classes
}

function groupBy(
  edges: readonly AttackEdge[],
  kind: string,
  keyOf: (edge: AttackEdge) => string,
): ReadonlyMap<string, readonly AttackEdge[]> {
  const groups = new Map<string, AttackEdge[]>()
  for (const edge of edges) {
    if (edge.kind !== kind) continue
    const key = keyOf(edge)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [edge])
    else group.push(edge)
  }
  return groups
}
