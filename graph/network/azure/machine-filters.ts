import type { Address } from '../addresses.ts'
import type { Tier } from '../first-match.ts'
import type { Filter } from '../ordered-way.ts'
import type { AzureNetworks, Card, Direction, End, Ends } from './model.ts'

/** An interface with several addresses is seen at the first. */
export const ownEnd = ({ addresses, groups }: Card): End => ({
  address: addresses[0] ?? null,
  groups,
  inside: true,
})

/** Packets in meet the group of the subnet first, packets out that of the interface. */
export function filtersOn(
  networks: AzureNetworks,
  card: Card,
  direction: Direction,
  own: End,
  other: (source: Address) => End,
): Filter<Ends>[] {
  const guards = direction === 'inbound' ? card.guards : card.guards.toReversed()
  const peerOf = (source: Address): Ends => ({ own, other: other(source) })
  const unread: Tier<Ends>[] = card.known
    ? []
    : [
        {
          id: card.subnet,
          component: 'security-group',
          rules: [],
          otherwise: 'allow',
          unread: 'its subnet was not read',
        },
      ]
  const tiers = [
    ...unread,
    ...guards.flatMap((guard) => (guard === null ? [] : [networks.tierOf(guard, direction)])),
  ]
  return tiers.map((tier) => ({ tiers: [tier], peerOf }))
}
