import { z } from 'zod'
import { and, MAYBE, NO, or, type Tri, YES } from '../../access/tri.ts'
import { groupBy } from '../../group-by.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { type AuditEntry, watchedEntries } from './events.ts'
import { type LogFilter, parseLogFilter } from './log-filter.ts'

const Conditions = z.array(
  z.object({
    type: z.string(),
    filter: z.string().nullable(),
    comparison: z.string().nullable(),
    threshold: z.number().nullable(),
  }),
)
type Condition = z.infer<typeof Conditions>[number]

interface Metric {
  readonly type: string
  /** null: what it counts is not known. */
  readonly filter: LogFilter | null
}

/** Whether one entry sets something off. */
type Fires = (entry: AuditEntry) => Tri

/** Of each project, whether somebody is told of the changes that CIS names; nothing where that is not known. */
export function* alertedChanges(facts: FactIndex): Iterable<readonly [string, Props]> {
  const metrics = byAccount(facts.ofKind('GcpLogMetric'))
  const policies = byAccount(facts.ofKind('GcpAlertPolicy'))
  for (const project of facts.ofKind('GcpProject')) {
    if (project.props.stub === true) continue
    const own = (metrics.get(project.id) ?? []).flatMap(metricOf)
    const alerts = (policies.get(project.id) ?? []).flatMap((policy) => alertOf(policy, own))
    const fires: Fires = (entry) => alerts.map((alert) => alert(entry)).reduce(or, NO)
    yield [project.id, told(project.id, fires)]
  }
}

const told = (project: string, fires: Fires): Props =>
  Object.fromEntries(
    watchedEntries(project).flatMap(([property, entries]) => {
      const watched = entries.map(fires).reduce(and, YES)
      return watched === MAYBE ? [] : [[property, watched === YES]]
    }),
  )

const byAccount = (nodes: readonly NodeRecord[]): ReadonlyMap<string, readonly NodeRecord[]> =>
  groupBy(nodes, ({ props }) => String(props.account))

/** https://cloud.google.com/logging/docs/logs-based-metrics#user-metrics */
const metricOf = ({ props }: NodeRecord): readonly Metric[] =>
  props.disabled === true || typeof props.filter !== 'string'
    ? []
    : [{ type: `logging.googleapis.com/user/${String(props.name)}`, filter: parseLogFilter(props.filter) }]

/** A policy that is off or tells nobody is none. */
function alertOf({ props }: NodeRecord, metrics: readonly Metric[]): readonly Fires[] {
  if (props.enabled !== true || Number(props.channels ?? 0) === 0) return []
  const conditions = Conditions.safeParse(props.conditions).data
  if (conditions === undefined) return [() => MAYBE]
  const fires = conditions.map((condition) => conditionOf(condition, metrics))
  const [join, none] =
    props.combiner === 'OR' || fires.length < 2 ? ([or, NO] as const) : ([and, YES] as const)
  return [(entry) => fires.map((fire) => fire(entry)).reduce<Tri>(join, none)]
}

function conditionOf(condition: Condition, metrics: readonly Metric[]): Fires {
  if (condition.type === 'log') {
    const filter = parseLogFilter(condition.filter ?? '')
    return filter === null ? () => MAYBE : (entry) => filter({ entry })
  }
  const counted = metrics.map((metric) => measured(condition, metric))
  return (entry) => counted.map((fire) => fire(entry)).reduce(or, NO)
}

/** Whether an entry that a metric counts meets a condition on metrics. */
function measured(condition: Condition, metric: Metric): Fires {
  const counts: Fires = (entry) => (metric.filter === null ? MAYBE : metric.filter({ entry }))
  const watches = watching(condition, metric)
  return (entry) => and(counts(entry), watches(entry))
}

function watching({ type, filter, comparison, threshold }: Condition, metric: Metric): Fires {
  const text = filter ?? ''
  if (type !== 'threshold') return () => (text.includes(metric.type) ? MAYBE : NO)
  // One entry is more than none, and not more than one.
  const limit = threshold ?? 0
  const level = comparison !== 'COMPARISON_GT' || limit >= 1 ? NO : limit > 0 ? MAYBE : YES
  const selects = /\bOR\b|\w\(/.test(text) ? null : parseLogFilter(text)
  if (selects === null) return () => (text.includes(metric.type) ? and(MAYBE, level) : NO)
  return (entry) => and(selected(selects, metric, entry), level)
}

/**
 * Monitoring's filters are written alike. A series has the resource of the entries that it counts, unless Monitoring has
 * no such resource: https://cloud.google.com/logging/docs/logs-based-metrics/troubleshooting
 */
function selected(selects: LogFilter, metric: Metric, entry: AuditEntry): Tri {
  const point = { metric: { type: metric.type }, resource: entry.resource ?? null }
  if (selects({ entry: point }) === YES) return YES
  return selects({ entry: point, unknown: UNSURE }) === NO ? NO : MAYBE
}

const UNSURE: ReadonlySet<string> = new Set(['resource'])
