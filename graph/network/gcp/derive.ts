import type { Derivation } from '../../attack.ts'
import { corporateBlocks } from '../../corporate-network.ts'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { gcpNetworks } from './estate.ts'
import { lateralReach } from './inside.ts'
import { servicesReached } from './services.ts'
import { instancesReached } from './strangers.ts'

/** What strangers reach in Google Cloud, what instances reach of each other, and what stops the rest. */
export function deriveGcpNetwork(facts: FactIndex): Derivation {
  if (
    facts.ofKind('GcpInstance').length +
      facts.ofKind('GcpSqlInstance').length +
      facts.ofKind('GcpGkeCluster').length ===
    0
  )
    return { edges: [], blocked: [], nodes: [], properties: new Map() }
  const corporate = corporateBlocks(facts)
  const networks = gcpNetworks(facts)
  const instances = instancesReached(networks, corporate)
  const services = servicesReached(facts, corporate)
  const inside = lateralReach(networks)
  const edges = [...instances.edges, ...services.edges, ...inside.edges]
  const needed = edges.some(({ from }) => from === INTERNET_ID) && facts.node(INTERNET_ID) === undefined
  return {
    edges,
    blocked: [...instances.blocked, ...services.blocked],
    nodes: [...(needed ? [INTERNET_NODE] : []), ...inside.nodes],
    properties: new Map([...instances.properties, ...services.properties]),
  }
}
