import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Sink = z.object({
  name: z.string(),
  destination: z.string(),
  filter: z.string().nullish(),
  disabled: z.boolean().nullish(),
  includeChildren: z.boolean().nullish(),
  exclusions: z.array(z.object({ disabled: z.boolean().nullish() })).nullish(),
})

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks */
export const logSink = defineAsset({
  type: 'logging.googleapis.com/LogSink',
  kind: 'GcpLogSink',
  read: (data) => {
    const { name, destination, filter, disabled, includeChildren, exclusions } = Sink.parse(data)
    const bucket = /^storage\.googleapis\.com\/([^/]+)$/.exec(destination)?.[1]
    return {
      props: {
        name,
        destination,
        filter: filter?.trim() || null,
        exclusions: (exclusions ?? []).filter((one) => one.disabled !== true).length,
        disabled: disabled === true,
        includeChildren: includeChildren === true,
      },
      relations: bucket === undefined ? [] : [['LOGS_TO', `//storage.googleapis.com/${bucket}`]],
    }
  },
})

const Metric = z.object({ name: z.string(), filter: z.string(), disabled: z.boolean().nullish() })

/** https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics */
export const logMetric = defineAsset({
  type: 'logging.googleapis.com/LogMetric',
  kind: 'GcpLogMetric',
  read: (data) => {
    const { name, filter, disabled } = Metric.parse(data)
    return { props: { name, filter, disabled: disabled === true } }
  },
})

const Text = z.string().nullish()
const Filtered = z.object({ filter: Text }).nullish()
const Threshold = z.object({ filter: Text, comparison: Text, thresholdValue: z.number().nullish() }).nullish()
const Queried = z.object({ query: Text }).nullish()

const Condition = z.object({
  conditionMatchedLog: Filtered,
  conditionThreshold: Threshold,
  conditionAbsent: Filtered,
  conditionMonitoringQueryLanguage: Queried,
  conditionPrometheusQueryLanguage: Queried,
  conditionSql: Queried,
})

const AlertPolicy = z.object({
  displayName: Text,
  enabled: z.boolean().nullish(),
  combiner: Text,
  notificationChannels: z.array(z.string()).nullish(),
  conditions: z.array(Condition).nullish(),
})

/** Whom it tells is counted, not kept. https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
export const alertPolicy = defineAsset({
  type: 'monitoring.googleapis.com/AlertPolicy',
  kind: 'GcpAlertPolicy',
  read: (data) => {
    const { displayName, enabled, combiner, notificationChannels, conditions } = AlertPolicy.parse(data)
    return {
      props: {
        ...(displayName && { name: displayName }),
        // A policy is on unless it says otherwise.
        enabled: enabled !== false,
        channels: (notificationChannels ?? []).length,
        combiner: combiner ?? 'OR',
        conditions: (conditions ?? []).map(conditionOf),
      },
    }
  },
})

function conditionOf(condition: z.infer<typeof Condition>) {
  const { conditionMatchedLog: log, conditionThreshold: threshold } = condition
  if (log != null) return { type: 'log', filter: log.filter ?? null, comparison: null, threshold: null }
  if (threshold != null)
    return {
      type: 'threshold',
      filter: threshold.filter ?? null,
      comparison: threshold.comparison ?? null,
      threshold: threshold.thresholdValue ?? null,
    }
  const {
    conditionAbsent,
    conditionMonitoringQueryLanguage,
    conditionPrometheusQueryLanguage,
    conditionSql,
  } = condition
  const queried = conditionMonitoringQueryLanguage ?? conditionPrometheusQueryLanguage ?? conditionSql
  return {
    type: 'other',
    filter: conditionAbsent?.filter ?? queried?.query ?? null,
    comparison: null,
    threshold: null,
  }
}
