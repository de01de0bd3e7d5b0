import { and, MAYBE, NO, YES } from '../tri.ts'
import { testCel } from './cel.ts'
import type { Estate } from './estate.ts'
import type { Ground, Question } from './ground.ts'
import { matchesAny } from './match-member.ts'

/** Bindings on the resource and on everything above it that may grant the permission. */
export function grantGrounds(estate: Estate, { asker, permission, resource, facts }: Question): Ground[] {
  const found: Ground[] = []
  for (const node of estate.chainOf(resource)) {
    for (const binding of estate.bindingsAt(node)) {
      const contained = estate.contains(binding.role, permission)
      if (contained === NO) continue
      const applies = and(
        matchesAny(binding.members, asker, estate),
        binding.condition === null ? YES : testCel(binding.condition, facts),
      )
      if (applies === NO) continue
      if (contained === MAYBE) found.push({ type: 'unknown-role', binding, applies: MAYBE })
      else found.push({ type: 'binding', binding, applies })
    }
  }
  return found
}
