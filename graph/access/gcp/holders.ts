import { createHash } from 'node:crypto'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Asker } from './estate.ts'
import type { GcpEstate } from './estate-of.ts'
import { memberOf } from './match-member.ts'
import type { Member } from './member.ts'
import type { Binding } from './policy.ts'

/** Somebody a binding names, as a node of the graph. */
export interface Holder {
  readonly asker: Asker
  readonly node: NodeRecord
}

const external = (id: string, name: string, type: string, anyone: boolean): NodeRecord => ({
  id,
  kind: 'ExternalPrincipal',
  props: { name, provider: 'gcp', type, anyone },
})

/** Any Google account: what allAuthenticatedUsers stands for. */
export const ANY_GOOGLE_ACCOUNT = external(
  'AnyGoogleAccount',
  'any Google account',
  'any-google-account',
  true,
)

/** Who was found to be meant, by binding and by member as it is written. */
interface Found {
  readonly byBinding: Map<Binding, readonly Holder[]>
  readonly byMember: Map<string, readonly Holder[]>
}

const read = new WeakMap<GcpEstate, Found>()

/** Who the members of a binding are. Those that nobody can be, or that are not understood, are left out. */
export function holdersOf(binding: Binding, estate: GcpEstate): readonly Holder[] {
  const found = read.get(estate) ?? { byBinding: new Map(), byMember: new Map() }
  read.set(estate, found)
  const known = found.byBinding.get(binding)
  if (known !== undefined) return known
  const holders: Holder[] = []
  for (const text of binding.members) {
    let named = found.byMember.get(text)
    if (named === undefined) {
      named = [holderOf(text, memberOf(text), estate) ?? []].flat()
      found.byMember.set(text, named)
    }
    for (const holder of named) holders.push(holder)
  }
  found.byBinding.set(binding, holders)
  return holders
}

/** Whoever a member stands for: several where it is a convenience value; null for nobody who could ask. */
export function holderOf(text: string, member: Member, estate: GcpEstate): Holder | readonly Holder[] | null {
  switch (member.type) {
    case 'everyone':
      return { asker: { id: INTERNET_ID, member }, node: INTERNET_NODE }
    case 'signed-in':
      return { asker: { id: ANY_GOOGLE_ACCOUNT.id, member }, node: ANY_GOOGLE_ACCOUNT }
    case 'user':
    case 'group':
      return { asker: { id: `${member.type}:${member.email}`, member }, node: accountNode(member, estate) }
    case 'serviceAccount': {
      const node = estate.serviceAccount(member.email) ?? serviceAccountStub(member.email)
      return { asker: { id: node.id, member }, node }
    }
    case 'federated':
      return { asker: { id: text, member }, node: external(text, member.subject, 'federated-subject', false) }
    case 'federated-set':
      return {
        asker: { id: text, member: { type: 'federated', pool: member.pool, subject: '*' } },
        node: external(text, setName(member), 'federated-subject', member.attribute === null),
      }
    case 'domain':
      return {
        asker: { id: text, member: { type: 'user', email: `*@${member.domain}` } },
        node: external(text, `everyone at ${member.domain}`, 'domain', false),
      }
    case 'basic':
      return basicHolders(member, estate)
    default:
      return null
  }
}

function setName({ pool, attribute, value }: Extract<Member, { type: 'federated-set' }>): string {
  const name = pool.slice(pool.lastIndexOf('/') + 1)
  return attribute === null ? `everyone of ${name}` : `${attribute} ${value} of ${name}`
}

/** Who holds the basic role on the project, named by a bucket's or dataset's convenience value. */
function basicHolders(
  { role, project }: Extract<Member, { type: 'basic' }>,
  estate: GcpEstate,
): readonly Holder[] {
  const node = estate.projectNode(project) ?? ''
  return estate
    .bindingsAt(node)
    .filter((binding) => binding.role === role && binding.condition === null)
    .flatMap(({ members }) => members)
    .flatMap((text) => {
      const member = memberOf(text)
      return member.type === 'basic' ? [] : (holderOf(text, member, estate) ?? [])
    })
}

function accountNode(
  { type, email }: Extract<Member, { type: 'user' | 'serviceAccount' | 'group' }>,
  { facts }: GcpEstate,
): NodeRecord {
  const id = `${type}:${email}`
  const known = facts.node(id)
  if (known !== undefined) return known
  const kind = type === 'group' ? 'GcpGroup' : 'GcpUser'
  return {
    id,
    kind,
    props: { name: email, provider: 'gcp', email, ...(type === 'group' && { membersKnown: false }) },
  }
}

/** A service account of a project that was not read, or one of Google's own agents. */
function serviceAccountStub(email: string): NodeRecord {
  const project = /@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1]
  return {
    id: `serviceAccount:${email}`,
    kind: 'GcpServiceAccount',
    props: {
      name: email,
      provider: 'gcp',
      email,
      stub: true,
      ...(project !== undefined && { account: project }),
    },
  }
}

/**
 * The holders with the known members of groups in their place: a limit may split a group. A group of which nobody is
 * known stays.
 */
export function expandGroups(holders: readonly Holder[], estate: GcpEstate): readonly Holder[] {
  const [only, second] = holders
  if (only !== undefined && second === undefined && only.asker.member.type !== 'group') return holders
  const found = new Map<string, Holder>()
  for (const holder of holders) {
    const { member } = holder.asker
    const inside = member.type === 'group' ? estate.groups.expand(member.email).members : []
    const known = inside.flatMap((id) => holderOfId(id, estate) ?? [])
    for (const one of known.length > 0 ? known : [holder]) found.set(one.asker.id, one)
  }
  return [...found.values()]
}

/** Somebody who is in a group, by the id of the node. */
export function holderOfId(id: string, { facts }: GcpEstate): Holder | null {
  const node = facts.node(id)
  const email = node?.props.email
  if (node === undefined || typeof email !== 'string') return null
  return { asker: { id, member: { type: MEMBER_TYPES[node.kind] ?? 'user', email } }, node }
}

const MEMBER_TYPES: { readonly [kind: string]: 'serviceAccount' | 'group' } = {
  GcpServiceAccount: 'serviceAccount',
  GcpGroup: 'group',
}

/** The node that stands for holders of bindings, all or those that a limit leaves. */
export function classId(bindings: readonly Binding[], holders: readonly Holder[], whole: boolean): string {
  const [first, second] = bindings
  const id =
    first !== undefined && second === undefined
      ? `${first.node}#binding/${first.index}`
      : `${first?.node ?? ''}#bindings/${digestOf(bindings.map(({ node, index }) => `${node} ${index}`))}`
  return whole ? id : `${id}/${digestOf(holders.map(({ asker }) => asker.id))}`
}

function digestOf(parts: readonly string[]): string {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(`${part}\n`)
  return digest.digest('hex').slice(0, 12)
}
