import { and, NO, not, or, type Tri } from '../tri.ts'
import { type Constraint, type Enforced, HELD_BACK, PUBLIC_ACCESS_PREVENTION } from './constraints.ts'
import type { Estate } from './estate.ts'
import type { Ground, Question } from './ground.ts'
import { matchesAny } from './match-member.ts'
import { namesAnyone } from './member.ts'

/** Constraints that keep everybody from using a permission. */
export function constraintGrounds(estate: Estate, { permission, resource }: Question): readonly Ground[] {
  const constraint = HELD_BACK.get(permission)
  const enforced = constraint === undefined ? null : estate.constraints.at(constraint, resource)
  return constraint === undefined || enforced === null ? [] : [groundOf(constraint, enforced)]
}

interface Left {
  readonly grants: readonly Ground[]
  /** What took grants away, or may. */
  readonly prevention: readonly Ground[]
}

/**
 * What is granted to anyone counts for nobody where public access prevention is enforced, not even for those who sign in.
 * https://cloud.google.com/storage/docs/public-access-prevention
 */
export function withoutAnyone(estate: Estate, question: Question, grants: readonly Ground[]): Left {
  const { permission, resource } = question
  const enforced =
    grants.length > 0 && permission.startsWith('storage.')
      ? estate.constraints.at(PUBLIC_ACCESS_PREVENTION, resource)
      : null
  if (enforced === null) return { grants, prevention: [] }
  const left = grants.map((ground) => lessAnyone(estate, question, ground, enforced.applies))
  const changed = left.some((ground, at) => ground !== grants[at])
  return {
    grants: left.filter(({ applies }) => applies !== NO),
    prevention: changed ? [groundOf(PUBLIC_ACCESS_PREVENTION, enforced)] : [],
  }
}

function lessAnyone(estate: Estate, { asker }: Question, ground: Ground, prevented: Tri): Ground {
  if (ground.type !== 'binding' && ground.type !== 'unknown-role') return ground
  const { members } = ground.binding
  if (!members.some(namesAnyone)) return ground
  const named = matchesAny(
    members.filter((member) => !namesAnyone(member)),
    asker,
    estate,
  )
  const byAnyone = and(ground.applies, not(prevented))
  return { ...ground, applies: or(byAnyone, and(ground.applies, named)) }
}

const groundOf = ({ name }: Constraint, { node, applies }: Enforced): Ground => ({
  type: 'organization-policy',
  constraint: name,
  node,
  applies,
})
