/**
 * One packet, one rule after the other, nothing shared with the code that it checks. It knows IPv4, TCP and UDP, VPC
 * firewall rules, firewall policies, static routes and peerings.
 */
export interface SimRule {
  readonly priority: number
  readonly direction: 'INGRESS' | 'EGRESS'
  readonly disabled: boolean
  readonly action: string
  readonly ports: readonly string[]
  /** Of the other end; with tags and accounts any of them counts, and none is everybody. */
  readonly ranges: readonly string[]
  readonly tags: readonly string[]
  readonly accounts: readonly string[]
  readonly targetTags: readonly string[]
  readonly targetAccounts: readonly string[]
}
export interface SimPolicy {
  readonly level: 'hierarchical' | 'global' | 'regional'
  readonly at: string
  readonly region: string
  readonly rules: readonly SimRule[]
}
export interface SimRoute {
  readonly network: string
  readonly destination: string
  readonly priority: number
  readonly tags: readonly string[]
  readonly nextHop: string
}
export interface SimInstance {
  readonly network: string
  readonly region: string
  readonly address: string
  readonly tags: readonly string[]
  readonly account: string | null
  readonly external: boolean
  readonly running: boolean
}
export interface SimEstate {
  readonly rules: { readonly [network: string]: readonly SimRule[] }
  readonly policies: readonly SimPolicy[]
  /** Organization first. */
  readonly above: readonly string[]
  readonly policiesFirst: boolean
  readonly routes: readonly SimRoute[]
  readonly peered: boolean
}
export interface SimPacket {
  readonly protocol: string
  readonly port: number
}
interface Other {
  readonly address: string
  readonly instance: SimInstance | null
}

const numberOf = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

function within(ip: string, range: string): boolean {
  const [base = '', bits] = range.split('/')
  const size = 2 ** (32 - Number(bits))
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(base) / size)
}

function speaksOf(rule: SimRule, { protocol, port }: SimPacket): boolean {
  for (const text of rule.ports) {
    const [name, range] = text.split('/')
    if (name === 'all') return true
    if (name !== protocol) continue
    if (range === undefined) return true
    const [first, last = first] = range.split('-').map(Number)
    if (first !== undefined && last !== undefined && first <= port && port <= last) return true
  }
  return false
}

function isAbout(
  rule: SimRule,
  self: SimInstance,
  other: Other,
  packet: SimPacket,
  direction: string,
): boolean {
  if (rule.disabled || rule.direction !== direction || !speaksOf(rule, packet)) return false
  const targeted = rule.targetTags.length + rule.targetAccounts.length > 0
  if (
    targeted &&
    !rule.targetTags.some((tag) => self.tags.includes(tag)) &&
    !rule.targetAccounts.includes(self.account ?? '-')
  )
    return false
  if (rule.ranges.length + rule.tags.length + rule.accounts.length === 0) return true
  if (rule.ranges.some((range) => within(other.address, range))) return true
  const near = other.instance?.network === self.network ? other.instance : null
  if (near === null) return false
  return rule.tags.some((tag) => near.tags.includes(tag)) || rule.accounts.includes(near.account ?? '-')
}

/** allow, deny, or next when the list says nothing or passes on. */
function ask(
  rules: readonly SimRule[],
  self: SimInstance,
  other: Other,
  packet: SimPacket,
  direction: string,
): string {
  const ordered = [...rules].sort(
    (a, b) => a.priority - b.priority || (a.action === 'deny' ? -1 : b.action === 'deny' ? 1 : 0),
  )
  for (const rule of ordered) {
    if (!isAbout(rule, self, other, packet, direction)) continue
    return rule.action === 'goto_next' ? 'next' : rule.action
  }
  return 'next'
}

function passes(
  estate: SimEstate,
  self: SimInstance,
  other: Other,
  packet: SimPacket,
  direction: string,
): boolean {
  const lists: (readonly SimRule[])[] = []
  for (const scope of estate.above)
    for (const policy of estate.policies)
      if (policy.level === 'hierarchical' && policy.at === scope) lists.push(policy.rules)
  const own: (readonly SimRule[])[] = []
  for (const level of ['global', 'regional'])
    for (const policy of estate.policies) {
      if (policy.level !== level || policy.at !== self.network) continue
      if (level === 'regional' && policy.region !== self.region) continue
      own.push(policy.rules)
    }
  const classic = estate.rules[self.network] ?? []
  if (estate.policiesFirst) lists.push(...own, classic)
  else lists.push(classic, ...own)
  for (const rules of lists) {
    const answer = ask(rules, self, other, packet, direction)
    if (answer !== 'next') return answer === 'allow'
  }
  return direction === 'EGRESS'
}

function hop(estate: SimEstate, self: SimInstance, to: string): string | null {
  let best: SimRoute | null = null
  for (const route of estate.routes) {
    if (route.network !== self.network || !within(to, route.destination)) continue
    if (route.tags.length > 0 && !route.tags.some((tag) => self.tags.includes(tag))) continue
    const longer = (one: SimRoute) => Number(one.destination.split('/')[1])
    if (
      best === null ||
      longer(route) > longer(best) ||
      (longer(route) === longer(best) && route.priority < best.priority)
    )
      best = route
  }
  return best?.nextHop ?? null
}

/** Does a connection from one address of the Internet get an answer? */
export function fromInternet(estate: SimEstate, source: string, to: SimInstance, packet: SimPacket): boolean {
  if (!to.running || !to.external) return false
  if (!passes(estate, to, { address: source, instance: null }, packet, 'INGRESS')) return false
  return hop(estate, to, source) === 'default-internet-gateway'
}

/** Does a connection between two instances, by internal addresses, get an answer? */
export function fromInstance(
  estate: SimEstate,
  from: SimInstance,
  to: SimInstance,
  packet: SimPacket,
): boolean {
  if (!from.running || !to.running) return false
  if (from.network !== to.network && !estate.peered) return false
  return (
    passes(estate, from, { address: to.address, instance: to }, packet, 'EGRESS') &&
    passes(estate, to, { address: from.address, instance: from }, packet, 'INGRESS')
  )
}
