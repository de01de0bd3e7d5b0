import type { AttackEdge, BlockedEdge, Evidence } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { footholdThrough } from '../foothold.ts'
import { type IntervalSet, intersect } from '../intervals.ts'
import { allPorts, formatPorts, intersectPorts, OTHER, type PortSet, unionPorts } from '../ports.ts'
import { type Entrance, entrancesOf } from './entrances.ts'
import { inboundRules, openFromInternet, type SecurityRule } from './security-rules.ts'

/** What one interface lets in, or the component that stops it. */
interface Verdict {
  readonly ports: PortSet
  readonly hops: readonly { readonly id: string; readonly component: string; readonly detail: string }[]
  readonly rules: readonly SecurityRule[]
  readonly blockedBy: Evidence | null
}

export interface Reached {
  readonly edges: AttackEdge[]
  readonly blocked: BlockedEdge[]
  readonly properties: Map<string, Props>
}

/**
 * Machines that strangers reach: an address leads to an interface, the group of its subnet lets the packet in, then
 * that of the interface. https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
 */
export function machinesReached(facts: FactIndex): Reached {
  const found: Reached = { edges: [], blocked: [], properties: new Map() }
  for (const machine of facts.ofKind('AzureVirtualMachine')) {
    if (machine.props.stub === true) continue
    const interfaces = facts.from(machine.id, 'HAS_INTERFACE').flatMap(({ to }) => facts.node(to) ?? [])
    const verdicts = interfaces.flatMap((card) =>
      entrancesOf(facts, card).map((entrance) => verdictOn(facts, card, entrance)),
    )
    const open = verdicts.filter(({ blockedBy }) => blockedBy === null)
    const ports = open.map((one) => one.ports).reduce(unionPorts, new Map())
    const silent = machine.props.powerState === 'deallocated' || machine.props.powerState === 'stopped'
    const reachable = ports.size > 0 && !silent
    found.properties.set(machine.id, {
      internetReachable: reachable,
      internetPorts: reachable ? formatPorts(ports) : [],
      exposure: reachable ? 'internet' : 'internal',
    })
    if (reachable) found.edges.push(edgeTo(machine, ports, open))
    else block(machine, verdicts, silent, found)
  }
  return found
}

function block(machine: NodeRecord, verdicts: readonly Verdict[], silent: boolean, found: Reached): void {
  const by = silent
    ? { type: 'workload', id: machine.id, detail: `it is ${String(machine.props.powerState)}` }
    : verdicts.find(({ blockedBy }) => blockedBy !== null)?.blockedBy
  if (by === undefined || by === null || verdicts.length === 0) return
  found.blocked.push({ from: 'Internet', kind: 'CAN_REACH', to: machine.id, technique: null, by })
}

function verdictOn(facts: FactIndex, card: NodeRecord, entrance: Entrance): Verdict {
  const subnet = facts.node(String(card.props.subnet ?? ''))
  const groups = [subnet?.props.securityGroup, card.props.securityGroup].filter(
    (id) => typeof id === 'string',
  )
  const receiver = {
    addresses: textsOf(card.props.privateIps),
    groups: textsOf(card.props.applicationSecurityGroups),
  }
  let ports: PortSet = entrance.ports ?? allPorts(['tcp', 'udp', OTHER])
  const hops = [...entrance.hops]
  const rules: SecurityRule[] = []
  if (groups.length === 0 && entrance.secureByDefault) {
    const detail = 'an address of the Standard SKU takes nothing in without a security group that allows it'
    return { ports, hops, rules, blockedBy: { type: 'public-address', id: entrance.id, detail } }
  }
  for (const id of groups) {
    const group = facts.node(id)
    const read = group === undefined ? null : inboundRules(group.props.rules)
    if (read === null)
      return {
        ports,
        hops,
        rules,
        blockedBy: { type: 'security-group', id, detail: 'its rules were not read' },
      }
    const opening = openFromInternet(read, receiver)
    ports = intersectPorts(ports, opening.ports)
    rules.push(...opening.by.filter((rule) => concerns(rule, ports)))
    hops.push({ id, component: 'security-group', detail: opening.by.map(({ name }) => name).join(', ') })
    if (ports.size === 0) {
      return {
        ports,
        hops,
        rules,
        blockedBy: { type: 'security-group', id, detail: 'its rules let nothing in that gets so far' },
      }
    }
  }
  return { ports, hops, rules, blockedBy: null }
}

const concerns = (rule: SecurityRule, ports: PortSet): boolean =>
  [...ports].some(
    ([protocol, set]) => (rule.protocol === '*' || rule.protocol === protocol) && overlap(rule.ports, set),
  )
const overlap = (left: IntervalSet, right: IntervalSet): boolean => intersect(left, right).length > 0

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

function edgeTo(machine: NodeRecord, ports: PortSet, open: readonly Verdict[]): AttackEdge {
  const rules = open.flatMap((one) => one.rules)
  const [first] = rules
  return {
    from: 'Internet',
    kind: 'CAN_REACH',
    to: machine.id,
    technique: null,
    attack: ['T1190', 'T1133'],
    likelihood: footholdThrough(ports),
    conditions: [],
    evidence: rules.map(({ id, name, priority }) => ({
      type: 'security-group-rule',
      id,
      detail: `${name} with priority ${priority} allows it`,
    })),
    provenance:
      first === undefined
        ? null
        : { id: first.id, type: 'security-group-rule', edit: { change: 'delete', resource: first.id } },
    extra: { ports: formatPorts(ports), hops: open.flatMap((one) => one.hops) },
  }
}
