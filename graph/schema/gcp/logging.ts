import { defineNode, flag, json, number, text } from '../define.ts'

const logging = { class: 'Policy', provider: 'gcp', service: 'logging' } as const

export const GcpLogSink = defineNode({
  ...logging,
  kind: 'GcpLogSink',
  title: 'Log sink',
  properties: {
    filter: text('what it takes; null for every entry'),
    exclusions: number('filters that are on and leave entries out'),
    destination: text('such as storage.googleapis.com/<bucket>'),
    disabled: flag('it exports nothing'),
    includeChildren: flag('of a folder or organization: it takes what lies below too'),
  },
})

export const GcpLogMetric = defineNode({
  ...logging,
  kind: 'GcpLogMetric',
  title: 'Log-based metric',
  properties: { filter: text('what it counts'), disabled: flag('it counts nothing') },
})

export const GcpAlertPolicy = defineNode({
  ...logging,
  service: 'monitoring',
  kind: 'GcpAlertPolicy',
  title: 'Alert policy',
  properties: {
    enabled: flag('it is on'),
    channels: number('places that it tells'),
    combiner: text('OR | AND | AND_WITH_MATCHING_RESOURCE'),
    conditions: json('[{ type: log | threshold | other, filter, comparison, threshold }]'),
  },
})
