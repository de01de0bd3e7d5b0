import type { AttackEdge, BlockedEdge, Condition, Evidence, Provenance } from '../attack.ts'
import { CORPORATE_NETWORK } from '../corporate-network.ts'
import { INTERNET_ID } from '../internet-node.ts'
import { UNKNOWN_CONDITION } from '../likelihood.ts'
import type { Props } from '../snapshot/records.ts'
import type { Block } from './addresses.ts'
import { footholdThrough } from './foothold.ts'
import { internetBut, judgeOutside, rangesOf } from './internet.ts'
import type { Network, Workload } from './network.ts'
import { allPorts, formatPorts, type PortSet, unionPorts, withoutControl } from './ports.ts'
import { type AdmittingRule, type Blocker, refused, type Verdict } from './stages.ts'

/** Evidence names so many rules; a group may have a thousand. */
const MOST_RULES = 20

interface Exposure {
  readonly edges: readonly AttackEdge[]
  readonly blocked: readonly BlockedEdge[]
  readonly properties: ReadonlyMap<string, Props>
}

/**
 * What strangers reach, and what would stand open if one component did not stop it; and what the corporate network
 * reaches that strangers do not.
 */
export function exposeToInternet(network: Network, corporate: readonly Block[] = []): Exposure {
  const wanted = withoutControl(allPorts(network.protocols))
  const judge = judgeOutside(network, internetBut(corporate), wanted)
  const judgeInside = corporate.length === 0 ? null : judgeOutside(network, rangesOf(corporate), wanted)
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const properties = new Map<string, Props>()
  for (const workload of network.workloads.values()) {
    const verdict = verdictOn(workload, judge)
    properties.set(workload.id, propertiesOf(workload, verdict))
    if (verdict.blockedBy === null) {
      edges.push(edgeTo(workload, verdict, INTERNET_ID))
      continue
    }
    const inside = judgeInside === null ? verdict : verdictOn(workload, judgeInside)
    if (inside.blockedBy === null) edges.push(edgeTo(workload, inside, CORPORATE_NETWORK))
    if (looksOpen(workload, verdict.blockedBy)) blocked.push(blockedEdge(workload.id, verdict.blockedBy))
  }
  return { edges, blocked, properties }
}

/** What is true in some of the places where a workload may be, and not in others. */
export const PLACE_UNKNOWN: Condition = {
  key: 'place',
  state: 'unknown',
  detail: 'which of its subnets it lies in, and at which address, is not known',
}

/** The best of a workload's interfaces. */
export function verdictOn(
  workload: Workload,
  judge: (at: Workload['interfaces'][number]) => Verdict,
): Verdict {
  if (workload.silent !== null) {
    return refused({ id: workload.id, reason: 'workload', detail: workload.silent }, 0)
  }
  const verdicts = workload.interfaces.map(judge)
  const open = verdicts.filter(({ blockedBy }) => blockedBy === null)
  const furthest = verdicts.reduce<Verdict | undefined>(
    (best, verdict) => (best === undefined || verdict.depth > best.depth ? verdict : best),
    undefined,
  )
  const first = open[0]
  if (first === undefined) return furthest ?? refused(noInterface(workload.id), 0)
  const unsure = workload.somewhere === true && open.length < verdicts.length
  const unknown = open.every((verdict) => verdict.unknown.length > 0) ? first.unknown : []
  return {
    ...first,
    ports: open.map(({ ports }) => ports).reduce(unionPorts),
    unknown: unsure ? [...unknown, PLACE_UNKNOWN] : unknown,
    rules: open.flatMap(({ rules }) => rules),
  }
}

const noInterface = (id: string): Blocker => ({
  id,
  reason: 'not-collected',
  detail: 'its place in the network was not collected',
})

/** Nothing is said about what could not be read. */
function propertiesOf({ invoked }: Workload, { blockedBy, ports, unknown }: Verdict): Props {
  if (unknown.length > 0 || blockedBy?.reason === 'not-collected') return {}
  const reachable = blockedBy === null
  return {
    internetReachable: reachable,
    internetPorts: formatPorts(ports),
    ...(invoked ? {} : { exposure: reachable ? 'internet' : 'internal' }),
  }
}

function edgeTo(workload: Workload, verdict: Verdict, from: string): AttackEdge {
  const ports = formatPorts(verdict.ports)
  return {
    from,
    kind: 'CAN_REACH',
    to: workload.id,
    technique: null,
    attack: ['T1190', 'T1133'],
    likelihood: footholdThrough(verdict.ports) * UNKNOWN_CONDITION ** verdict.unknown.length,
    conditions: verdict.unknown,
    evidence: evidenceOf(verdict),
    provenance: provenanceOf(verdict.rules),
    extra: { ports, hops: verdict.hops.map((hop) => ({ ...hop })) },
  }
}

/** Every rule that admits, then the hops that let it through. */
export function evidenceOf({ rules, hops }: Pick<Verdict, 'rules' | 'hops'>): Evidence[] {
  const admitted = rules.slice(0, MOST_RULES).map(({ group, rule }) => ({
    type: 'security-group-rule',
    id: rule.id,
    detail: `${group} admits ${describeRule(rule)}`,
  }))
  const others = hops.filter(({ component }) => component !== 'security-group')
  return [...admitted, ...others.map(({ id, component, detail }) => ({ type: component, id, detail }))]
}

function describeRule(rule: AdmittingRule['rule']): string {
  const ports: PortSet = new Map([[rule.protocol, rule.ports]])
  const sources = [...rule.blocks.map(({ text }) => text), ...rule.groups]
  const what = rule.protocol === 'all' ? 'all traffic' : formatPorts(ports).join(', ')
  return `${what} from ${sources.join(', ')}`
}

/** The rule to remove; when several admit, the first, and the evidence names the rest. */
export function provenanceOf(rules: readonly AdmittingRule[]): Provenance | null {
  const first = rules[0]
  if (first === undefined) return null
  const { group, rule } = first
  return {
    id: rule.id,
    type: 'security-group-rule',
    edit: { change: 'remove-rule', group, rule: rule.source },
  }
}

/** Would the world get in if this one component gave way? Only then is the refusal worth keeping. */
function looksOpen(workload: Workload, { reason }: Blocker): boolean {
  const open = workload.interfaces.some(({ groups }) => groups.some(isOpen))
  const addressed = workload.interfaces.some(({ publicAddresses }) => publicAddresses.length > 0)
  return open || (addressed && reason === 'security-group')
}

const isOpen = ({ ingress }: Workload['interfaces'][number]['groups'][number]): boolean =>
  ingress.some(({ blocks }) => blocks.some(({ text }) => text === '0.0.0.0/0' || text === '::/0'))

function blockedEdge(to: string, { id, reason, detail }: Blocker): BlockedEdge {
  return { from: INTERNET_ID, kind: 'CAN_REACH', to, technique: null, by: { type: reason, id, detail } }
}
