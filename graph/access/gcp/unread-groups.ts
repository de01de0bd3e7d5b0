import type { MissingFact } from '../../attack.ts'
import { GCP_GROUPS } from '../../schema/accounts.ts'
import type { GcpEstate } from './estate-of.ts'
import { memberOf } from './match-member.ts'

/** Groups that policies of an account name and of which it is not known who is in them: whatever is granted to one may be anybody's. */
export function unreadGroups(estate: GcpEstate): readonly MissingFact[] {
  const found = new Map<string, MissingFact>()
  for (const { id, props } of estate.policyNodes) {
    const account = typeof props.account === 'string' ? props.account : id
    for (const { members } of estate.bindingsAt(id))
      for (const text of members) {
        const group = openGroup(estate, text)
        if (group !== null)
          found.set(`${account} ${group}`, { account, ...GCP_GROUPS, state: 'UNSUPPORTED', resource: group })
      }
  }
  return [...found.values()]
}

/** The group that a member is, where not everybody in it is known. */
export function openGroup({ groups }: GcpEstate, text: string): string | null {
  // Most members are no groups, which the text alone tells.
  if (!text.includes('group:')) return null
  const member = memberOf(text)
  return member.type === 'group' && !groups.expand(member.email).complete ? `group:${member.email}` : null
}
