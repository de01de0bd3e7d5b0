import { SEVERITIES } from '../graph/paths/path.ts'
import type { GraphStore, Scan } from '../graph/store/port.ts'
import { seenIn } from '../queries/finding-record.ts'
import { listFindings } from '../queries/list-findings.ts'
import { runQuery } from '../queries/query.ts'
import { FINDING_STATUSES } from '../rules/engine/rule.ts'
import { choicesOption } from './arguments.ts'
import { listOption, type Options } from './context.ts'
import type { ExportedFinding } from './exports/exported.ts'

const ALL = 1_000_000
const orNull = (list: readonly string[]): string[] | null => (list.length === 0 ? null : [...list])

/** The findings of a scan that the options ask for, the worst first. */
export async function chosenFindings(
  store: GraphStore,
  scan: Scan,
  options: Options,
): Promise<readonly ExportedFinding[]> {
  const found = await runQuery(store, listFindings('severity', 'desc'), {
    sequence: scan.sequence,
    rules: orNull(listOption(options, 'rule')),
    severities: choicesOption(options, 'severity', SEVERITIES)?.slice() ?? null,
    statuses: choicesOption(options, 'status', FINDING_STATUSES)?.slice() ?? ['fail', 'not-evaluated'],
    accounts: orNull(listOption(options, 'account')),
    services: null,
    frameworks: null,
    subject: null,
    exception: null,
    ruleKind: null,
    search: null,
    after: null,
    limit: ALL,
  })
  return found.map(({ record }) => seenIn(scan, record))
}
