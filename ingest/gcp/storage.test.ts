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
