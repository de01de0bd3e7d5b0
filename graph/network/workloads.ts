import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import { parseAddresses } from './addresses.ts'
import { readDatabases } from './databases.ts'
import { type Interface, type SecurityGroup, type Subnet, textOf, textsOf, type Workload } from './network.ts'
import { guardOf, type Surroundings, subnetsOf } from './surroundings.ts'

/** Interface types that AWS runs for its own services: they open connections, but accept none from outside. */
const OUTBOUND_ONLY = new Set(['nat_gateway', 'lambda', 'transit_gateway', 'vpc_endpoint'])
/** Instance states in which nothing listens. An unknown state is not one of them. */
const NOT_RUNNING = new Set(['stopped', 'stopping', 'shutting-down', 'terminated'])

/** Everything that has a place in a subnet: instances, tasks and functions in a VPC, databases, and interfaces of none of them. */
export function readWorkloads(
  facts: FactIndex,
  subnets: ReadonlyMap<string, Subnet>,
  groups: ReadonlyMap<string, SecurityGroup>,
): Map<string, Workload> {
  const around = { facts, subnets, groups: new Map([...groups.values()].map((group) => [group.id, group])) }
  const place = (node: NodeRecord) => interfacesOf(around, node)
  const workloads = new Map<string, Workload>()
  const owned = new Set<string>()
  const cardsOf = (id: string): NodeRecord[] => {
    const cards = facts.from(id, 'HAS_INTERFACE').flatMap(({ to }) => facts.node(to) ?? [])
    for (const card of cards) owned.add(card.id)
    return cards
  }
  for (const node of facts.ofKind('AwsEc2Instance')) {
    const interfaces = cardsOf(node.id).flatMap(place)
    const state = textOf(node.props.state)
    const down = state !== null && NOT_RUNNING.has(state)
    workloads.set(node.id, {
      id: node.id,
      interfaces: interfaces.length > 0 ? interfaces : place(node),
      silent: down ? `the instance is ${state}` : null,
      sends: !down,
    })
  }
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html: an interface of its own.
  for (const node of facts.ofKind('AwsEcsTask')) {
    const interfaces = cardsOf(node.id).flatMap(place)
    if (interfaces.length > 0) workloads.set(node.id, { id: node.id, interfaces, silent: null, sends: true })
  }
  for (const node of facts.ofKind('AwsLambdaFunction')) {
    const interfaces = place(node)
    if (interfaces.length === 0) continue
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html: a function only opens connections.
    workloads.set(node.id, {
      id: node.id,
      interfaces,
      silent: 'a function accepts no network connections',
      invoked: true,
      sends: true,
    })
  }
  for (const database of readDatabases(around)) workloads.set(database.id, database)
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
function interfacesOf(around: Surroundings, node: NodeRecord): Interface[] {
  const { props } = node
  const guard = guardOf(around, node)
  const privateIps = props.privateIps ?? [textOf(props.privateIp) ?? '']
  const publicIps = props.publicIps ?? [textOf(props.publicIp) ?? '']
  const addresses = parseAddresses([...textsOf(privateIps), ...textsOf(props.ipv6Addresses)])
  const publicAddresses = textsOf(publicIps).filter((address) => address !== '')
  return subnetsOf(around, node).map((subnet) => ({
    id: node.id,
    subnet,
    ...guard,
    addresses,
    publicAddresses,
  }))
}
