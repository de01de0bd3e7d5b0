import type { Derivation } from '../../attack.ts'
import { corporateBlocks } from '../../corporate-network.ts'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import { groupProperties } from './group-properties.ts'
import { lateralReach } from './inside.ts'
import { machinesReached } from './machines.ts'
import { azureNetworks } from './networks.ts'
import { servicesReached } from './services.ts'

/** What strangers reach in Azure, what machines reach of each other, and what stops the rest. */
export function deriveAzureNetwork(facts: FactIndex): Derivation {
  const networks = azureNetworks(facts)
  const machines = machinesReached(networks, corporateBlocks(facts))
  const services = servicesReached(facts)
  const inside = lateralReach(networks)
  const edges = [...machines.edges, ...services.edges, ...inside.edges]
  const needed = edges.some(({ from }) => from === INTERNET_ID) && facts.node(INTERNET_ID) === undefined
  return {
    edges,
    blocked: [...machines.blocked, ...services.blocked, ...inside.blocked],
    nodes: needed ? [INTERNET_NODE] : [],
    properties: new Map([...machines.properties, ...services.properties, ...groupProperties(networks)]),
  }
}
