import { describe, expect, test } from 'vitest'
import { indexFacts } from '../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../snapshot/records.ts'
import { deriveMonitoring } from './derive.ts'

const ACCOUNT = '111111111111'
const place = { account: ACCOUNT, region: 'eu-west-1' }
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/all`
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`
const PATTERN =
  '{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }'

interface Change {
  readonly trail?: Props
  readonly filter?: Props
  readonly alarm?: Props
  readonly topic?: Props
}

function monitored({ trail, filter, alarm, topic }: Change = {}) {
  const nodes: readonly NodeRecord[] = [
    { id: ACCOUNT, kind: 'AwsAccount', props: {} },
    {
      id: TRAIL,
      kind: 'AwsCloudTrail',
      props: {
        ...{ multiRegion: true, logging: true, managementEvents: 'All' },
        logGroup: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:trail:*`,
        ...trail,
      },
    },
    {
      id: 'filter',
      kind: 'AwsLogMetricFilter',
      props: { ...place, logGroup: 'trail', pattern: PATTERN, metrics: ['CIS/TrailChanges'], ...filter },
    },
    {
      id: 'alarm',
      kind: 'AwsCloudWatchAlarm',
      props: { ...place, metric: 'CIS/TrailChanges', actionsEnabled: true, ...alarm },
    },
    { id: TOPIC, kind: 'AwsSnsTopic', props: { ...place, subscriptions: 1, ...topic } },
  ]
  const facts = [
    { from: TRAIL, kind: 'RECORDS', to: ACCOUNT, props: {} },
    { from: 'alarm', kind: 'NOTIFIES', to: TOPIC, props: {} },
  ]
  const index = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(facts.map((fact) => [relationshipId(fact), fact])),
    coverage: [],
  })
  return deriveMonitoring(index).properties.get(ACCOUNT)?.monitoredEvents
}

test('events that a filter counts, an alarm watches and a topic tells are monitored', () => {
  expect(monitored()).toEqual(['trail-changes'])
})

describe('not when', () => {
  const breaks: readonly [string, Change][] = [
    ['the trail is off', { trail: { logging: false } }],
    ['the trail records one region', { trail: { multiRegion: false } }],
    ['the trail leaves reads out', { trail: { managementEvents: 'WriteOnly' } }],
    ['the trail writes to no log group', { trail: { logGroup: null } }],
    ['the filter reads another group', { filter: { logGroup: 'other' } }],
    ['the filter is in another region', { filter: { region: 'us-east-1' } }],
    ['the filter misses one of the calls', { filter: { pattern: PATTERN.replace('StopLogging', 'Stop') } }],
    ['the alarm watches another metric', { alarm: { metric: 'CIS/Other' } }],
    ['the alarm does nothing', { alarm: { actionsEnabled: false } }],
    ['nobody subscribed', { topic: { subscriptions: 0 } }],
  ]
  test.each(breaks)('%s', (_name, change) => {
    expect(monitored(change)).toEqual([])
  })
})

test('the wording of the pattern does not matter', () => {
  expect(monitored({ filter: { pattern: '{ $.eventSource = "cloudtrail.amazonaws.com" }' } })).toEqual([
    'trail-changes',
  ])
  expect(monitored({ filter: { pattern: '' } })).toContain('root-use')
})

test('the patterns that CIS prints are seen through', () => {
  const root =
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }'
  expect(monitored({ filter: { pattern: root } })).toEqual(['root-use'])
  const unauthorized =
    '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }'
  expect(monitored({ filter: { pattern: unauthorized } })).toEqual(['unauthorized-calls'])
})
