import { put } from '../../group-by.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

/** What holds resources and other scopes. */
export const SCOPE_KINDS: readonly string[] = ['GcpOrganization', 'GcpFolder', 'GcpProject']

const RESOURCE_KINDS: readonly string[] = [...NODE_KINDS.values()]
  .filter(({ kind, provider }) => (provider === 'gcp' || provider === 'any') && !SCOPE_KINDS.includes(kind))
  .map(({ kind }) => kind)

/** Where nodes lie: resource, what contains it, project, folders, organization. */
export interface Hierarchy {
  /** The node itself first, the organization last. */
  chainOf(id: string): readonly string[]
  /** Projects and folders directly below a scope. */
  scopesIn(scope: string): readonly string[]
  /** Resources of a kind that lie directly in a project. */
  resourcesIn(project: string, kind: string): readonly NodeRecord[]
  /** Node id of a project by its id or number. */
  projectNode(name: string): string | undefined
}

export function hierarchyOf(facts: FactIndex): Hierarchy {
  const projects = new Map<string, string>()
  for (const { id, props } of facts.ofKind('GcpProject')) {
    for (const name of [props.account, props.projectNumber]) {
      if (typeof name === 'string') projects.set(name, id)
    }
  }
  const chains = new Map<string, readonly string[]>()
  const containerOf = (id: string): string | undefined => {
    const above = facts.to(id, 'CONTAINS').find(({ from }) => facts.node(from)?.props.provider === 'gcp')
    if (above !== undefined) return above.from
    const node = facts.node(id)
    if (node === undefined || SCOPE_KINDS.includes(node.kind)) return undefined
    return projects.get(String(node.props.account))
  }
  const chainOf = (id: string): readonly string[] => {
    const known = chains.get(id)
    if (known !== undefined) return known
    // What says it contains itself would never end.
    chains.set(id, [id])
    const above = containerOf(id)
    const chain = above === undefined ? [id] : [id, ...chainOf(above)]
    chains.set(id, chain)
    return chain
  }
  const resources = new Map<string, Map<string, NodeRecord[]>>()
  for (const node of RESOURCE_KINDS.flatMap((kind) => facts.ofKind(kind))) {
    if (node.props.provider !== 'gcp' || node.props.stub === true) continue
    const project = projects.get(String(node.props.account))
    if (project === undefined) continue
    const here = resources.get(project) ?? new Map<string, NodeRecord[]>()
    resources.set(project, here)
    put(here, node.kind, node)
  }
  return {
    chainOf,
    scopesIn: (scope) =>
      facts
        .from(scope, 'CONTAINS')
        .map(({ to }) => to)
        .filter((to) => SCOPE_KINDS.includes(facts.node(to)?.kind ?? '')),
    resourcesIn: (project, kind) => resources.get(project)?.get(kind) ?? [],
    projectNode: (name) => projects.get(name),
  }
}
