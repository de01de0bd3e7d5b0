import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Block, parseBlocks } from '../addresses.ts'
import { textsOf } from '../network.ts'
import type { Card } from './model.ts'
import { networkOf } from './networks.ts'

/** Where something that is no machine sends from, as if it were one; which of the addresses it has is not known. */
export interface Sender {
  readonly card: Card
  readonly prefixes: readonly Block[]
}

/** In its subnet, behind a security group or none; null when the subnet was not read. */
export function senderIn(facts: FactIndex, { id, props }: NodeRecord, guard: string | null): Sender | null {
  const subnet = typeof props.subnet === 'string' ? facts.node(props.subnet) : undefined
  const prefixes = parseBlocks(textsOf(subnet?.props.addressPrefixes)).filter(({ family }) => family === 4)
  const [first] = prefixes
  if (subnet === undefined || first === undefined) return null
  const card: Card = {
    id,
    machine: id,
    subnet: subnet.id,
    network: networkOf(facts, subnet.id),
    addresses: [{ family: 4, value: first.first }],
    groups: new Set(),
    guards: [guard, null],
    known: true,
    silent: null,
  }
  return { card, prefixes }
}
