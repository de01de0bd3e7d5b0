import type { Control } from './controls.ts'
import { type Framework, requirementIds, type Section, sectionOf } from './frameworks.ts'
import type { Rule } from './rule.ts'

/** What of a rule says which requirements it bears on. */
export type Mapped = Pick<Rule, 'id' | 'control' | 'requirements' | 'attack'>

export interface MappedControl<R extends Mapped> {
  readonly id: string
  readonly title: string
  /** Those that count for the requirement; none when the control has no rule yet. */
  readonly rules: readonly R[]
}

export interface MappedRequirement<R extends Mapped> {
  readonly id: string
  readonly title: string
  readonly section: Section
  readonly controls: readonly MappedControl<R>[]
  /** No rule bears on it: somebody has to look. It never counts as passed. */
  readonly manual: boolean
}

/**
 * Framework -> requirement -> control -> rule, in the framework's order. A requirement's controls are those that it
 * lists, with all their rules, and those of the other rules that name it, with these rules alone.
 */
export function mappingOf<R extends Mapped>(
  framework: Framework,
  controls: ReadonlyMap<string, Control>,
  rules: readonly R[],
): readonly MappedRequirement<R>[] {
  return requirementIds(framework).flatMap((id) => {
    const requirement = framework.requirements[id]
    const section = sectionOf(framework, id)
    if (requirement === undefined || section === null) return []
    const own = rules.filter((rule) => bearsOn(rule, framework, id))
    const named = new Set([...requirement.controls, ...own.map((rule) => rule.control)])
    const mapped = [...named].map((control) => ({
      id: control,
      title: controls.get(control)?.title ?? control,
      rules: own.filter((rule) => rule.control === control),
    }))
    return [{ id, title: requirement.title, section, controls: mapped, manual: own.length === 0 }]
  })
}

/** Every requirement that a rule bears on, as `<framework>:<requirement>`: what its findings carry. As the files list them. */
export const requirementsOf = (rule: Mapped, frameworks: ReadonlyMap<string, Framework>): readonly string[] =>
  [...frameworks.values()].flatMap((framework) =>
    Object.keys(framework.requirements).flatMap((id) =>
      bearsOn(rule, framework, id) ? [`${framework.id}:${id}`] : [],
    ),
  )

function bearsOn(rule: Mapped, framework: Framework, requirement: string): boolean {
  if (rule.requirements.includes(`${framework.id}:${requirement}`)) return true
  if (framework.requirements[requirement]?.controls.includes(rule.control)) return true
  return framework.mappedBy === 'attack' && rule.attack.some((technique) => isUnder(technique, requirement))
}

/** T1078.004 is under itself and under T1078. */
const isUnder = (technique: string, requirement: string): boolean =>
  technique === requirement || technique.startsWith(`${requirement}.`)
