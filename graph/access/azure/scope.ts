import type { FactIndex } from '../../snapshot/facts.ts'

/** Where a resource lies, the nearest first and the root `/` last. */
export type ScopeChain = (id: string) => readonly string[]

/**
 * What a lower-cased Resource Manager id lies in, by whole segments: the resource, the resources it is part of, its
 * group and its subscription, and the management groups that contain the subscription, where the tree is read or the
 * subscription's own lists name them.
 * https://learn.microsoft.com/azure/role-based-access-control/scope-overview
 */
export function scopeChains(facts: FactIndex): ScopeChain {
  const chains = new Map<string, readonly string[]>()
  const above = (id: string): readonly string[] => {
    const known = chains.get(id)
    if (known !== undefined) return known
    const parent = parentOf(id)
    const chain = [id, ...(parent === undefined ? aboveTop(facts, id) : above(parent))]
    chains.set(id, chain)
    return chain
  }
  return above
}

/** What lies above a subscription or a management group. */
function aboveTop(facts: FactIndex, top: string): readonly string[] {
  const inherited = facts.node(top)?.props.inheritsFrom
  const groups = [
    ...managementGroupsOf(facts, top),
    ...(Array.isArray(inherited) ? inherited.map(String) : []),
  ]
  return [...new Set(groups), '/']
}

/** What an id names next on the way up to its subscription or management group. */
function parentOf(id: string): string | undefined {
  const at = id.lastIndexOf('/providers/')
  if (at <= 0) {
    const group = /^(\/subscriptions\/[^/]+)\/resourcegroups\/[^/]+$/.exec(id)
    return group?.[1]
  }
  // provider/type/name, and a type and a name for each part of it
  let end = at + '/providers/'.length - 1
  for (let parts = 0; parts < 3; parts++) {
    end = id.indexOf('/', end + 1)
    if (end === -1) return id.slice(0, at)
  }
  return id.slice(0, id.lastIndexOf('/', id.lastIndexOf('/') - 1))
}

function managementGroupsOf(facts: FactIndex, id: string): readonly string[] {
  const groups: string[] = []
  let child = id
  for (;;) {
    const group = facts
      .to(child, 'CONTAINS')
      .map(({ from }) => from)
      .find((from) => facts.node(from)?.kind === 'AzureManagementGroup')
    // What says that it contains itself would never end.
    if (group === undefined || groups.includes(group)) return groups
    groups.push(group)
    child = group
  }
}
