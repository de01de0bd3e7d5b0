import { expect, test } from 'vitest'
import { assetsOf } from './assets.testkit.ts'

const bucket = (data: object) => ({
  type: 'storage.googleapis.com/Bucket',
  name: '//storage.googleapis.com/data',
  data,
})
const access = (uniform: object) => bucket({ iamConfiguration: { uniformBucketLevelAccess: uniform } })

test('a bucket says whether IAM alone decides; where it says nothing of it, that is not known', async () => {
  const props = async (given: ReturnType<typeof bucket>) =>
    (await assetsOf(given)).props('//storage.googleapis.com/data')
  expect(await props(access({ enabled: true }))).toMatchObject({ uniformAccess: true })
  expect(await props(access({ enabled: false }))).toMatchObject({ uniformAccess: false })
  expect(await props(bucket({}))).not.toHaveProperty('uniformAccess')
})

/** https://cloud.google.com/storage/docs/json_api/v1/buckets#resource */
test('deleted objects come back by versioning or soft delete; of a bucket that tells neither that is not known', async () => {
  const props = async (data: object) => (await assetsOf(bucket(data))).props('//storage.googleapis.com/data')
  const kept = (retentionDurationSeconds: string) => ({ softDeletePolicy: { retentionDurationSeconds } })
  expect(await props({ versioning: { enabled: true }, ...kept('0') })).toMatchObject({ recoverable: true })
  expect(await props(kept('604800'))).toMatchObject({ recoverable: true })
  expect(await props(kept('0'))).toMatchObject({ recoverable: false })
  expect(await props({})).not.toHaveProperty('recoverable')
})
