import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const URL = 'https://www.googleapis.com/compute/v1/projects/p'
const NAME = '//compute.googleapis.com/projects/p'

const propsOf = async (short: string, data: object, name = 'one') => {
  const type = `compute.googleapis.com/${short}`
  return (await assetsOf({ type, name, data })).props(named(type, name))
}

test('a forwarding rule tells what it takes and where it leads', async () => {
  const data = {
    loadBalancingScheme: 'EXTERNAL',
    IPProtocol: 'TCP',
    portRange: '80-90',
    target: `${URL}/targetPools/t`,
  }
  expect(await propsOf('ForwardingRule', data)).toMatchObject({
    scheme: 'EXTERNAL',
    protocol: 'tcp',
    ports: ['80-90'],
    target: `${NAME}/targetPools/t`,
    backendService: null,
  })
  const all = { allPorts: true, ports: ['1'], backendService: `${URL}/regions/r/backendServices/b` }
  expect(await propsOf('GlobalForwardingRule', all)).toMatchObject({
    ports: [],
    target: null,
    backendService: `${NAME}/regions/r/backendServices/b`,
  })
})

test('a URL map names every backend service that it sends to, and not itself', async () => {
  const service = (name: string) => `${URL}/global/backendServices/${name}`
  const data = {
    selfLink: `${URL}/global/urlMaps/one`,
    defaultService: service('a'),
    pathMatchers: [
      {
        defaultService: `${URL}/global/backendBuckets/files`,
        routeRules: [
          { routeAction: { weightedBackendServices: [{ backendService: service('b'), weight: 1 }] } },
        ],
      },
    ],
  }
  expect(await propsOf('UrlMap', data)).toMatchObject({
    backendServices: [`${NAME}/global/backendServices/a`, `${NAME}/global/backendServices/b`],
  })
})

test('a backend service tells its groups, its port and who is asked', async () => {
  const data = {
    portName: 'web',
    backends: [{ group: `${URL}/zones/z/instanceGroups/g` }],
    iap: { enabled: true },
    securityPolicy: `${URL}/global/securityPolicies/s`,
  }
  expect(await propsOf('BackendService', data)).toMatchObject({
    portName: 'web',
    backends: [`${NAME}/zones/z/instanceGroups/g`],
    identityAwareProxy: true,
    securityPolicy: `${NAME}/global/securityPolicies/s`,
  })
  expect(await propsOf('RegionBackendService', {})).toMatchObject({
    portName: null,
    backends: [],
    identityAwareProxy: false,
    securityPolicy: null,
  })
})

test('proxies, pools, target instances and groups tell where they lead', async () => {
  expect(await propsOf('TargetHttpsProxy', { urlMap: `${URL}/global/urlMaps/m` })).toMatchObject({
    urlMap: `${NAME}/global/urlMaps/m`,
    backendService: null,
  })
  expect(await propsOf('TargetPool', { instances: [`${URL}/zones/z/instances/i`] })).toMatchObject({
    instances: [`${NAME}/zones/z/instances/i`],
  })
  expect(await propsOf('TargetInstance', { instance: `${URL}/zones/z/instances/i` })).toMatchObject({
    instances: [`${NAME}/zones/z/instances/i`],
  })
  expect(await propsOf('InstanceGroup', { namedPorts: [{ name: 'web', port: 8080 }] })).toMatchObject({
    namedPorts: ['web:8080'],
  })
})

test('an instance is in the group of the manager that made it', async () => {
  const items = (value: string) => ({ metadata: { items: [{ key: 'created-by', value }] } })
  const made = items('projects/42/zones/z/instanceGroupManagers/g')
  expect(await propsOf('Instance', made, 'zones/z/instances/i')).toMatchObject({
    instanceGroups: [`${NAME}/zones/z/instanceGroups/g`],
  })
  const other = items('projects/42/zones/z/somethingElse/g')
  expect(await propsOf('Instance', other, 'zones/z/instances/i')).toMatchObject({ instanceGroups: [] })
})
