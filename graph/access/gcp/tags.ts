import type { FactIndex } from '../../snapshot/facts.ts'
import type { RequestFacts } from './cel.ts'
import type { Hierarchy } from './hierarchy.ts'

const CRM = '//cloudresourcemanager.googleapis.com/'
const NONE: RequestFacts = {}
const BARE: readonly Tag[] = []

/** A key and one of its values as conditions name them. */
export type Tag = readonly [key: string, value: string]

export interface Tags {
  /**
   * What conditions see of the tags of a node. Tags are inherited, and the nearest value of a key counts. Of a key that was
   * not read nothing is known; nor is of a resource of a service of which some binding names something that was not found.
   * https://cloud.google.com/resource-manager/docs/tags/tags-overview#inheritance
   */
  on(node: string): RequestFacts
  /** Those of the node itself: each by the names of key and value, and by their ids. */
  own(node: string): readonly Tag[]
  /** The same of each value that there is, by the id of its node. */
  readonly values: ReadonlyMap<string, readonly Tag[]>
}

export function tagsIn(facts: FactIndex, hierarchy: Hierarchy): Tags {
  const keys = facts.ofKind('GcpTagKey')
  if (keys.length === 0) return { on: () => NONE, own: () => BARE, values: new Map() }
  const tagKeys = new Set(keys.flatMap(({ props }) => [String(props.tagId), String(props.namespacedName)]))
  const values = valuesIn(facts)
  const { own, unknown } = bindingsIn(facts, hierarchy, values)
  return {
    values,
    own: (node) => own.get(node) ?? BARE,
    on(node) {
      const chain = hierarchy.chainOf(node)
      if (chain.some((one) => unknown.has(one) || unknown.has(hostOf(one)))) return NONE
      const tags = new Map(chain.toReversed().flatMap((one) => own.get(one) ?? []))
      return { tags, tagKeys }
    },
  }
}

interface Bindings {
  /** By node: key to value by their names in conditions, and by their ids. */
  readonly own: ReadonlyMap<string, readonly Tag[]>
  /** Nodes that bear a value which was not read, and services of which something that was not found bears one. */
  readonly unknown: ReadonlySet<string>
}

function valuesIn(facts: FactIndex): ReadonlyMap<string, readonly Tag[]> {
  const values = new Map<string, readonly Tag[]>()
  for (const { id, props } of facts.ofKind('GcpTagValue')) {
    const key = facts.to(id, 'CONTAINS').map(({ from }) => facts.node(from)?.props ?? {})[0]
    if (key?.tagId === undefined) continue
    values.set(id, [
      [String(key.tagId), String(props.tagId)],
      [String(key.namespacedName), String(props.shortName)],
    ])
  }
  return values
}

function bindingsIn(facts: FactIndex, hierarchy: Hierarchy, values: Tags['values']): Bindings {
  const byId = new Map(
    facts.ofKind('GcpTagValue').map(({ id, props }) => [String(props.tagId), values.get(id)] as const),
  )
  const own = new Map<string, readonly Tag[]>()
  const unknown = new Set<string>()
  for (const { props } of facts.ofKind('GcpTagBinding')) {
    const resource = String(props.resource)
    const node = taggedNode(resource, hierarchy)
    const tags = byId.get(String(props.tagValue))
    const isFound = node !== undefined && facts.node(node) !== undefined
    if (isFound && tags !== undefined) own.set(node, [...(own.get(node) ?? []), ...tags])
    else if (isFound) unknown.add(node)
    // Another project that bears a tag says nothing of those that were read.
    else if (!resource.startsWith(CRM)) unknown.add(hostOf(resource))
  }
  return { own, unknown }
}

/** What a binding names: projects by number, and buckets with the project that they have none of. */
export function taggedNode(resource: string, { projectNode }: Hierarchy): string | undefined {
  if (!resource.startsWith(CRM))
    return resource.replace(/^(\/\/storage\.googleapis\.com\/)projects\/_\/buckets\//, '$1')
  const scope = resource.slice(CRM.length)
  return scope.startsWith('projects/') ? projectNode(scope.slice('projects/'.length)) : scope
}

/** Service accounts are named by their address, projects, folders and organizations by what they are. */
function hostOf(node: string): string {
  if (node.startsWith('serviceAccount:')) return 'iam.googleapis.com'
  return /^\/\/([^/]+)\//.exec(node)?.[1] ?? 'cloudresourcemanager.googleapis.com'
}
