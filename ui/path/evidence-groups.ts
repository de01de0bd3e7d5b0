import type { Decider } from '../json-view/lines.ts'

interface Proof {
  readonly id: string
  readonly statement: string | null
  readonly document: unknown
}

/** Evidence that stands in one document, which is shown once with all of its deciders lit. */
export interface EvidenceGroup<Item extends Proof> {
  readonly items: readonly Item[]
  /** null: nothing more than the words of the items. */
  readonly document: unknown
  readonly deciders: readonly Decider[]
}

/** `sg-1#ingress/0` is the member `ingress/0` of the document of `sg-1`. */
function deciderOf({ id, statement }: Proof): readonly Decider[] {
  if (statement !== null) return [{ statement }]
  const fragment = id.split('#')[1]
  return fragment === undefined || fragment === '' ? [] : [{ way: fragment.split('/') }]
}

/** Evidence in its order, one group a document. */
export function groupEvidence<Item extends Proof>(evidence: readonly Item[]): readonly EvidenceGroup<Item>[] {
  const groups = new Map<string, EvidenceGroup<Item>>()
  for (const [index, item] of evidence.entries()) {
    const hasDocument = item.document !== null && item.document !== undefined
    const key = hasDocument ? `${item.id.split('#')[0]} ${JSON.stringify(item.document)}` : `alone ${index}`
    const group = groups.get(key) ?? { items: [], document: hasDocument ? item.document : null, deciders: [] }
    groups.set(key, {
      ...group,
      items: [...group.items, item],
      deciders: hasDocument ? [...group.deciders, ...deciderOf(item)] : [],
    })
  }
  return [...groups.values()]
}
