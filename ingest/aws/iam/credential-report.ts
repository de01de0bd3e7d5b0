import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { ApiCalls, CollectContext } from '../../collector.ts'
import { toSeconds } from '../shapes.ts'

/** Making the report is no mutation: it changes nothing but the report. */
export const CREDENTIAL_REPORT_CALLS = {
  'iam generate-credential-report': { permission: 'iam:GenerateCredentialReport' },
  'iam get-credential-report': {
    permission: 'iam:GetCredentialReport',
    none: [
      'ReportNotPresent',
      'ReportExpired',
      'ReportInProgress',
      'CredentialReportNotPresent',
      'CredentialReportExpired',
      'CredentialReportNotReady',
    ],
  },
} as const satisfies ApiCalls

/** One line of the report by column name. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
export type CredentialReport = ReadonlyMap<string, ReadonlyMap<string, string>>

const TRIES = 30
const PAUSE = 1000

/** The account's credential report, made when there is none; undefined when it could not be had. */
export async function readCredentialReport(context: CollectContext): Promise<CredentialReport | undefined> {
  const ready = await context.attempt('iam get-credential-report')
  if (ready === undefined) return undefined
  if (ready !== null) return parseReport(ready)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const generated = await context.attempt('iam generate-credential-report')
    if (generated === undefined) return undefined
    if (isComplete(generated)) break
    await wait(PAUSE)
  }
  const answer = await context.attempt('iam get-credential-report')
  return answer === undefined || answer === null ? undefined : parseReport(answer)
}

const isComplete = (answer: unknown): boolean =>
  z.object({ State: z.literal('COMPLETE') }).safeParse(answer).success

/** Lines by user ARN; the root's by `<root_account>`. No value of the report holds a comma or a quote. */
function parseReport(answer: unknown): CredentialReport {
  const { Content } = z.object({ Content: z.string() }).parse(answer)
  const text = Content.startsWith('user,') ? Content : Buffer.from(Content, 'base64').toString('utf8')
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const columns = head.split(',')
  const rows = lines.map((line) => {
    const values = line.split(',')
    return new Map(columns.map((column, at) => [column, values[at] ?? '']))
  })
  return new Map(
    rows.map((row) => [
      row.get('user') === '<root_account>' ? '<root_account>' : (row.get('arn') ?? ''),
      row,
    ]),
  )
}

/** The column's time; undefined for N/A, no_information and not_supported. */
export const reportTime = (
  row: ReadonlyMap<string, string> | undefined,
  column: string,
): string | undefined => {
  const value = row?.get(column) ?? ''
  return /^\d{4}-/.test(value) ? toSeconds(value) : undefined
}
