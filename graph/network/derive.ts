import type { Derivation } from '../attack.ts'
import { corporateBlocks } from '../corporate-network.ts'
import { INTERNET_ID, INTERNET_NODE } from '../internet-node.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { Props } from '../snapshot/records.ts'
import { compileNetwork } from './compile.ts'
import { danglingAddresses } from './dangling-addresses.ts'
import { danglingBuckets } from './dangling-buckets.ts'
import { exposeToInternet } from './exposure.ts'
import { routesToInternet } from './internet.ts'
import { deriveLateral } from './lateral.ts'
import { loadBalancerProperties } from './load-balancers.ts'
import type { Network } from './network.ts'
import { peerRouteProperties } from './peer-routes.ts'
import { forwardEdges } from './targets.ts'

/** CAN_REACH edges, what stopped the others, and how exposed each workload and subnet is. */
export function deriveNetwork(facts: FactIndex): Derivation {
  const network = compileNetwork(facts)
  const corporate = corporateBlocks(facts)
  const { edges, blocked, properties } = exposeToInternet(network, corporate)
  const balancers = loadBalancerProperties(facts, network, corporate)
  const entrances = [...edges, ...forwardEdges(facts, network, balancers)]
  const known = facts.node(INTERNET_ID) !== undefined
  return {
    edges: [...entrances, ...deriveLateral(network)],
    blocked,
    nodes: known || entrances.every(({ from }) => from !== INTERNET_ID) ? [] : [INTERNET_NODE],
    properties: new Map([
      ...properties,
      ...subnetProperties(network),
      ...peerRouteProperties(facts),
      ...danglingAddresses(facts),
      ...danglingBuckets(facts),
      ...balancers,
    ]),
  }
}

function subnetProperties(network: Network): [string, Props][] {
  return [...network.subnets.values()].flatMap((subnet): [string, Props][] => {
    const routed = routesToInternet(network, subnet)
    return routed === null ? [] : [[subnet.id, { routesToInternet: routed }]]
  })
}
