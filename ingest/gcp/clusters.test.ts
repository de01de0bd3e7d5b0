import { describe, expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const propsOf = async (type: string, data: object) =>
  (await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))
const cluster = (data: object) => propsOf('container.googleapis.com/Cluster', data)

describe('the control plane of a cluster', () => {
  test.each([
    [{}, true],
    [{ privateClusterConfig: { enablePrivateEndpoint: true } }, false],
    [{ controlPlaneEndpointsConfig: { ipEndpointsConfig: { enablePublicEndpoint: false } } }, false],
    [
      { controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false, enablePublicEndpoint: true } } },
      false,
    ],
  ])('with %j has an external address: %s', async (data, publicEndpoint) => {
    expect(await cluster(data)).toMatchObject({ publicEndpoint })
  })

  test('is reached by the networks that either setting names', async () => {
    const networks = { enabled: true, cidrBlocks: [{ cidrBlock: '203.0.113.0/24' }] }
    const told = { authorizedNetworksOn: true, authorizedNetworks: ['203.0.113.0/24'] }
    expect(await cluster({ masterAuthorizedNetworksConfig: networks })).toMatchObject(told)
    const ipEndpointsConfig = { authorizedNetworksConfig: networks }
    expect(await cluster({ controlPlaneEndpointsConfig: { ipEndpointsConfig } })).toMatchObject(told)
    expect(await cluster({})).toMatchObject({ authorizedNetworksOn: false, authorizedNetworks: [] })
  })
})

const pool = (name: string, mode: string, more: object = {}) => ({
  name,
  config: { workloadMetadataConfig: { mode } },
  ...more,
})

test('pools whose pods reach the metadata of the instance are named, where pools were read', async () => {
  const nodePools = [pool('old', 'GCE_METADATA'), pool('new', 'GKE_METADATA'), { name: 'bare' }]
  expect(await cluster({ nodePools })).toMatchObject({
    workloadIdentity: false,
    metadataPools: ['bare', 'old'],
  })
  expect(await cluster({})).not.toHaveProperty('metadataPools')
  expect(await cluster({ autopilot: { enabled: true } })).toMatchObject({
    workloadIdentity: true,
    metadataPools: [],
  })
})

test.each([
  [{}, false],
  [{ privateClusterConfig: { enablePrivateNodes: true } }, true],
  [{ networkConfig: { defaultEnablePrivateNodes: true } }, true],
  [
    {
      networkConfig: { defaultEnablePrivateNodes: true },
      nodePools: [pool('p', '', { networkConfig: { enablePrivateNodes: false } })],
    },
    false,
  ],
  [{ nodePools: [pool('p', '', { networkConfig: { enablePrivateNodes: true } })] }, true],
])('the nodes of the cluster %j are private: %s', async (data, privateNodes) => {
  expect(await cluster(data)).toMatchObject({ privateNodes })
})

test('nodes act as the default account unless they name one', async () => {
  const type = 'container.googleapis.com/NodePool'
  expect(await propsOf(type, { config: {} })).toMatchObject({ serviceAccount: 'default' })
  expect(await propsOf(type, { config: { serviceAccount: 'N@p.iam.gserviceaccount.com' } })).toMatchObject({
    serviceAccount: 'n@p.iam.gserviceaccount.com',
  })
  expect(await propsOf(type, {})).not.toHaveProperty('serviceAccount')
})

test.each([
  [{ config: { encryptionConfig: { gcePdKmsKeyName: 'k' } } }, { encryption: 'kms', kmsKey: 'k' }],
  [{ config: {} }, { encryption: 'google', kmsKey: null }],
])('the Dataproc cluster %j is %j', async (data, expected) => {
  expect(await propsOf('dataproc.googleapis.com/Cluster', data)).toMatchObject(expected)
})

test('a zone tells how it is signed, in either spelling', async () => {
  const defaultKeySpecs = [
    { keyType: 'KEY_SIGNING', algorithm: 'RSASHA1' },
    { keyType: 'zoneSigning', algorithm: 'rsasha256' },
  ]
  expect(
    await propsOf('dns.googleapis.com/ManagedZone', {
      visibility: 'PUBLIC',
      dnssecConfig: { state: 'ON', defaultKeySpecs },
    }),
  ).toMatchObject({
    visibility: 'public',
    dnssec: 'on',
    keySigningAlgorithm: 'rsasha1',
    zoneSigningAlgorithm: 'rsasha256',
  })
  expect(await propsOf('dns.googleapis.com/ManagedZone', {})).toMatchObject({ dnssec: 'off' })
})

test('a policy of Cloud DNS names its networks as they are named', async () => {
  const networkUrl = 'https://www.googleapis.com/compute/v1/projects/p/global/networks/n'
  expect(
    await propsOf('dns.googleapis.com/Policy', { enableLogging: true, networks: [{ networkUrl }] }),
  ).toMatchObject({ logging: true, networks: ['//compute.googleapis.com/projects/p/global/networks/n'] })
})

test.each(['BackendService', 'RegionBackendService'])(
  'a %s records requests only when it says so',
  async (type) => {
    const backend = (data: object) => propsOf(`compute.googleapis.com/${type}`, data)
    expect(await backend({ logConfig: { enable: true } })).toMatchObject({ logging: true })
    expect(await backend({ protocol: 'HTTP' })).toMatchObject({ logging: false, protocol: 'HTTP' })
  },
)

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#masterauth */
test('a cluster tells whether the old ways in are open', async () => {
  expect(await cluster({ legacyAbac: { enabled: true }, masterAuth: {} })).toMatchObject({
    legacyAbac: true,
    clientCertificate: false,
  })
  const issued = { clientCertificateConfig: { issueClientCertificate: true } }
  expect(await cluster({ masterAuth: issued })).toMatchObject({ legacyAbac: false, clientCertificate: true })
  expect(await cluster({ masterAuth: { clientCertificate: 'LS0t' } })).toMatchObject({
    clientCertificate: true,
  })
  expect(await cluster({})).not.toHaveProperty('clientCertificate')
})
