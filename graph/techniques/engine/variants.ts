import type { Prerequisite, PrivilegeTechnique, Verdict } from '../privilege.ts'

/**
 * A technique whose permissions depend on the target's state, as one for each state: where the step is spared, and
 * where it is not. What the state is stays a condition where it was not collected.
 */
export function variantsOf(technique: PrivilegeTechnique): readonly PrivilegeTechnique[] {
  const { self, target } = technique.needs
  const [spared] = self.flatMap(({ sparedWhen }) => sparedWhen ?? [])
  if (spared === undefined) return [technique]
  const always = self.filter(({ sparedWhen }) => sparedWhen !== spared)
  return [
    { ...technique, needs: { ...technique.needs, self: always, target: [...target, spared] } },
    { ...technique, needs: { ...technique.needs, target: [...target, negated(spared)] } },
  ]
}

function negated(prerequisite: Prerequisite): Prerequisite {
  const { about: _about, ...rest } = prerequisite
  return {
    ...rest,
    id: `not-${prerequisite.id}`,
    says: `not: ${prerequisite.says}`,
    decide(candidate, scene): Verdict {
      const { state, detail } = prerequisite.decide(candidate, scene)
      return { state: state === 'met' ? 'unmet' : state === 'unmet' ? 'met' : state, detail }
    },
  }
}
