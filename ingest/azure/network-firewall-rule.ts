import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { armId, flag, list, number, propsOf, text } from './shapes.ts'

/** Rules that translate a destination, that name addresses and ports, or that name hosts. */
export type RuleKind = 'nat' | 'network' | 'application'

const texts = list(z.string())
const parts = {
  name: text,
  /** Of a policy's rules only. */
  ruleType: text,
  sourceAddresses: texts,
  sourceIpGroups: texts,
  destinationAddresses: texts,
}
/** A policy calls protocols otherwise than a firewall does. */
const packets = { ...parts, ipProtocols: texts, protocols: texts, destinationPorts: texts }

const natRule = z.object({ ...packets, translatedAddress: text, translatedFqdn: text, translatedPort: text })
const networkRule = z.object({ ...packets, destinationIpGroups: texts, destinationFqdns: texts })
const applicationRule = z.object({
  ...parts,
  protocols: list(z.object({ protocolType: text, port: number })),
  targetFqdns: texts,
  fqdnTags: texts,
  targetUrls: texts,
  webCategories: texts,
  terminateTLS: flag,
})

type Packets = z.output<z.ZodObject<typeof packets>>

/** A rule of a collection with such an action; none where it is of another kind. */
export function rulePropsOf(kind: RuleKind, action: string, below: string, rule: unknown): Props[] {
  const { name, ruleType } = z.object({ name: text, ruleType: text }).parse(rule)
  const isOther = ruleType !== undefined && ruleType.toLowerCase() !== `${kind}rule`
  if (isOther || (kind === 'nat') !== (action === 'dnat') || action === 'snat') return []
  const own = READERS[kind](rule)
  return [
    propsOf({ id: armId(`${below}/rules/${name ?? ''}`), name, ...own, ...(kind !== 'nat' && { action }) }),
  ]
}

const packetProps = (rule: Packets) => ({
  protocols: [...rule.ipProtocols, ...rule.protocols].map((protocol) => protocol.toLowerCase()),
  sources: rule.sourceAddresses,
  sourceGroups: rule.sourceIpGroups.map(armId),
  destinations: rule.destinationAddresses,
  ports: rule.destinationPorts,
})

const READERS: { readonly [kind in RuleKind]: (rule: unknown) => Props } = {
  nat(rule) {
    const own = natRule.parse(rule)
    return propsOf({
      ...packetProps(own),
      translatedAddress: own.translatedAddress,
      translatedName: own.translatedFqdn,
      translatedPort: own.translatedPort,
    })
  },
  network(rule) {
    const own = networkRule.parse(rule)
    return {
      ...packetProps(own),
      destinationGroups: own.destinationIpGroups.map(armId),
      destinationNames: own.destinationFqdns,
    }
  },
  application(rule) {
    const own = applicationRule.parse(rule)
    return {
      protocols: own.protocols.flatMap(({ protocolType, port }) =>
        protocolType === undefined || port === undefined ? [] : `${protocolType.toLowerCase()}:${port}`,
      ),
      sources: own.sourceAddresses,
      sourceGroups: own.sourceIpGroups.map(armId),
      destinations: own.destinationAddresses,
      names: [...own.targetFqdns, ...own.targetUrls, ...own.fqdnTags, ...own.webCategories],
      decrypts: own.terminateTLS ?? false,
    }
  },
}
