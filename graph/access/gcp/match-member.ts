import { fromBoolean, MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import type { Asker, Estate } from './estate.ts'
import { type Member, parseMember } from './member.ts'

/** A service that runs for months sees many; those of one estate are asked for again and again. */
const MOST_PARSED = 500_000
const parsed = new Map<string, Member>()

export function memberOf(text: string): Member {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const member = parseMember(text)
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(text, member)
  return member
}

/** Whether one of the members stands for the asker. */
export function matchesAny(members: readonly string[], asker: Asker, estate: Estate): Tri {
  const { single, others } = members.length > FEW ? sortedOut(members) : { single: NOBODY, others: members }
  if (single.size > 0 && single.has(nameOf(asker.member) ?? '')) return YES
  return others.reduce<Tri>(
    (found, text) => (found === YES ? YES : or(found, matches(text, asker, estate))),
    NO,
  )
}

/** More members than these are looked up. */
const FEW = 8
const NOBODY: ReadonlySet<string> = new Set()

interface SortedOut {
  /** Accounts that stand for nobody but themselves. */
  readonly single: ReadonlySet<string>
  readonly others: readonly string[]
}

const sorted = new WeakMap<readonly string[], SortedOut>()

function sortedOut(members: readonly string[]): SortedOut {
  const known = sorted.get(members)
  if (known !== undefined) return known
  const single = new Set<string>()
  const others = members.filter((text) => {
    const name = nameOf(memberOf(text))
    if (name !== null) single.add(name)
    return name === null
  })
  const found = { single, others }
  sorted.set(members, found)
  return found
}

/** null for whoever stands for more than one account. */
const nameOf = (member: Member): string | null =>
  member.type === 'user' || member.type === 'serviceAccount' ? `${member.type}:${member.email}` : null

/** Whether a member, as a policy writes it, stands for the asker. */
export function matches(text: string, asker: Asker, estate: Estate): Tri {
  const member = memberOf(text)
  const self = asker.member
  switch (member.type) {
    case 'everyone':
      return YES
    case 'signed-in':
      return fromBoolean(self.type !== 'everyone' && self.type !== 'federated')
    case 'user':
    case 'serviceAccount':
      return fromBoolean(self.type === member.type && self.email === member.email)
    case 'group':
      if (self.type === 'group' && self.email === member.email) return YES
      return self.type === 'everyone' || self.type === 'signed-in' ? NO : estate.inGroup(asker, member.email)
    case 'domain':
      return fromBoolean(self.type === 'user' && self.email.endsWith(`@${member.domain}`))
    case 'basic':
      return holdsBasicRole(member.role, member.project, asker, estate)
    case 'federated':
      return fromBoolean(
        self.type === 'federated' && self.pool === member.pool && self.subject === member.subject,
      )
    case 'federated-set':
      return text === asker.id ? YES : inPoolSet(member, asker)
    case 'node-set':
      return belongsTo(member.node, asker, estate)
    case 'customer':
      return ofCustomer(member.customer, asker, estate)
    case 'deleted':
      return NO
    case 'unknown':
      return self.type === 'everyone' || self.type === 'signed-in' ? NO : MAYBE
  }
}

function inPoolSet(
  { pool, attribute, value }: Extract<Member, { type: 'federated-set' }>,
  asker: Asker,
): Tri {
  if (asker.member.type !== 'federated' || asker.member.pool !== pool) return NO
  if (attribute === null) return YES
  const claim = asker.attributes?.get(attribute)
  if (claim === undefined) return asker.attributes === undefined ? MAYBE : NO
  return fromBoolean(claim === value)
}

function belongsTo(node: string, asker: Asker, estate: Estate): Tri {
  const home = estate.homeOf(asker)
  const scope = node.startsWith('projects/') ? estate.projectNode(node.slice('projects/'.length)) : node
  return fromBoolean(home !== null && scope !== undefined && estate.chainOf(home).includes(scope))
}

function ofCustomer(customer: string, { member }: Asker, estate: Estate): Tri {
  if (member.type !== 'user') return NO
  const domains = estate.domainsOf(customer)
  if (domains === null) return MAYBE
  return fromBoolean(domains.some((domain) => member.email.endsWith(`@${domain}`)))
}

/** https://cloud.google.com/storage/docs/access-control/iam#convenience-values */
function holdsBasicRole(role: string, project: string, asker: Asker, estate: Estate): Tri {
  let found: Tri = NO
  for (const binding of estate.bindingsAt(estate.projectNode(project) ?? '')) {
    if (binding.role !== role) continue
    const held = matchesAny(
      binding.members.filter((member) => memberOf(member).type !== 'basic'),
      asker,
      estate,
    )
    found = or(found, binding.condition === null ? held : held === NO ? NO : MAYBE)
  }
  return found
}
