import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { IS_SOURCE, packageFile } from '../../graph/package-root.ts'
import { loadFrameworks } from './frameworks.ts'
import { requirementsOf } from './mapping.ts'
import type { Rule } from './rule.ts'
import { parseRules, RuleFileError, type WrittenRule } from './rule-file.ts'

const PROVIDERS = ['aws', 'azure', 'gcp'] as const

/** The catalogue that ships, as the build has read and checked it: reading its files takes ten times as long. */
const BUILT = ['dist', 'rules', 'catalogue.json'] as const
const built = z.array(z.custom<Rule>())

/**
 * All rules under `folder`, sorted by id: `<provider>/<service>/<id>.yaml`, a family's from the file of the family.
 * Default: the catalogue that ships. The frameworks are those that ship, whatever the folder.
 * @throws RuleFileError naming file, line and field of what is wrong.
 */
export async function loadRules(folder?: string): Promise<readonly Rule[]> {
  if (folder !== undefined) return readRules(folder)
  // A checkout's rules may be newer than what was built of them.
  if (IS_SOURCE) return readRules(packageFile('rules'))
  return built.parse(JSON.parse(await readFile(packageFile(...BUILT), 'utf8')))
}

async function readRules(folder: string): Promise<readonly Rule[]> {
  const files = await ruleFiles(folder)
  const rules: WrittenRule[] = []
  for (const file of files) rules.push(...(await rulesOf(file, folder)))
  const seen = new Set<string>()
  for (const rule of rules) {
    if (seen.has(rule.id)) throw new RuleFileError(`${rule.id}: two rules have this id`)
    seen.add(rule.id)
  }
  const frameworks = await loadFrameworks()
  return rules
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((rule) => ({ ...rule, frameworks: requirementsOf(rule, frameworks) }))
}

/** The rule files under `folder`, sorted by path. */
export async function ruleFiles(folder: string = packageFile('rules')): Promise<readonly string[]> {
  const found: string[] = []
  for (const provider of PROVIDERS) {
    const names = await readdir(join(folder, provider), { recursive: true }).catch(ignoreMissing)
    found.push(...names.filter((name) => name.endsWith('.yaml')).map((name) => join(folder, provider, name)))
  }
  return found.sort()
}

async function rulesOf(path: string, folder: string): Promise<readonly WrittenRule[]> {
  const file = relative(folder, path)
  const service = basename(dirname(path))
  const rules = parseRules(await readFile(path, 'utf8'), { file, id: basename(path, '.yaml'), service })
  const stray = rules.find((rule) => !file.startsWith(rule.provider))
  if (stray === undefined) return rules
  throw new RuleFileError(`${file}:1: provider: ${stray.provider} rules lie under ${stray.provider}/`)
}

function ignoreMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
