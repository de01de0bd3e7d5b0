import { expect, test } from 'vitest'
import { requestOn } from './requests.ts'

const NOW = '2026-11-21T00:00:00Z'
const nodeOf = (kind: string, id: string) => ({ id, kind, props: { uniqueId: '117' } })

/** https://cloud.google.com/iam/docs/conditions-resource-attributes */
test.each([
  [
    'GcpBucket',
    '//storage.googleapis.com/b',
    'storage.objects.get',
    'Object',
    'projects/_/buckets/b/objects',
  ],
  [
    'GcpSecret',
    '//secretmanager.googleapis.com/projects/1/secrets/s',
    'secretmanager.versions.access',
    'SecretVersion',
    'projects/1/secrets/s/versions',
  ],
  [
    'GcpCryptoKey',
    '//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r/cryptoKeys/k',
    'cloudkms.cryptoKeyVersions.useToDecrypt',
    'CryptoKeyVersion',
    'projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions',
  ],
  [
    'GcpBigQueryDataset',
    '//bigquery.googleapis.com/projects/p/datasets/d',
    'bigquery.tables.getData',
    'Table',
    'projects/p/datasets/d/tables',
  ],
])(
  'a request about what is in a %s names something below it, which the caller picks',
  (kind, id, permission, type, name) => {
    const [, , host = ''] = id.split('/')
    const about = { service: host, type: `${host}/${type}`, below: true }
    expect(requestOn(permission, nodeOf(kind, id), null)).toEqual({ ...about, name })
    expect(requestOn(permission, nodeOf(kind, id), NOW, 'one')).toEqual({
      ...about,
      time: NOW,
      name: `${name}/one`,
    })
  },
)

test.each([
  ['GcpRunService', 'run', 'projects/p/locations/l/services/s', 'run.services.get', 'Service'],
  ['GcpInstance', 'compute', 'projects/p/zones/z/instances/i', 'compute.instances.setMetadata', 'Instance'],
  ['GcpDisk', 'compute', 'projects/p/zones/z/disks/d', 'compute.disks.get', 'Disk'],
  ['GcpImage', 'compute', 'projects/p/global/images/i', 'compute.images.get', 'Image'],
  ['GcpGkeCluster', 'container', 'projects/p/locations/l/clusters/c', 'container.clusters.get', 'Cluster'],
  ['GcpProject', 'cloudresourcemanager', 'projects/p', 'resourcemanager.projects.get', 'Project'],
  ['GcpFolder', 'cloudresourcemanager', 'folders/1', 'resourcemanager.folders.get', 'Folder'],
  [
    'GcpOrganization',
    'cloudresourcemanager',
    'organizations/1',
    'resourcemanager.organizations.get',
    'Organization',
  ],
])('a request about a %s names it', (kind, service, name, permission, type) => {
  const host = `${service}.googleapis.com`
  expect(requestOn(permission, nodeOf(kind, `//${host}/${name}`), null)).toEqual({
    service: host,
    type: `${host}/${type}`,
    name,
  })
})

test('a service account is named by its number, below no project', () => {
  const account = nodeOf('GcpServiceAccount', 'serviceAccount:a@p.iam.gserviceaccount.com')
  expect(requestOn('iam.serviceAccounts.getAccessToken', account, null)).toEqual({
    service: 'iam.googleapis.com',
    type: 'iam.googleapis.com/ServiceAccount',
    name: 'projects/-/serviceAccounts/117',
  })
})

test('a policy is written on the node itself, and holds the strongest role; that of an object is on the object', () => {
  const bucket = nodeOf('GcpBucket', '//storage.googleapis.com/b')
  const modifiedRoles = ['roles/owner']
  expect(requestOn('storage.buckets.setIamPolicy', bucket, null)).toEqual({
    service: 'storage.googleapis.com',
    name: 'projects/_/buckets/b',
    modifiedRoles,
  })
  expect(requestOn('storage.objects.setIamPolicy', bucket, null, 'o')).toEqual({
    service: 'storage.googleapis.com',
    type: 'storage.googleapis.com/Object',
    name: 'projects/_/buckets/b/objects/o',
    below: true,
    modifiedRoles,
  })
})

test('of a request to another service, or about a kind that conditions do not know, only the time is told', () => {
  const bucket = nodeOf('GcpBucket', '//storage.googleapis.com/b')
  expect(requestOn('run.routes.invoke', bucket, NOW)).toEqual({ time: NOW })
  expect(requestOn('pubsub.topics.publish', nodeOf('GcpTopic', '//pubsub.googleapis.com/t'), NOW)).toEqual({
    time: NOW,
  })
  expect(requestOn('storage.objects.get', undefined, null)).toEqual({})
})
