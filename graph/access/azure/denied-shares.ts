import { concerns, denialOf } from './decide.ts'
import type { AzureEstate, Denial } from './estate.ts'
import { membersOf } from './principals.ts'
import { type Action, grants } from './role.ts'
import type { TargetGroup } from './targets.ts'

/** Members of a group of targets that one deny assignment, or none, keeps from a principal. */
interface Share {
  readonly who: string
  readonly members: TargetGroup['members']
  readonly denial: Denial | null
}

/** A deny assignment may keep one member of a group out and not the others: then each is asked about. */
export function splitByDenials(
  estate: AzureEstate,
  principal: string,
  actions: readonly Action[],
  { members }: TargetGroup,
): readonly Share[] {
  if (estate.denials.length === 0) return [{ who: principal, members, denial: null }]
  const relevant = estate.denials.filter((denial) =>
    actions.some((action) => denial.permissions.some((permission) => grants(permission, action))),
  )
  if (relevant.length === 0) return [{ who: principal, members, denial: null }]
  const inside = membersOf(estate.facts, principal)
  const differs = [...inside].some((one) =>
    relevant.some(
      (denial) =>
        concerns(denial, estate.principalsOf(one)) !== concerns(denial, estate.principalsOf(principal)),
    ),
  )
  const asked = differs
    ? [...inside].filter((one) => estate.facts.node(one)?.kind !== 'EntraGroup')
    : [principal]
  return asked.flatMap((who) => sharesOf(estate, who, actions, members))
}

function sharesOf(
  estate: AzureEstate,
  who: string,
  actions: readonly Action[],
  members: TargetGroup['members'],
): readonly Share[] {
  const shares = new Map<
    string,
    { who: string; members: TargetGroup['members'][number][]; denial: Denial | null }
  >()
  const set = estate.principalsOf(who)
  for (const member of members) {
    const denial =
      actions
        .map((action) => denialOf(estate, set, action, member.resource))
        .find((found) => found !== null) ?? null
    const key = denial?.id ?? ''
    const share = shares.get(key) ?? { who, members: [], denial }
    shares.set(key, share)
    share.members.push(member)
  }
  return [...shares.values()]
}
