import type { Derivation } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props, Value } from '../snapshot/records.ts'
import { distributionLogs } from './distribution-logs.ts'
import { WATCHED_EVENTS } from './events.ts'
import { type FilterPattern, parseFilterPattern } from './filter-pattern.ts'
import { alertedChanges } from './gcp/alerts.ts'
import { exportedLogs } from './gcp/exports.ts'

/**
 * Which events of an account's trails somebody is told of: a trail of all regions that records management events
 * writes to a log group, a filter of the group counts them, and an alarm on the count notifies a topic that somebody
 * subscribed to; which distributions log; and the like of projects of Google Cloud.
 */
export function deriveMonitoring(facts: FactIndex): Derivation {
  const properties = new Map<string, Props>()
  const told = toldMetrics(facts)
  for (const account of facts.ofKind('AwsAccount')) {
    if (account.props.stub === true) continue
    const patterns = watchingPatterns(facts, account.id, told)
    properties.set(account.id, { monitoredEvents: watchedKinds(patterns) })
  }
  const others = [...distributionLogs(facts), ...alertedChanges(facts), ...exportedLogs(facts)]
  for (const [id, props] of others) properties.set(id, { ...properties.get(id), ...props })
  return { edges: [], nodes: [], properties, blocked: [] }
}

const watchedKinds = (patterns: readonly FilterPattern[]): readonly string[] =>
  Object.entries(WATCHED_EVENTS)
    .filter(([, events]) => events.every((event) => patterns.some((pattern) => pattern.matches(event))))
    .map(([kind]) => kind)

/** Metrics whose alarms tell somebody, as `<account> <region> <metric>`. */
function toldMetrics(facts: FactIndex): ReadonlySet<string> {
  const told = new Set<string>()
  for (const alarm of facts.ofKind('AwsCloudWatchAlarm')) {
    const { actionsEnabled, metric } = alarm.props
    if (actionsEnabled !== true || typeof metric !== 'string') continue
    const topics = facts.from(alarm.id, 'NOTIFIES').flatMap(({ to }) => facts.node(to) ?? [])
    if (topics.some(({ props }) => Number(props.subscriptions ?? 0) > 0))
      told.add(`${placeOf(alarm)} ${metric}`)
  }
  return told
}

const placeOf = ({ props }: NodeRecord): string => `${String(props.account)} ${String(props.region)}`

function watchingPatterns(
  facts: FactIndex,
  account: string,
  told: ReadonlySet<string>,
): readonly FilterPattern[] {
  const trails = facts.to(account, 'RECORDS').flatMap(({ from }) => facts.node(from) ?? [])
  const groups = new Set(trails.filter(records).map(({ props }) => groupOf(props.logGroup)))
  return facts.ofKind('AwsLogMetricFilter').flatMap((filter) => {
    const { logGroup, pattern, metrics } = filter.props
    if (!groups.has(`${placeOf(filter)} ${String(logGroup)}`) || typeof pattern !== 'string') return []
    const counted =
      Array.isArray(metrics) && metrics.some((metric) => told.has(`${placeOf(filter)} ${metric}`))
    return counted ? (parseFilterPattern(pattern) ?? []) : []
  })
}

/** Events of every region, reads and writes alike, and now. */
const records = ({ props }: NodeRecord): boolean =>
  props.multiRegion === true && props.logging === true && props.managementEvents === 'All'

/** `arn:aws:logs:<region>:<account>:log-group:<name>:*` as `<account> <region> <name>`. */
function groupOf(arn: Value | undefined): string {
  const [, , , region = '', account = '', , name = ''] = typeof arn === 'string' ? arn.split(':') : []
  return `${account} ${region} ${name}`
}
