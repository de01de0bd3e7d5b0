import type { FactIndex } from '../../snapshot/facts.ts'

/** How a place of a lower-cased Resource Manager id is called: `rg-web in production`, not by the subscription's GUID. */
export type PlaceName = (scope: string) => string

/**
 * Names of subscriptions and management groups are those that people gave them; a group's resources are told with it,
 * and it with its subscription, as both names are only unique there.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export function placeNames(facts: FactIndex): PlaceName {
  const known = new Map<string, string>()
  return (scope) => {
    const found = known.get(scope) ?? (scope === '/' ? 'the root of the tenant' : nameOf(facts, scope))
    known.set(scope, found)
    return found
  }
}

function nameOf(facts: FactIndex, id: string): string {
  const [, subscription, group = ''] = /^(\/subscriptions\/[^/]+)(\/resourcegroups\/[^/]+)?/.exec(id) ?? []
  if (subscription === undefined || subscription === id) return ownName(facts, id)
  const above = subscription + group
  return `${ownName(facts, id)} in ${ownName(facts, above === id ? subscription : above)}`
}

function ownName(facts: FactIndex, id: string): string {
  const name = facts.node(id)?.props.name
  return typeof name === 'string' && name !== '' ? name : id.slice(id.lastIndexOf('/') + 1)
}
