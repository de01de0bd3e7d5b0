import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { and, MAYBE, NO, or, type Tri, YES } from '../tri.ts'
import { holdsAt } from './cel.ts'
import type { GcpEstate } from './estate-of.ts'
import { SCOPE_KINDS } from './hierarchy.ts'
import { memberOf } from './match-member.ts'
import { openGroup } from './unread-groups.ts'

/** One member with one role, and whether the condition of the binding holds. */
interface Holding {
  readonly member: string
  readonly role: string
  readonly holds: Tri
}

const named = (...roles: readonly string[]): ReadonlySet<string> =>
  new Set(roles.map((role) => `roles/${role}`))

const BASIC = named('owner', 'editor')
const IMPERSONATE = named('iam.serviceAccountUser', 'iam.serviceAccountTokenCreator')
const ACCOUNT_ADMIN = named('iam.serviceAccountAdmin')
const ACCOUNT_USER = named('iam.serviceAccountUser')
const KEY_ADMIN = named('cloudkms.admin')
const KEY_USER = named(
  'cloudkms.cryptoKeyEncrypterDecrypter',
  'cloudkms.cryptoKeyEncrypter',
  'cloudkms.cryptoKeyDecrypter',
)

/** Who of a project's members is asked for. */
type Question = (holdings: readonly Holding[]) => ReadonlyMap<string, Tri>

const withRole =
  (roles: ReadonlySet<string> | null, isMeant: (member: string) => boolean): Question =>
  (holdings) =>
    byMember(holdings.filter(({ role, member }) => (roles === null || roles.has(role)) && isMeant(member)))

/** Whoever holds a role of each. */
const withBoth =
  (one: ReadonlySet<string>, other: ReadonlySet<string>): Question =>
  (holdings) => {
    const second = withRole(other, () => true)(holdings)
    const first = withRole(one, (member) => second.has(member))(holdings)
    return new Map([...first].map(([member, holds]) => [member, and(holds, second.get(member) ?? NO)]))
  }

const byMember = (holdings: readonly Holding[]): ReadonlyMap<string, Tri> => {
  const found = new Map<string, Tri>()
  for (const { member, holds } of holdings) found.set(member, or(found.get(member) ?? NO, holds))
  return found
}

/** Most members are written so; they need no look at the rest. */
const namesPeople = (member: string): boolean => member.startsWith('user:') || member.startsWith('group:')

const isOfPeople = (member: string): boolean =>
  namesPeople(member) || ['user', 'group', 'domain'].includes(memberOf(member).type)

/** Accounts that Google gives to everybody; they belong to no organization. */
const isPersonal = (member: string): boolean => /^user:[^@]+@(?:gmail|googlemail)\.com$/i.test(member)

const ASKED_ROLES = [BASIC, IMPERSONATE, ACCOUNT_ADMIN, KEY_ADMIN, KEY_USER]

const isAskedRole = (role: string): boolean => ASKED_ROLES.some((roles) => roles.has(role))

const QUESTIONS: { readonly [property: string]: Question } = {
  basicRoleHolders: withRole(BASIC, isOfPeople),
  impersonators: withRole(IMPERSONATE, isOfPeople),
  personalAccounts: withRole(null, isPersonal),
  serviceAccountAdminUsers: withBoth(ACCOUNT_ADMIN, ACCOUNT_USER),
  keyAdminUsers: withBoth(KEY_ADMIN, KEY_USER),
}

/**
 * What members of projects and service accounts hold by name, on a project and on what stands above it. What is empty
 * is told only where all of that was read.
 */
export function heldRoles(estate: GcpEstate, now: string | null): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>(administrators(estate, now))
  const asked = new Map<string, readonly Holding[]>()
  // Folders and organizations are looked at once, whatever number of projects they hold.
  const askedAt = (id: string): readonly Holding[] => {
    const known = asked.get(id)
    if (known !== undefined) return known
    // Of the many that hold a role no question is about, only personal accounts count.
    const found = holdingsAt(estate, id, now, (role) => (isAskedRole(role) ? isAny : isPersonal))
    asked.set(id, found)
    return found
  }
  for (const project of estate.facts.ofKind('GcpProject')) {
    if (project.props.stub === true) continue
    const chain = estate.hierarchy.chainOf(project.id)
    const holdings = chain.flatMap(askedAt)
    const answers = Object.entries(QUESTIONS).map(
      ([property, question]) => [property, question(holdings)] as const,
    )
    found.set(project.id, told(answers, isRead(estate, project)))
  }
  return found
}

const told = (answers: readonly (readonly [string, ReadonlyMap<string, Tri>])[], whole: boolean): Props =>
  Object.fromEntries(
    answers.flatMap(([property, answer]) => {
      const sure = [...answer].filter(([, holds]) => holds === YES).map(([name]) => name)
      const open = !whole || [...answer.values()].includes(MAYBE)
      return sure.length === 0 && open ? [] : [[property, sure.sort()]]
    }),
  )

/** Every policy from the node up to the organization was read. */
export const isRead = ({ hierarchy, facts }: GcpEstate, { id }: NodeRecord): boolean =>
  hierarchy.chainOf(id).every((above) => facts.node(above)?.props.iamPolicy !== undefined)

type Which = (member: string) => boolean

const isAny: Which = () => true
const isNone: Which = () => false

function holdingsAt(
  estate: GcpEstate,
  id: string,
  now: string | null,
  meantOf: (role: string) => Which,
): readonly Holding[] {
  const found: Holding[] = []
  for (const { role, members, condition } of estate.bindingsAt(id)) {
    const isMeant = meantOf(role)
    if (isMeant === isNone) continue
    const holds = holdsAt(condition, now)
    for (const member of members) if (isMeant(member)) found.push({ member, role, holds })
  }
  return found
}

/** `roles/compute.instanceAdmin.v1` ends in Admin too. */
const isAdministrator = (role: string): boolean => BASIC.has(role) || /admin(?:\.v\d+)?$/i.test(role)

/** `basicRoles` of service accounts, and `adminRoles` of those that somebody made: of Google's own those are a default. */
function* administrators(estate: GcpEstate, now: string | null): Iterable<readonly [string, Props]> {
  const holdings = administratorHoldings(estate, now)
  const roles = administratorRoles(estate, holdings)
  // Who is in such a group is not known: any account may be.
  const isOpen = holdings.some(({ member, holds }) => holds !== NO && openGroup(estate, member) !== null)
  for (const account of estate.facts.ofKind('GcpServiceAccount')) {
    const email = String(account.props.email)
    if (account.props.stub === true) continue
    const project = estate.facts.node(estate.hierarchy.chainOf(account.id)[1] ?? '')
    const whole = !isOpen && project !== undefined && isRead(estate, project)
    const held = roles.get(email) ?? new Map<string, Tri>()
    const basic = new Map([...held].filter(([role]) => BASIC.has(role)))
    const isMade = email.endsWith('.iam.gserviceaccount.com')
    const answers = [['basicRoles', basic] as const, ...(isMade ? [['adminRoles', held] as const] : [])]
    yield [account.id, told(answers, whole)]
  }
}

/** By the address of the account, the roles that it holds anywhere. */
function administratorRoles(
  estate: GcpEstate,
  holdings: readonly Holding[],
): ReadonlyMap<string, Map<string, Tri>> {
  const found = new Map<string, Map<string, Tri>>()
  for (const { member, role, holds } of holdings) {
    if (member.startsWith('user:')) continue
    for (const email of accountsOf(estate, member)) {
      const held = found.get(email) ?? new Map<string, Tri>()
      found.set(email, held.set(role, or(held.get(role) ?? NO, holds)))
    }
  }
  return found
}

function administratorHoldings(estate: GcpEstate, now: string | null): readonly Holding[] {
  const meantOf = (role: string): Which => (isAdministrator(role) ? isAny : isNone)
  const scopes = SCOPE_KINDS.flatMap((kind) => estate.facts.ofKind(kind))
  return scopes.flatMap(({ id }) => holdingsAt(estate, id, now, meantOf))
}

/** Addresses of the service accounts that a member stands for: itself, or those known to be in the group. */
function accountsOf({ groups }: GcpEstate, text: string): readonly string[] {
  const member = memberOf(text)
  if (member.type === 'serviceAccount') return [member.email]
  if (member.type !== 'group') return []
  const robots = groups.expand(member.email).members.map(memberOf)
  return robots.flatMap((one) => (one.type === 'serviceAccount' ? [one.email] : []))
}
