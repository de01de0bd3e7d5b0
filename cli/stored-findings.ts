import type { z } from 'zod'
import { SEVERITIES } from '../graph/paths/path.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'
import { seenIn } from '../queries/finding-record.ts'
import { listFindings } from '../queries/list-findings.ts'
import { listVulnerabilities, type VulnerabilityRow } from '../queries/list-vulnerabilities.ts'
import { runQuery } from '../queries/query.ts'
import { FINDING_STATUSES } from '../rules/engine/rule.ts'
import { choicesOption } from './arguments.ts'
import { listOption, type Options } from './context.ts'
import type { ExportedFinding } from './exports/exported.ts'

type FindingFilter = Omit<z.infer<ReturnType<typeof listFindings>['params']>, 'sequence' | 'after' | 'limit'>

const ALL = 1_000_000
const orNull = (list: readonly string[]): string[] | null => (list.length === 0 ? null : [...list])

/** The findings of a scan that the options ask for, the worst first. */
export async function chosenFindings(
  store: GraphStore,
  scan: Scan,
  options: Options,
): Promise<readonly ExportedFinding[]> {
  return matching(store, scan, {
    rules: orNull(listOption(options, 'rule')),
    severities: choicesOption(options, 'severity', SEVERITIES)?.slice() ?? null,
    statuses: choicesOption(options, 'status', FINDING_STATUSES)?.slice() ?? ['fail', 'not-evaluated'],
    accounts: orNull(listOption(options, 'account')),
  })
}

/** What scanners found, as the options ask for it: they have no rule, and what they found is not mended. */
export async function chosenVulnerabilities(
  store: GraphStore,
  options: Options,
): Promise<readonly VulnerabilityRow[]> {
  const statuses = choicesOption(options, 'status', FINDING_STATUSES)
  if (listOption(options, 'rule').length > 0 || statuses?.includes('fail') === false) return []
  return runQuery(store, listVulnerabilities, {
    severities: choicesOption(options, 'severity', SEVERITIES)?.slice() ?? null,
    accounts: orNull(listOption(options, 'account')),
    limit: ALL,
  })
}

/** What fails, is excepted or was left open of the rules that bear on a framework, the worst first. */
export const findingsOfFramework = (
  store: GraphStore,
  scan: Scan,
  framework: string,
): Promise<readonly ExportedFinding[]> => matching(store, scan, { frameworks: [framework] })

async function matching(
  store: GraphStore,
  scan: Scan,
  filter: Partial<FindingFilter>,
): Promise<readonly ExportedFinding[]> {
  const found = await runQuery(store, listFindings('severity', 'desc'), {
    rules: null,
    severities: null,
    statuses: null,
    accounts: null,
    services: null,
    frameworks: null,
    subject: null,
    exception: null,
    ruleKind: null,
    search: null,
    ...filter,
    sequence: scan.sequence,
    after: null,
    limit: ALL,
  })
  return found.map(({ record }) => seenIn(scan, record))
}
