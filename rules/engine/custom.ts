import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { GraphStore } from '../../graph/store/port.ts'
import { loadControls } from './controls.ts'
import { explainRules } from './explain.ts'
import { loadFrameworks } from './frameworks.ts'
import { lintRules, type RuleProblem } from './lint.ts'
import { loadRules } from './load.ts'
import { requirementsOf } from './mapping.ts'
import type { Rule } from './rule.ts'
import { parseRules, RuleFileError } from './rule-file.ts'

/** A rule of somebody's own, with the file it stands in. */
interface CustomRule extends Rule {
  readonly file: string
}

const isCustom = (rule: Rule): rule is CustomRule => rule.file !== undefined

/**
 * The catalogue that ships, and beside it the rules of a folder of one's own; null: none. They pass the same checks.
 * @throws RuleFileError naming each file with what is wrong in it.
 */
export async function loadCatalogue(folder: string | null): Promise<readonly Rule[]> {
  const rules = await readCatalogue(folder)
  const own = rules.filter(isCustom)
  if (own.length === 0) return rules
  refuseFaulty(own, lintRules(own, { frameworks: await loadFrameworks(), controls: await loadControls() }))
  return rules
}

/** The same, before the checks. @throws RuleFileError naming the file that is not of the form, or whose id is taken. */
export async function readCatalogue(folder: string | null): Promise<readonly Rule[]> {
  const shipped = await loadRules()
  if (folder === null) return shipped
  const own = await loadCustomRules(folder)
  refuseTaken(own, new Set(shipped.map(({ id }) => id)))
  return [...shipped, ...own].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Has the store plan the queries of custom rules. @throws RuleFileError for those it does not take. */
export async function refuseUnplannable(
  rules: readonly Rule[],
  store: Pick<GraphStore, 'read'>,
): Promise<void> {
  const own = rules.filter(isCustom)
  refuseFaulty(own, await explainRules(own, store))
}

/**
 * The rules of a folder, `…/<service>/<id>.yaml`, or of one file; not yet held against the schema.
 * @throws RuleFileError naming the file that is not of the form, or lies where no rule is looked for.
 */
export async function loadCustomRules(path: string): Promise<readonly CustomRule[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new RuleFileError(`${path}: there is no such file or folder`, { cause })
  })
  const files = found.isDirectory() ? await filesIn(path) : [path]
  const frameworks = await loadFrameworks()
  const rules: CustomRule[] = []
  for (const file of files) {
    const origin = { file, id: basename(file, '.yaml'), service: basename(dirname(file)) }
    const written = parseRules(await readFile(file, 'utf8'), origin)
    for (const rule of written) rules.push({ ...rule, frameworks: requirementsOf(rule, frameworks), file })
  }
  refuseTaken(rules, new Set())
  return rules
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.ya?ml$/.test(name)).sort()
  return names.map((name) => {
    const file = join(folder, name)
    if (name.endsWith('.yml')) throw new RuleFileError(`${file}: rule files end in .yaml`)
    if (relative(folder, dirname(file)) === '')
      throw new RuleFileError(`${file}: rules lie in the folder of their service, such as aws/s3/`)
    return file
  })
}

function refuseTaken(own: readonly CustomRule[], taken: ReadonlySet<string>): void {
  const seen = new Map<string, string>()
  for (const { id, file } of own) {
    if (taken.has(id)) throw new RuleFileError(`${file}: a rule of the catalogue is called ${id} already`)
    const other = seen.get(id)
    if (other !== undefined) throw new RuleFileError(`${file}: ${other} has a rule called ${id} too`)
    seen.set(id, file)
  }
}

function refuseFaulty(own: readonly CustomRule[], problems: readonly RuleProblem[]): void {
  if (problems.length === 0) return
  const files = new Map(own.map(({ id, file }) => [id, file]))
  const lines = problems.map(
    ({ rule, field, message }) => `${files.get(rule) ?? rule}: ${rule}: ${field}: ${message}`,
  )
  throw new RuleFileError(lines.join('\n'))
}
