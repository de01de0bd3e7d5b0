import { z } from 'zod'
import { parseMember } from '../../graph/access/gcp/member.ts'
import { GCP_GROUPS } from '../../graph/schema/accounts.ts'
import type { CollectContext, Records } from '../collector.ts'
import { boundIn } from './bound.ts'
import { ASSET_CALLS, defineGcpCollector, LIST_POLICIES, type RestCall } from './calls.ts'

export const GROUP_LOOKUP = 'identity groups lookup'
export const GROUP_MEMBERSHIPS = GCP_GROUPS.call

/** https://cloud.google.com/identity/docs/how-to/setup#assigning_an_admin_role_to_the_service_account */
const READER: Pick<RestCall, 'api' | 'permission'> = {
  api: 'cloudidentity',
  permission: 'Groups Reader',
}

/** A group that was deleted, or that belongs to another customer, is not found. */
const NONE = { none: ['NOT_FOUND'] }

const Group = z.object({ name: z.string().startsWith('groups/') })
const Memberships = z.object({
  memberships: z.array(
    z.object({ preferredMemberKey: z.object({ id: z.string() }).nullish(), type: z.string().nullish() }),
  ),
})

/**
 * Who is in the groups that policies name, through groups in groups.
 * https://cloud.google.com/identity/docs/reference/rest/v1/groups.memberships
 */
export const groups = defineGcpCollector({
  service: 'groups',
  calls: {
    [LIST_POLICIES]: ASSET_CALLS[LIST_POLICIES],
    [GROUP_LOOKUP]: {
      ...READER,
      ...NONE,
      path: '/v1/groups:lookup',
      query: { 'groupKey.id': '{group}' },
      per: 'group',
    },
    [GROUP_MEMBERSHIPS]: {
      ...READER,
      ...NONE,
      path: '/v1/groups/{id}/memberships',
      query: { view: 'FULL', pageSize: '500' },
      pages: 'memberships',
      per: 'id',
    },
  },
  async *collect(context) {
    const { members } = boundIn(await context.call(LIST_POLICIES))
    const asked = new Set<string>()
    let next = members.flatMap((member) => groupAddress(member))
    while (next.length > 0) {
      for (const group of next) asked.add(group)
      const found = new Set<string>()
      for await (const records of context.map(next, (group) => readGroup(context, group))) {
        yield records
        for (const { from } of records.relationships)
          for (const nested of groupAddress(from)) found.add(nested)
      }
      next = [...found].filter((group) => !asked.has(group))
    }
  },
})

function groupAddress(text: string): readonly string[] {
  const member = parseMember(text)
  return member.type === 'group' ? [member.email] : []
}

async function readGroup(context: CollectContext, email: string): Promise<Records> {
  const group = await context.attempt(GROUP_LOOKUP, { group: email })
  if (group == null) return { nodes: [], relationships: [] }
  const id = Group.parse(group).name.replace('groups/', '')
  const answer = await context.attempt(GROUP_MEMBERSHIPS, { id })
  if (answer == null) return { nodes: [], relationships: [] }
  const members = Memberships.parse(answer).memberships.map(memberId)
  const known = members.filter((member) => member !== null)
  const node = `group:${email}`
  const props = { provider: 'gcp', name: email, email, membersKnown: known.length === members.length }
  return {
    nodes: [{ id: node, kind: 'GcpGroup', props }, ...known.flatMap(userIn)],
    relationships: known.map((from) => ({ from, kind: 'MEMBER_OF', to: node, props: {} })),
  }
}

/** Nothing else tells of a person; other members are read where they are. */
function userIn(id: string): Records['nodes'] {
  if (!id.startsWith('user:')) return []
  const email = id.slice('user:'.length)
  return [{ id, kind: 'GcpUser', props: { provider: 'gcp', name: email, email } }]
}

const PREFIXES: { readonly [type: string]: string } = {
  USER: 'user',
  GROUP: 'group',
  SERVICE_ACCOUNT: 'serviceAccount',
}

/** null for what is no identity of a policy, such as all users of the customer. */
function memberId({
  preferredMemberKey,
  type,
}: z.infer<typeof Memberships>['memberships'][number]): string | null {
  const prefix = PREFIXES[type ?? '']
  return prefix === undefined || preferredMemberKey == null
    ? null
    : `${prefix}:${preferredMemberKey.id.toLowerCase()}`
}
