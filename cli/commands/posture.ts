import { SEVERITIES } from '../../graph/paths/path.ts'
import { newestComplete } from '../../queries/newest-complete.ts'
import { readerOf } from '../../queries/query.ts'
import { type Posture, postureOf } from '../../rules/engine/posture.ts'
import {
  frameworksOfResult,
  postureByPart,
  resultsByScan,
  resultsWithin,
  scopeOf,
  servicesOfResult,
} from '../../rules/engine/posture-read.ts'
import { countOption, failsOn } from '../arguments.ts'
import { type Context, type Options, textOption } from '../context.ts'
import { currentScan } from '../current.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printList, printObject } from '../output.ts'

export async function run(context: Context, _args: readonly string[], options: Options): Promise<ExitCode> {
  const limit = limitOf(options)
  const store = await context.store()
  const read = readerOf(store)
  const { id, sequence } = await currentScan(store)
  const rules = new Map((await context.rules()).map((rule) => [rule.id, rule]))
  const scope = await scopeOf(read, {
    scope: textOption(options, 'account'),
    framework: textOption(options, 'framework'),
    service: textOption(options, 'service'),
  })
  if (options.history === true) {
    const scans = [...(await read(newestComplete, { limit: countOption(options, 'first', 30) }))].reverse()
    const results = await resultsByScan(read, sequencesOf(scans), scope, { rules })
    printHistory(
      context,
      scans.map((scan) => ({
        scan: scan.id,
        at: scan.startedAt,
        ...postureOf(results.get(scan.sequence) ?? []),
      })),
    )
    return EXIT.done
  }
  const results = await resultsWithin({ read, sequence }, scope, { rules })
  const all = postureOf(results)
  const accounts = asScopes(postureByPart(results, ({ account }) => (account === '' ? [] : [account])))
  const frameworks = asScopes(postureByPart(results, frameworksOfResult(rules)))
  const services = asScopes(postureByPart(results, servicesOfResult(rules)))
  printObject(context.io, context.format, { scan: id, ...all, accounts, frameworks, services }, [
    `posture ${scoreText(all.score)}  (${all.failing} fail, ${all.passing} pass, ${all.notEvaluated} not evaluated, ${all.excepted} excepted)`,
    ...linesOf('accounts', accounts),
    ...linesOf('frameworks', frameworks),
    ...linesOf('services', services),
  ])
  const failing = SEVERITIES.filter((severity) => all.severities[severity] > 0)
  const isUnder = limit !== null && all.score !== null && all.score < limit
  return failsOn(options, failing) || isUnder ? EXIT.failOn : EXIT.done
}

const sequencesOf = (scans: readonly { readonly sequence: number }[]): readonly number[] =>
  scans.map(({ sequence }) => sequence)

interface Scope extends Posture {
  readonly scope: string
}

const asScopes = (parts: ReadonlyMap<string, Posture>): readonly Scope[] =>
  [...parts].map(([scope, posture]) => ({ scope, ...posture }))

function linesOf(title: string, scopes: readonly Scope[]): readonly string[] {
  const width = Math.max(0, ...scopes.map(({ scope }) => scope.length))
  return [
    '',
    `by ${title}`,
    ...scopes.map(
      ({ scope, score, failing }) =>
        `  ${scope.padEnd(width)}  ${scoreText(score).padStart(5)}  ${failing} fail`,
    ),
  ]
}

function printHistory(
  { io, format }: Context,
  points: readonly (Posture & { readonly scan: string; readonly at: string })[],
): void {
  printList(
    io,
    format,
    points,
    [
      { title: 'Scan', value: (point) => point.scan },
      { title: 'At', value: (point) => point.at },
      { title: 'Score', value: (point) => scoreText(point.score), numeric: true },
      { title: 'Failing', value: (point) => point.failing, numeric: true },
    ],
    'No scan yet.',
  )
}

const scoreText = (score: number | null): string => (score === null ? 'none' : score.toFixed(1))

function limitOf(options: Options): number | null {
  const text = textOption(options, 'failUnder')
  if (text === undefined) return null
  const limit = Number(text)
  if (!(limit >= 0 && limit <= 100))
    throw new UsageError(`--fail-under ${text}: must be a number from 0 to 100`)
  return limit
}
