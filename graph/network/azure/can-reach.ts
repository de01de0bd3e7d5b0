import { INTERNET_ID } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Outside } from '../internet.ts'
import { type OrderedVerdict, stopped } from '../ordered-way.ts'
import type { PortSet } from '../ports.ts'
import { bestOf } from '../verdicts.ts'
import type { Place } from './connections.ts'
import { verdictBetween } from './inside.ts'
import { judgeFrom } from './machines.ts'
import type { AzureNetworks, Card } from './model.ts'
import { azureNetworks } from './networks.ts'
import { toInternet } from './outbound.ts'

/** Whether an id is a machine, subnet or virtual network of Azure. */
export const isAzurePlace = (facts: FactIndex, id: string): boolean =>
  ['AzureVirtualMachine', 'AzureSubnet', 'AzureVirtualNetwork'].includes(facts.node(id)?.kind ?? '')

/** One question about a machine, or about all of a subnet or network; `from` is such a place, or somewhere outside; `to` may be the Internet. */
export function azureVerdict(
  facts: FactIndex,
  from: string | Outside,
  to: string,
  wanted: (protocols: readonly string[]) => PortSet,
): OrderedVerdict {
  const networks = azureNetworks(facts)
  const ports = wanted(networks.protocols)
  if (to === INTERNET_ID && typeof from === 'string')
    return bestOf(
      cardsAt(networks, from).map((card) => toInternet(networks, card, ports)),
      from,
    )
  const targets = cardsAt(networks, to)
  if (typeof from !== 'string') return bestOf(targets.flatMap(judgeFrom(networks, from, ports)), to)
  const sources = cardsAt(networks, from)
  const down = [sources, targets].find((cards) => cards.length > 0 && cards.every(isSilent))?.[0]
  if (down?.silent != null) return stopped({ id: down.machine, reason: 'workload', detail: down.silent }, 0)
  const ends = placesOf(targets)
  return bestOf(
    placesOf(sources).flatMap((start) =>
      ends
        .filter((end) => end.card.machine !== start.card.machine)
        .map((end) => verdictBetween(networks, start, end, ports)),
    ),
    to,
  )
}

const isSilent = ({ silent }: Card): boolean => silent !== null

const placesOf = (cards: readonly Card[]): Place[] =>
  cards
    .filter((card) => !isSilent(card))
    .flatMap((card) => card.addresses.slice(0, 1).map((address) => ({ card, address })))

const cardsAt = ({ cards }: AzureNetworks, id: string): readonly Card[] =>
  cards.filter(({ machine, network, subnet }) => [machine, network, subnet].includes(id))
