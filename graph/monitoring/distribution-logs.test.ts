import { expect, test } from 'vitest'
import * as kit from '../network/network.testkit.ts'
import type { Props } from '../snapshot/records.ts'
import { distributionLogs } from './distribution-logs.ts'

const ARN = 'arn:aws:cloudfront::111111111111:distribution/E1'
const SILENT = { standardLogging: false, realtimeLogging: false }

/** `region`: what is known of us-east-1; null when nothing is. */
function logged(props: Props, region: Props | null, id = ARN) {
  const estate = kit.estate()
  kit.add(estate, 'AwsCloudFrontDistribution', id, { account: '111111111111', ...props })
  if (region !== null) kit.add(estate, 'AwsRegion', '111111111111/us-east-1', region)
  return distributionLogs(kit.facts(estate))[0]?.[1].logged
}

test.each<[string, Props, Props | null]>([
  ['a bucket', { ...SILENT, standardLogging: true }, null],
  ['real-time logs', { ...SILENT, realtimeLogging: true }, null],
  ['a delivery', SILENT, { deliveredLogs: [ARN] }],
])('a distribution with %s logs', (_, props, region) => {
  expect(logged(props, region)).toBe(true)
})

test('one with none of them does not, whatever others deliver', () => {
  expect(logged(SILENT, { deliveredLogs: [`${ARN}2`] })).toBe(false)
})

test.each<[string, Props, Props | null]>([
  ['deliveries', SILENT, {}],
  ['region', SILENT, null],
  ['configuration', { realtimeLogging: false }, { deliveredLogs: [] }],
])('nothing is said when its %s was not read', (_, props, region) => {
  expect(logged(props, region)).toBeUndefined()
})

test('nothing is said in a partition whose deliveries are made elsewhere', () => {
  const id = ARN.replace('aws', 'aws-cn')
  expect(logged(SILENT, { deliveredLogs: [] }, id)).toBeUndefined()
})
