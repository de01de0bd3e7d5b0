import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import { parseAddresses } from './addresses.ts'
import { readDatabases } from './databases.ts'
import { type Interface, type SecurityGroup, type Subnet, textOf, textsOf, type Workload } from './network.ts'

/** Interface types that AWS runs for its own services: they open connections, but accept none from outside. */
const OUTBOUND_ONLY = new Set(['nat_gateway', 'lambda', 'transit_gateway', 'vpc_endpoint'])
/** Instance states in which nothing listens. An unknown state is not one of them. */
const NOT_RUNNING = new Set(['stopped', 'stopping', 'shutting-down', 'terminated'])

/** Everything that has a place in a subnet: instances, functions in a VPC, databases, and interfaces of none of them. */
export function readWorkloads(
  facts: FactIndex,
  subnets: ReadonlyMap<string, Subnet>,
  groups: ReadonlyMap<string, SecurityGroup>,
): Map<string, Workload> {
  const groupsByNode = new Map([...groups.values()].map((group) => [group.id, group]))
  const place = (node: NodeRecord) => interfacesOf(facts, node, subnets, groupsByNode)
  const workloads = new Map<string, Workload>()
  const owned = new Set<string>()
  for (const node of facts.ofKind('AwsEc2Instance')) {
    const cards = facts.from(node.id, 'HAS_INTERFACE').flatMap(({ to }) => facts.node(to) ?? [])
    for (const card of cards) owned.add(card.id)
    const interfaces = cards.flatMap(place)
    const state = textOf(node.props.state)
    const down = state !== null && NOT_RUNNING.has(state)
    workloads.set(node.id, {
      id: node.id,
      interfaces: interfaces.length > 0 ? interfaces : place(node),
      silent: down ? `the instance is ${state}` : null,
      sends: !down,
    })
  }
  for (const node of facts.ofKind('AwsLambdaFunction')) {
    const interfaces = place(node)
    if (interfaces.length === 0) continue
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html: a function only opens connections.
    workloads.set(node.id, {
      id: node.id,
      interfaces,
      silent: 'a function accepts no network connections',
      sends: true,
    })
  }
  for (const database of readDatabases(facts, subnets, groupsByNode)) workloads.set(database.id, database)
  for (const node of facts.ofKind('AwsNetworkInterface')) {
    if (!owned.has(node.id)) workloads.set(node.id, loneInterface(node, place(node)))
  }
  return workloads
}

function loneInterface(node: NodeRecord, interfaces: readonly Interface[]): Workload {
  const type = textOf(node.props.interfaceType) ?? 'interface'
  const outbound = OUTBOUND_ONLY.has(type) ? `an interface of type ${type} accepts no connections` : null
  const idle = node.props.status === 'available' ? 'the interface is attached to nothing' : null
  return { id: node.id, interfaces, silent: outbound ?? idle, sends: false }
}

/** One interface per subnet: a function has several, everything else one. */
function interfacesOf(
  facts: FactIndex,
  node: NodeRecord,
  subnets: ReadonlyMap<string, Subnet>,
  groupsByNode: ReadonlyMap<string, SecurityGroup>,
): Interface[] {
  const { props } = node
  const groups = facts.from(node.id, 'IN_SECURITY_GROUP').flatMap(({ to }) => groupsByNode.get(to) ?? [])
  const privateIps = props.privateIps ?? [textOf(props.privateIp) ?? '']
  const publicIps = props.publicIps ?? [textOf(props.publicIp) ?? '']
  return facts.from(node.id, 'IN_SUBNET').flatMap(({ to }) => {
    const subnet = subnets.get(to)
    if (subnet === undefined) return []
    const addresses = parseAddresses([...textsOf(privateIps), ...textsOf(props.ipv6Addresses)])
    return [
      {
        id: node.id,
        subnet,
        groups,
        groupIds: new Set(groups.map(({ groupId }) => groupId)),
        addresses,
        publicAddresses: textsOf(publicIps).filter((address) => address !== ''),
      },
    ]
  })
}
