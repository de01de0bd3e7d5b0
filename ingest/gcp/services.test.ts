import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const KEY = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k'
const USES_KEY = `USES_KEY //cloudkms.googleapis.com/${KEY}`

async function read(type: string, name: string, data: object) {
  const records = await assetsOf({ type, name, data })
  const id = name.startsWith('//') ? name : named(type, name)
  return { props: records.props(id), from: records.from(id) }
}

test('a function of the second generation names the service that it is', async () => {
  const { props } = await read('cloudfunctions.googleapis.com/Function', 'locations/eu/functions/f', {
    environment: 'GEN_2',
    serviceConfig: { service: 'projects/p/locations/eu/services/f', ingressSettings: 'ALLOW_INTERNAL_ONLY' },
  })
  expect(props).toMatchObject({
    generation: 'GEN_2',
    trigger: 'https',
    ingress: 'ALLOW_INTERNAL_ONLY',
    runService: '//run.googleapis.com/projects/p/locations/eu/services/f',
  })
})

test.each([
  [{ 'run.googleapis.com/invoker-iam-disabled': 'true' }, { invokerCheckDisabled: true, ingress: 'all' }],
  [{ 'run.googleapis.com/ingress': 'internal' }, { invokerCheckDisabled: false, ingress: 'internal' }],
])('a service with the annotations %j is %j', async (annotations, expected) => {
  const { props } = await read('run.googleapis.com/Service', 'locations/eu/services/s', {
    metadata: { annotations },
  })
  expect(props).toMatchObject(expected)
})

test('what lists of a bucket give anyone is told once, and nothing of what they give others', async () => {
  const { props } = await read('storage.googleapis.com/Bucket', '//storage.googleapis.com/b', {
    acl: [
      { entity: 'allUsers', role: 'READER' },
      { entity: 'project-owners-42', role: 'OWNER' },
    ],
    defaultObjectAcl: [{ entity: 'allAuthenticatedUsers', role: 'READER' }],
  })
  expect(props).toMatchObject({ publicAcls: ['READER'] })
})

test.each([
  [
    'bigquery.googleapis.com/Table',
    'datasets/d/tables/t',
    { type: 'TABLE', encryptionConfiguration: { kmsKeyName: `${KEY}/cryptoKeyVersions/2` } },
    { type: 'TABLE', encryption: 'kms' },
  ],
  [
    'bigquery.googleapis.com/Dataset',
    'datasets/d',
    { defaultEncryptionConfiguration: { kmsKeyName: KEY } },
    { encryption: 'kms' },
  ],
  ['pubsub.googleapis.com/Topic', 'topics/t', { kmsKeyName: KEY }, { kmsKey: KEY }],
  [
    'artifactregistry.googleapis.com/Repository',
    'locations/eu/repositories/r',
    { format: 'DOCKER', kmsKeyName: KEY },
    { format: 'DOCKER', kmsKey: KEY },
  ],
])('%s uses the key that it is encrypted with', async (type, name, data, expected) => {
  const { props, from } = await read(type, name, data)
  expect(props).toMatchObject(expected)
  expect(from).toEqual([USES_KEY])
})

test('a table lies in its dataset', async () => {
  const type = 'bigquery.googleapis.com/Table'
  const records = await assetsOf({ type, name: 'datasets/d/tables/t', data: {} })
  expect(records.from(named(type, 'datasets/d'))).toEqual([`CONTAINS ${named(type, 'datasets/d/tables/t')}`])
})

test('a subscription names its topic as the topic is named', async () => {
  const { props } = await read('pubsub.googleapis.com/Subscription', 'subscriptions/s', {
    topic: 'projects/p/topics/t',
  })
  expect(props).toMatchObject({ topic: named('pubsub.googleapis.com/Topic', 'topics/t') })
})
