import type { FactIndex } from '../../snapshot/facts.ts'
import type { CoverageEntry, MissingCall } from '../../snapshot/records.ts'
import type { OpenCondition } from '../question.ts'
import type { AzureEstate } from './estate.ts'
import type { HeldOn } from './held-on.ts'
import type { Action } from './role.ts'

/** What was not read of a place: it may let in whoever it names, or keep out whom something lets in. */
export interface NotRead {
  readonly mayGrant: readonly OpenCondition[]
  readonly mayHoldBack: readonly OpenCondition[]
}

interface List {
  readonly service: string
  readonly call: string
  readonly says: string
}

const list = (service: string, call: string, says: string): List => ({ service, call, says })

const GRANTING = [
  list('authorization', 'authorization role-assignments', 'role-assignments'),
  list('authorization', 'authorization role-eligibilities', 'role-eligibilities'),
]
const DENIALS = list('authorization', 'authorization deny-assignments', 'deny-assignments')
const LOCKS = list('resources', 'resources locks', 'locks')

/** Of what decides about a resource by roles. The lists of a subscription tell what is assigned above it, too. */
export function notReadAt(estate: AzureEstate, action: Action, resource: string): NotRead {
  const [, account] = /^\/subscriptions\/([^/]+)/.exec(resource) ?? []
  if (account === undefined) return { mayGrant: [], mayHoldBack: [] }
  const entries = estate.facts.snapshot.coverage.filter(
    (entry) => entry.provider === 'azure' && entry.account === account,
  )
  const open = (lists: readonly List[]) => lists.flatMap((one) => conditionOf(one, entries, account))
  const mayBeLocked = !action.startsWith('data:') && !action.endsWith('/read')
  return { mayGrant: open(GRANTING), mayHoldBack: open(mayBeLocked ? [DENIALS, LOCKS] : [DENIALS]) }
}

/** Estates of which nothing is told, such as one that somebody wrote by hand, are whole. */
function conditionOf(
  { service, call, says }: List,
  entries: readonly CoverageEntry[],
  account: string,
): readonly OpenCondition[] {
  if (entries.length === 0) return []
  const entry = entries.find((one) => one.service === service)
  const isMeant = ({ call: missed }: MissingCall) => missed === call
  if (entry?.state === 'OK' && !entry.missing.some(isMeant)) return []
  return [{ key: `${says}-not-read`, detail: `${says.replace('-', ' ')} of the subscription ${account}` }]
}

/** Groups that hold something here, of which it is not known who is in them. */
export function unknownGroups(
  { facts }: Pick<AzureEstate, 'facts'>,
  principals: Iterable<string>,
): readonly OpenCondition[] {
  const isUnread = isDirectoryUnread(facts)
  const found: OpenCondition[] = []
  for (const id of principals) {
    const group = facts.node(id)
    if (group?.kind !== 'EntraGroup' || (!isUnread && group.props.stub !== true)) continue
    found.push({
      key: 'group-members-not-read',
      detail: `who is in ${String(group.props.name ?? id)} (${id})`,
    })
  }
  return found
}

const isDirectoryUnread = ({ snapshot }: FactIndex): boolean =>
  snapshot.coverage.some(
    ({ provider, service, state }) => provider === 'azure' && service === 'entra' && state !== 'OK',
  )

export const holdersOf = ({ granted, unread }: HeldOn): ReadonlySet<string> =>
  new Set([...granted.keys(), ...unread.keys()])
