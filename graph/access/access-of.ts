import type { Evidence } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { OpenCondition } from './question.ts'
import { conditionsIn, evidenceIn } from './stored-edge.ts'

export interface AccessEntry {
  readonly kind: string
  readonly resource: string
  readonly conditions: readonly OpenCondition[]
  readonly evidence: readonly Evidence[]
}

/**
 * What the access edges say of one principal: its own, and those of the classes it is in, such as a group, through any
 * number of them. What stands for many resources is told as these.
 */
export function accessOf(facts: FactIndex, principal: string): readonly AccessEntry[] {
  return sourcesOf(facts, principal).flatMap(({ source, own }) =>
    facts
      .from(source)
      .filter(({ kind, props }) => Array.isArray(props.evidence) && !HUBS.includes(kind))
      .flatMap(({ kind, to, props }) => {
        const conditions = conditionsIn(props)
        const evidence = withoutRepeats([...own, ...evidenceIn(props)])
        return membersOf(facts, to).map((resource) => ({ kind, resource, conditions, evidence }))
      }),
  )
}

/** What leads to others of what it stands for, and is no access itself. */
const HUBS: readonly string[] = ['IN_ACCESS_CLASS', 'INCLUDES']

interface Source {
  readonly source: string
  /** What makes the principal a member of it. */
  readonly own: readonly Evidence[]
}

function sourcesOf(facts: FactIndex, principal: string): readonly Source[] {
  const found = new Map<string, Source>([[principal, { source: principal, own: [] }]])
  for (const { source, own } of found.values())
    for (const { to, props } of facts.from(source, 'IN_ACCESS_CLASS'))
      if (!found.has(to)) found.set(to, { source: to, own: [...own, ...evidenceIn(props)] })
  return [...found.values()]
}

function membersOf(facts: FactIndex, end: string): readonly string[] {
  if (facts.node(end)?.kind !== 'TargetSet') return [end]
  return facts.from(end, 'INCLUDES').flatMap(({ to }) => membersOf(facts, to))
}

const withoutRepeats = (list: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(list.map((one) => [`${one.id} ${one.statement ?? ''} ${one.detail}`, one])).values(),
]
