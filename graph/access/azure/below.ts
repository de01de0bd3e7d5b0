import { put } from '../../group-by.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { AzureEstate } from './estate.ts'

/** Resources by every scope above them, themselves too, and by kind. */
export interface Below {
  of(kind: string, scope: string): readonly NodeRecord[]
  /** Which of these kinds lie below a scope, in the same order for every scope. */
  kinds(scope: string, asked: ReadonlySet<string>): readonly string[]
}

const NONE: readonly never[] = []

const indexes = new WeakMap<AzureEstate, Below>()

export function belowIn(estate: AzureEstate): Below {
  const index = indexes.get(estate) ?? indexBelow(estate)
  indexes.set(estate, index)
  return index
}

/** What lies below a scope: by kind, or the one resource that there is, as below most scopes, which are resources. */
type Here = NodeRecord | Map<string, NodeRecord[]>

/** Kinds are looked at when they are asked for: most of an estate is what nobody attacks. */
function indexBelow({ facts, chainOf }: AzureEstate): Below {
  const scopes = new Map<string, Here>()
  const done = new Set<string>()
  return {
    of(kind, scope) {
      add(kind)
      const here = scopes.get(scope)
      if (here === undefined) return NONE
      if (here instanceof Map) return here.get(kind) ?? NONE
      return here.kind === kind ? [here] : NONE
    },
    kinds(scope, asked) {
      for (const kind of asked) add(kind)
      const here = scopes.get(scope)
      if (here === undefined) return NONE
      if (!(here instanceof Map)) return asked.has(here.kind) ? [here.kind] : NONE
      const found: string[] = []
      for (const kind of here.keys()) if (asked.has(kind)) found.push(kind)
      return found
    },
  }

  function add(kind: string): void {
    if (done.has(kind)) return
    done.add(kind)
    for (const node of facts.ofKind(kind)) {
      if (node.props.stub === true) continue
      for (const scope of chainOf(node.id)) addTo(scope, kind, node)
    }
  }

  function addTo(scope: string, kind: string, node: NodeRecord): void {
    const here = scopes.get(scope)
    if (here === undefined) scopes.set(scope, node)
    else if (here instanceof Map) put(here, kind, node)
    else {
      const both = new Map([[here.kind, [here]]])
      put(both, kind, node)
      scopes.set(scope, both)
    }
  }
}
