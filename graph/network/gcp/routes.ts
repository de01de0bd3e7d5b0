import { z } from 'zod'
import type { FactIndex } from '../../snapshot/facts.ts'
import { type Address, blockIncludes, parseBlock } from '../addresses.ts'
import type { Card, Route } from './model.ts'

const Shape = z.object({
  network: z.string(),
  destination: z.string(),
  priority: z.number(),
  tags: z.array(z.string()),
  nextHop: z.string(),
})

export function routesByNetwork(facts: FactIndex): ReadonlyMap<string, readonly Route[]> {
  const found = new Map<string, Route[]>()
  for (const { id, props } of facts.ofKind('GcpRoute')) {
    const parsed = Shape.safeParse(props).data
    const block = parseBlock(parsed?.destination ?? '')
    if (parsed === undefined || block === null) continue
    const { network, destination: _, ...route } = parsed
    const list = found.get(network) ?? []
    list.push({ id, block, ...route })
    found.set(network, list)
  }
  return found
}

/**
 * The route of a packet that leaves an interface: of those that apply to it the one with the longest prefix, then the
 * one with the lowest priority. https://cloud.google.com/vpc/docs/routes#routeselection
 */
export function routeFor(routes: readonly Route[], { tags }: Card, to: Address): Route | undefined {
  const applying = routes.filter(
    (route) =>
      blockIncludes(route.block, to.family, to.value) &&
      (route.tags.length === 0 || route.tags.some((tag) => tags.has(tag))),
  )
  return applying.reduce<Route | undefined>(
    (best, route) => (best === undefined || isBefore(route, best) ? route : best),
    undefined,
  )
}

function isBefore(one: Route, other: Route): boolean {
  const [a, b] = [one.block.last - one.block.first, other.block.last - other.block.first]
  return a === b ? one.priority < other.priority : a < b
}
