import type { Derivation } from './attack.ts'
import type { FactIndex } from './snapshot/facts.ts'
import type { NodeRecord, Snapshot } from './snapshot/records.ts'

/** What a derivation step looked at, by kind: as long as nothing of it changed, the step says the same again. */
export interface Reads {
  readonly nodeKinds: Set<string>
  /** `*` for those of every kind. */
  readonly relationshipKinds: Set<string>
  /** It went through all nodes that have one of these. */
  readonly properties: Set<string>
  /** It looked for something that is not there: whatever is added may be that. */
  missed: boolean
  /** It went through everything. */
  everything: boolean
  /** It looked at what the steps before it found. */
  earlier: boolean
}

/** What several steps looked at together; nothing where there are none. */
export const readsOf = (all: readonly Reads[]): Reads => ({
  nodeKinds: new Set(all.flatMap(({ nodeKinds }) => [...nodeKinds])),
  relationshipKinds: new Set(all.flatMap(({ relationshipKinds }) => [...relationshipKinds])),
  properties: new Set(all.flatMap(({ properties }) => [...properties])),
  missed: all.some(({ missed }) => missed),
  everything: all.some(({ everything }) => everything),
  earlier: all.some(({ earlier }) => earlier),
})

/** The index, telling `noting()` what is looked at. Coverage is no part of it: no change of facts touches that. */
export function watchedIndex(index: FactIndex, noting: () => Reads): FactIndex {
  const { snapshot } = index
  const everything = <T>(value: T): T => {
    noting().everything = true
    return value
  }
  return {
    snapshot: {
      get nodes() {
        return everything(snapshot.nodes)
      },
      get relationships() {
        return everything(snapshot.relationships)
      },
      coverage: snapshot.coverage,
    },
    node(id) {
      const node = index.node(id)
      if (node === undefined) noting().missed = true
      else noting().nodeKinds.add(node.kind)
      return node
    },
    ofKind(kind) {
      noting().nodeKinds.add(kind)
      return index.ofKind(kind)
    },
    withProperty(...names) {
      for (const name of names) noting().properties.add(name)
      return index.withProperty(...names)
    },
    from(id, kind) {
      noting().relationshipKinds.add(kind ?? '*')
      return index.from(id, kind)
    },
    to(id, kind) {
      noting().relationshipKinds.add(kind ?? '*')
      return index.to(id, kind)
    },
  }
}

/** The list of earlier derivations, telling that it was looked at. */
export const watchedList = (list: readonly Derivation[], reads: Reads): readonly Derivation[] =>
  new Proxy(list, {
    get(target, key) {
      reads.earlier = true
      return Reflect.get(target, key)
    },
  })

/** What differs between two estates, by kind. */
export interface Difference {
  readonly nodeKinds: ReadonlySet<string>
  readonly relationshipKinds: ReadonlySet<string>
  /** Those that a node has that is not the same in both. */
  readonly properties: ReadonlySet<string>
  readonly added: boolean
}

export function differenceOf(before: Snapshot, after: Snapshot): Difference {
  const nodeKinds = new Set<string>()
  const relationshipKinds = new Set<string>()
  const properties = new Set<string>()
  let added = false
  const differs = ({ kind, props }: NodeRecord): void => {
    nodeKinds.add(kind)
    for (const name of Object.keys(props)) properties.add(name)
  }
  for (const [id, node] of after.nodes) {
    const known = before.nodes.get(id)
    if (known === node) continue
    if (known === undefined) added = true
    else differs(known)
    differs(node)
  }
  for (const [id, node] of before.nodes) if (!after.nodes.has(id)) differs(node)
  const changed = (here: Snapshot, there: Snapshot): void => {
    for (const [id, relationship] of here.relationships)
      if (there.relationships.get(id) !== relationship) relationshipKinds.add(relationship.kind)
  }
  changed(after, before)
  changed(before, after)
  return { nodeKinds, relationshipKinds, properties, added }
}

/** Whether a step that looked at this may say something else now. */
export function isTouched(reads: Reads, difference: Difference): boolean {
  const { nodeKinds, relationshipKinds, properties, added } = difference
  if (reads.everything) return nodeKinds.size > 0 || relationshipKinds.size > 0
  if (reads.missed && added) return true
  if (reads.relationshipKinds.has('*') && relationshipKinds.size > 0) return true
  return (
    meet(reads.nodeKinds, nodeKinds) ||
    meet(reads.relationshipKinds, relationshipKinds) ||
    meet(reads.properties, properties)
  )
}

const meet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...other].some((kind) => one.has(kind))
