import { z } from 'zod'
import type { Condition } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Address, parseAddresses } from '../addresses.ts'
import { wafOf } from './entrances.ts'
import type { Card } from './model.ts'
import { type Sender, senderIn } from './senders.ts'

/** A private address of an application gateway that leads to an interface by a connection of the gateway's own. */
export interface Relay {
  readonly id: string
  readonly address: Address
  /** TCP port of the gateway. */
  readonly entry: number
  /** TCP port of the machine. */
  readonly port: number
  /** null when its subnet was not read. */
  readonly place: Sender | null
  readonly conditions: readonly Condition[]
}

const Leads = z.array(
  z.object({ address: z.string(), entry: z.number(), members: z.array(z.string()), port: z.number() }),
)

/** https://learn.microsoft.com/azure/application-gateway/configuration-frontend-ip */
export function relaysTo(facts: FactIndex, card: Card): readonly Relay[] {
  const own = new Set([card.id, ...privateIpsOf(facts.node(card.id))])
  return facts.ofKind('AzureApplicationGateway').flatMap((node) =>
    (Leads.safeParse(node.props.insideLeads).data ?? [])
      .filter(({ members }) => members.some((member) => own.has(member)))
      .flatMap(({ address, entry, port }): Relay[] => {
        const [at] = parseAddresses([address])
        const rest = { place: placeOf(facts, node), conditions: wafOf(node) }
        return at === undefined ? [] : [{ id: node.id, address: at, entry, port, ...rest }]
      }),
  )
}

const privateIpsOf = (card: NodeRecord | undefined): readonly string[] =>
  Array.isArray(card?.props.privateIps) ? card.props.privateIps.map(String) : []

function placeOf(facts: FactIndex, node: NodeRecord): Sender | null {
  const group = facts.node(String(node.props.subnet))?.props.securityGroup
  return senderIn(facts, node, typeof group === 'string' ? group : null)
}
