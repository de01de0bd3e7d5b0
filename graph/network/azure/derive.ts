import type { Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { formatPorts } from '../ports.ts'
import { machinesReached } from './machines.ts'
import { inboundRules, openFromInternet } from './security-rules.ts'
import { servicesReached } from './services.ts'

const INTERNET: NodeRecord = { id: 'Internet', kind: 'Internet', props: { name: 'Internet' } }

/** What strangers reach in Azure, and what stops them. Reach between machines of a network is not derived yet. */
export function deriveAzureNetwork(facts: FactIndex): Derivation {
  const machines = machinesReached(facts)
  const services = servicesReached(facts)
  const edges = [...machines.edges, ...services.edges]
  const needed = edges.length > 0 && facts.node(INTERNET.id) === undefined
  return {
    edges,
    blocked: [...machines.blocked, ...services.blocked],
    nodes: needed ? [INTERNET] : [],
    properties: new Map([...machines.properties, ...services.properties, ...groupProperties(facts)]),
  }
}

/** What each group would let in if something were behind it, and whether something is. */
function groupProperties(facts: FactIndex): readonly [string, Props][] {
  const used = new Set(
    ['AzureSubnet', 'AzureNetworkInterface'].flatMap((kind) =>
      facts
        .ofKind(kind)
        .flatMap(({ props }) => (typeof props.securityGroup === 'string' ? [props.securityGroup] : [])),
    ),
  )
  return facts.ofKind('AzureNetworkSecurityGroup').flatMap(({ id, props }): [string, Props][] => {
    const rules = inboundRules(props.rules)
    const attached = used.has(id)
    return rules === null
      ? []
      : [[id, { attached, openToInternet: formatPorts(openFromInternet(rules).ports) }]]
  })
}
