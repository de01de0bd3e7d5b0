import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageFile } from '../../graph/package-root.ts'

const text = z.string().trim().min(1)

const Requirement = z.strictObject({
  title: text,
  /** Of `sections`, where the id does not begin with the section's. */
  section: text.optional(),
  /** Ids of rules/controls.yaml: every rule of such a control counts for the requirement. */
  controls: z.array(text).default([]),
})

const FrameworkFile = z.strictObject({
  title: text,
  version: text,
  publisher: text,
  reference: z.url({ protocol: /^https$/ }),
  /** What of the framework is listed, and what is left out. */
  coverage: text,
  /** `attack`: ids are ATT&CK techniques, and a rule counts for those that its `attack` names. */
  mappedBy: z.literal('attack').optional(),
  /** Titles by what the ids of a section's requirements begin with, in the framework's order. */
  sections: z.record(z.string(), text),
  /** By the publisher's id; titles are in our words. */
  requirements: z.record(z.string(), Requirement),
})

/** A published set of requirements; its id, such as `cis-aws-5.0`, is the name of its file. */
export interface Framework extends z.infer<typeof FrameworkFile> {
  readonly id: string
}

export interface Section {
  readonly id: string
  readonly title: string
}

/**
 * Frameworks by id.
 * @throws Error naming the file that does not have the right form, or holds a requirement that is in no section.
 */
export async function loadFrameworks(
  folder: string = packageFile('rules', 'frameworks'),
): Promise<ReadonlyMap<string, Framework>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort()
  const frameworks = new Map<string, Framework>()
  for (const file of files) {
    const parsed = FrameworkFile.safeParse(parse(await readFile(join(folder, file), 'utf8')))
    if (!parsed.success) throw new Error(`frameworks/${file}: ${z.prettifyError(parsed.error)}`)
    const framework = { id: basename(file, '.yaml'), ...parsed.data }
    for (const requirement of Object.keys(framework.requirements)) {
      if (sectionOf(framework, requirement) === null)
        throw new Error(`frameworks/${file}: ${requirement} is in no section`)
    }
    frameworks.set(framework.id, framework)
  }
  return frameworks
}

type Outline = Pick<Framework, 'sections' | 'requirements'>

/** The section that a requirement is in, the narrowest; null when it is in none. */
export function sectionOf(framework: Outline, requirement: string): Section | null {
  const id = sectionsOf(framework, requirement).at(-1)
  const title = id === undefined ? undefined : framework.sections[id]
  return id === undefined || title === undefined ? null : { id, title }
}

/** Ids of the sections around a requirement, the widest first. */
function sectionsOf(framework: Outline, requirement: string): readonly string[] {
  const named = framework.requirements[requirement]?.section
  return Object.keys(framework.sections)
    .filter((section) => section === named || isIn(requirement, section))
    .sort((one, other) => one.length - other.length)
}

/** `2.1.4` is in `2` and `2.1`, not in `2.1.40`; `AC-2(1)` is in `AC`. */
const isIn = (requirement: string, section: string): boolean =>
  requirement.startsWith(section) && !/^[A-Za-z0-9]/.test(requirement.slice(section.length))

/** Ids of the requirements as the framework has them: by section, and 1.2 before 1.10. */
export function requirementIds(framework: Outline): readonly string[] {
  const order = Object.keys(framework.sections)
  const placed = Object.keys(framework.requirements).map((id) => ({
    id,
    place: order.indexOf(sectionsOf(framework, id)[0] ?? ''),
  }))
  return placed
    .sort((one, other) => one.place - other.place || byNumber(one.id, other.id))
    .map(({ id }) => id)
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare
