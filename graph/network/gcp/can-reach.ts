import type { FactIndex } from '../../snapshot/facts.ts'
import type { Outside } from '../internet.ts'
import { type OrderedVerdict, stopped } from '../ordered-way.ts'
import type { PortSet } from '../ports.ts'
import { bestOf } from '../verdicts.ts'
import { gcpNetworks } from './estate.ts'
import { type End, verdictBetween } from './inside.ts'
import type { Card, GcpNetworks } from './model.ts'
import { judgeFrom } from './strangers.ts'

/** Whether an id is an instance, subnet or network of Google Cloud. */
export const isGcpPlace = (facts: FactIndex, id: string): boolean =>
  ['GcpInstance', 'GcpSubnetwork', 'GcpNetwork'].includes(facts.node(id)?.kind ?? '')

/** One question about an instance, or about all of a subnet or network; `from` is such a place, or somewhere outside. */
export function gcpVerdict(
  facts: FactIndex,
  from: string | Outside,
  to: string,
  wanted: (protocols: readonly string[]) => PortSet,
): OrderedVerdict {
  const networks = gcpNetworks(facts)
  const ports = wanted(networks.protocols)
  const targets = cardsAt(networks, to)
  if (typeof from !== 'string') return bestOf(targets.flatMap(judgeFrom(networks, from, ports)), to)
  const sources = cardsAt(networks, from)
  const silent = [...sources, ...targets].find((card) => card.silent !== null)
  if (silent?.silent != null && (sources.every(isSilent) || targets.every(isSilent)))
    return stopped({ id: silent.instance, reason: 'workload', detail: silent.silent }, 0)
  const starts = sources.filter((card) => !isSilent(card)).flatMap(endOf)
  const ends = targets.filter((card) => !isSilent(card)).flatMap(endOf)
  return bestOf(
    starts.flatMap((start) =>
      ends
        .filter((end) => end.card.instance !== start.card.instance)
        .map((end) => verdictBetween(networks, start, end, ports)),
    ),
    to,
  )
}

const isSilent = ({ silent }: Card): boolean => silent !== null

const endOf = (card: Card): End[] =>
  card.address === null || card.address.family !== 4 ? [] : [{ card, address: card.address }]

const cardsAt = ({ cards }: GcpNetworks, id: string): readonly Card[] =>
  cards.filter(({ instance, network, subnetwork }) => [instance, network, subnetwork].includes(id))
