import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const INSTANCE = 'compute.googleapis.com/Instance'
const PROJECT = 'compute.googleapis.com/Project'
const ONE = named(INSTANCE, 'zones/z/instances/one')

const instance = (data: object) => ({ type: INSTANCE, name: 'zones/z/instances/one', data })
const metadata = (items: { readonly [key: string]: string }) => ({
  items: Object.entries(items).map(([key, value]) => ({ key, value })),
})
const project = (items: { readonly [key: string]: string }) => ({
  type: PROJECT,
  name: '//compute.googleapis.com/projects/p',
  data: { name: 'p', commonInstanceMetadata: metadata(items) },
})

test('metadata of the project holds for an instance that does not say otherwise', async () => {
  const shared = project({ 'serial-port-enable': 'TRUE', 'enable-oslogin': 'true' })
  const { props } = await assetsOf(instance({}), shared)
  expect(props(ONE)).toMatchObject({ serialPortEnabled: true, osLogin: true })
  const own = await assetsOf(instance({ metadata: metadata({ 'serial-port-enable': '0' }) }), shared)
  expect(own.props(ONE)).toMatchObject({ serialPortEnabled: false, osLogin: true })
})

test('what the project says is not known where its settings were not read', async () => {
  const alone = await assetsOf(instance({}))
  expect(alone.props(ONE)).not.toHaveProperty('serialPortEnabled')
  expect(alone.props(ONE)).not.toHaveProperty('osLogin')
  const read = await assetsOf(instance({}), project({}))
  expect(read.props(ONE)).toMatchObject({ serialPortEnabled: false, osLogin: false })
})

test('SSH keys of the project let nobody in where the instance blocks them or asks OS Login', async () => {
  const block = metadata({ 'block-project-ssh-keys': '1' })
  expect((await assetsOf(instance({}), project({}))).props(ONE)).toMatchObject({ projectSshKeys: true })
  expect((await assetsOf(instance({}))).props(ONE)).not.toHaveProperty('projectSshKeys')
  expect((await assetsOf(instance({ metadata: block }))).props(ONE)).toMatchObject({ projectSshKeys: false })
  const login = await assetsOf(instance({}), project({ 'enable-oslogin': 'TRUE' }))
  expect(login.props(ONE)).toMatchObject({ projectSshKeys: false })
  const shared = await assetsOf(instance({}), project({ 'block-project-ssh-keys': 'TRUE' }))
  expect(shared.props(ONE)).toMatchObject({ projectSshKeys: true })
})

test('keys of metadata are told apart by case', async () => {
  const { props } = await assetsOf(
    instance({ metadata: metadata({ 'Serial-Port-Enable': 'TRUE' }) }),
    project({}),
  )
  expect(props(ONE)).toMatchObject({ serialPortEnabled: false })
})

test('settings of Compute Engine are told of the project, and nothing else is', async () => {
  const { node } = await assetsOf(project({ 'enable-oslogin': 'TRUE' }), {
    type: 'cloudresourcemanager.googleapis.com/Project',
    name: '//cloudresourcemanager.googleapis.com/projects/42',
    data: { projectId: '111111111111', name: 'Shop' },
    bindings: [],
  })
  expect(node('111111111111')).toMatchObject({ kind: 'GcpProject', props: { osLogin: true } })
  expect(node('111111111111')?.props).not.toHaveProperty('iamPolicy')
})

test.each([
  [{ accessConfigs: [{ type: 'ONE_TO_ONE_NAT' }] }, true],
  [{ ipv6AccessConfigs: [{ externalIpv6: '2001:db8::' }] }, true],
  [{ networkIP: '10.0.0.2' }, false],
])('of the interface %j the instance has a public address: %s', async (one, publicAddress) => {
  const { props } = await assetsOf(instance({ networkInterfaces: [one] }))
  expect(props(ONE)).toMatchObject({ publicAddress })
})

test('an instance tells its shield, whether it is confidential and whether GKE made it', async () => {
  const plain = await assetsOf(instance({}))
  expect(plain.props(ONE)).toMatchObject({ confidential: false, gkeNode: false })
  expect(plain.props(ONE)).not.toHaveProperty('shieldedVtpm')
  const { props } = await assetsOf(
    instance({
      labels: { 'goog-gke-node': '' },
      shieldedInstanceConfig: { enableVtpm: true },
      confidentialInstanceConfig: { confidentialInstanceType: 'TDX' },
    }),
  )
  expect(props(ONE)).toMatchObject({
    gkeNode: true,
    shieldedVtpm: true,
    shieldedIntegrityMonitoring: false,
    confidential: true,
  })
})

test('a node of GKE tells its cluster and pool where its labels do', async () => {
  const labels = { 'goog-gke-node': '', 'goog-k8s-cluster-name': 'live', 'goog-k8s-cluster-location': 'eu' }
  const told = await assetsOf(instance({ labels: { ...labels, 'goog-k8s-node-pool-name': 'blue' } }))
  expect(told.props(ONE)).toMatchObject({ gkeNode: true, gkeCluster: 'eu/live', gkeNodePool: 'blue' })
  const { props } = await assetsOf(
    instance({ labels: { 'goog-gke-node': '', 'goog-k8s-cluster-name': 'live' } }),
  )
  expect(props(ONE)).not.toHaveProperty('gkeCluster')
  expect(props(ONE)).not.toHaveProperty('gkeNodePool')
})

const KEY = 'projects/p/locations/global/keyRings/r/cryptoKeys/k'

test.each([
  [{}, 'google', []],
  [{ diskEncryptionKey: { sha256: 'abc=' } }, 'supplied', []],
  [
    { diskEncryptionKey: { kmsKeyName: `${KEY}/cryptoKeyVersions/1` } },
    'kms',
    [`USES_KEY //cloudkms.googleapis.com/${KEY}`],
  ],
])('the disk %j is encrypted with a key of: %s', async (given, encryption, keys) => {
  const type = 'compute.googleapis.com/Disk'
  const { props, from } = await assetsOf({ type, name: 'zones/z/disks/d', data: { users: ['i'], ...given } })
  expect(props(named(type, 'zones/z/disks/d'))).toMatchObject({ encryption, attached: true })
  expect(from(named(type, 'zones/z/disks/d'))).toEqual(keys)
})

test('a second factor at OS Login is asked for by the project, unless an instance says otherwise', async () => {
  const shared = project({ 'enable-oslogin': 'TRUE', 'enable-oslogin-2fa': 'TRUE' })
  const off = metadata({ 'enable-oslogin-2fa': 'FALSE' })
  expect((await assetsOf(instance({}), shared)).props(ONE)).toMatchObject({ osLogin2fa: true })
  expect((await assetsOf(instance({ metadata: off }), shared)).props(ONE)).toMatchObject({
    osLogin2fa: false,
  })
  expect((await assetsOf(instance({}))).props(ONE)).not.toHaveProperty('osLogin2fa')
})
