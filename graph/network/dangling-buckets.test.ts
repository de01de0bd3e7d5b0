import { expect, test } from 'vitest'
import type { Props } from '../snapshot/records.ts'
import { danglingBuckets } from './dangling-buckets.ts'
import * as kit from './network.testkit.ts'

function dangling(props: Props, bucket: Props | null = null) {
  const estate = kit.estate()
  kit.add(estate, 'AwsCloudFrontDistribution', 'cdn', { absentBuckets: [], unreadBuckets: [], ...props })
  if (bucket !== null) kit.add(estate, 'AwsS3Bucket', 'arn:aws:s3:::site', bucket)
  return danglingBuckets(kit.facts(estate))[0]?.[1].danglingBuckets
}

test('a bucket that S3 does not know dangles, whatever is unknown of others', () => {
  expect(dangling({ absentBuckets: ['gone'], unreadBuckets: ['site'] })).toEqual(['gone'])
})

test('a bucket of another account that was read does not', () => {
  expect(dangling({ unreadBuckets: ['site'] }, {})).toEqual([])
})

test.each([null, { stub: true }, { stale: true }])(
  'of a bucket that nobody saw nothing is said: %j',
  (bucket) => {
    expect(dangling({ unreadBuckets: ['site'] }, bucket)).toBeUndefined()
  },
)
