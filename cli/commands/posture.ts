import { postureByPrefix } from '../../queries/posture-records.ts'
import { runQuery } from '../../queries/query.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printObject } from '../output.ts'

interface Scope {
  readonly scope: string
  readonly score: number | null
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
}

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const limit = limitOf(options)
  const store = await context.store()
  const { id, sequence } = await currentScan(store)
  const all = (await scopesOf('all')).at(0)
  const accounts = await scopesOf('account:')
  const score = all?.score ?? null
  printObject(context.io, context.format, { scan: id, ...all, accounts }, [
    `posture ${scoreText(score)}  (${all?.failing ?? 0} fail, ${all?.passing ?? 0} pass, ${all?.notEvaluated ?? 0} not evaluated)`,
    ...accounts.map((account) => `  ${account.scope}  ${scoreText(account.score)}  ${account.failing} fail`),
  ])
  return limit !== null && score !== null && score < limit ? EXIT.failOn : EXIT.done

  async function scopesOf(prefix: string): Promise<Scope[]> {
    const rows = await runQuery(store, postureByPrefix, { prefix, sequence })
    return rows.map(({ record }) => ({
      scope: String(record.id).replace('account:', ''),
      score: typeof record.score === 'number' ? record.score : null,
      failing: count(record.failing),
      passing: count(record.passing),
      notEvaluated: count(record.notEvaluated),
      excepted: count(record.excepted),
    }))
  }
}

const count = (value: unknown): number => (typeof value === 'number' ? value : 0)

const scoreText = (score: number | null): string =>
  score === null ? 'nothing was evaluated' : score.toFixed(1)

function limitOf(options: Options): number | null {
  const text = textOption(options, 'failUnder')
  if (text === undefined) return null
  const limit = Number(text)
  if (!(limit >= 0 && limit <= 100))
    throw new UsageError(`--fail-under ${text}: must be a number from 0 to 100`)
  return limit
}
