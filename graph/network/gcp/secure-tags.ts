import type { Hierarchy } from '../../access/gcp/hierarchy.ts'
import { taggedNode } from '../../access/gcp/tags.ts'
import { MAYBE, NO, or, type Tri, YES } from '../../access/tri.ts'
import { put } from '../../group-by.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

/** Tag values of an interface, as firewall policies ask for them. */
export interface SecureTags {
  readonly bound: ReadonlySet<string>
  /** Bound, but it is not known whether for this interface. */
  readonly perhaps: ReadonlySet<string>
  /** No other is bound. */
  readonly whole: boolean
}

/** Bindings name an instance by the number of its project and its own. https://cloud.google.com/firewall/docs/use-tags-for-firewalls */
const INSTANCE = /^\/\/compute\.googleapis\.com\/projects\/([^/]+)\/zones\/[^/]+\/instances\/([^/]+)$/

/**
 * A tag is one of the interface in the network that its key is for, so of an instance with several interfaces it is not known
 * which. That an instance has no tag is known only where bindings of instances in its project were read and all were found;
 * what the project or what it lies in bears may hold for it. https://cloud.google.com/firewall/docs/tags-firewalls-overview
 */
export function secureTagsIn(
  facts: FactIndex,
  hierarchy: Hierarchy,
): (instance: NodeRecord, interfaces: number) => SecureTags {
  const own = new Map<string, string[]>()
  const above = new Map<string, string[]>()
  for (const { props } of facts.ofKind('GcpTagBinding')) {
    const [resource, value] = [String(props.resource), String(props.tagValue)]
    const [, project = '', number = ''] = INSTANCE.exec(resource) ?? []
    if (number !== '') put(own, `${hierarchy.projectNode(project) ?? project} ${number}`, value)
    else put(above, taggedNode(resource, hierarchy) ?? resource, value)
  }
  const found = new Set(
    facts
      .ofKind('GcpInstance')
      .map((node) => `${projectOf(hierarchy, node)} ${String(node.props.instanceId)}`),
  )
  const read = new Set<string>()
  const lost = new Set<string>()
  for (const key of own.keys()) (found.has(key) ? read : lost).add(key.slice(0, key.lastIndexOf(' ')))
  return (instance, interfaces) => {
    const project = projectOf(hierarchy, instance)
    const values = new Set(own.get(`${project} ${String(instance.props.instanceId)}`) ?? [])
    const inherited = hierarchy.chainOf(instance.id).flatMap((scope) => above.get(scope) ?? [])
    const alone = interfaces === 1
    return {
      bound: alone ? values : new Set(),
      perhaps: new Set([...inherited, ...(alone ? [] : values)]),
      whole: instance.props.instanceId !== undefined && read.has(project) && !lost.has(project),
    }
  }
}

const projectOf = ({ projectNode }: Hierarchy, { props }: NodeRecord): string =>
  projectNode(String(props.account)) ?? String(props.account)

/** Whether an interface has one of some tag values. */
export const hasOneOf = ({ bound, perhaps, whole }: SecureTags, values: readonly string[]): Tri =>
  values
    .map((value): Tri => (bound.has(value) ? YES : perhaps.has(value) || !whole ? MAYBE : NO))
    .reduce(or, NO)
