import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { loadCustomRules, readCatalogue } from '../rules/engine/custom.ts'
import type { Rule } from '../rules/engine/rule.ts'
import type { Context } from './context.ts'
import { UsageError } from './exit.ts'
import { suggest } from './suggest.ts'

/**
 * The rules of these ids, files and folders, or all of the catalogue and of the configured folder; not yet checked.
 * @throws UsageError for an id that does not exist; RuleFileError for a file that is no rule.
 */
export async function chosenRules(context: Context, named: readonly string[]): Promise<readonly Rule[]> {
  const all = once(async () => readCatalogue((await context.config()).rules.folder ?? null))
  if (named.length === 0) return all()
  const chosen: Rule[] = []
  for (const name of named) {
    const path = resolve(context.io.cwd, name)
    if (await exists(path)) chosen.push(...(await loadCustomRules(path)))
    else chosen.push(ruleCalled(await all(), name))
  }
  return chosen
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

function ruleCalled(rules: readonly Rule[], id: string): Rule {
  const found = rules.find((rule) => rule.id === id)
  if (found !== undefined) return found
  const near = suggest(
    id,
    rules.map((rule) => rule.id),
  )
  throw new UsageError(`no rule, file or folder is called ${id}${near}`)
}
