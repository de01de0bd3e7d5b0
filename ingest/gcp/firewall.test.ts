import { expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const POLICY = 'compute.googleapis.com/FirewallPolicy'
const URL = 'https://www.googleapis.com/compute/v1/projects/p'

const policyOf = async (name: string, data: object) =>
  (await assetsOf({ type: POLICY, name, data })).props(name.startsWith('//') ? name : named(POLICY, name))

test('a firewall rule tells whom it is about, in which order and what it does', async () => {
  const type = 'compute.googleapis.com/Firewall'
  const data = {
    direction: 'INGRESS',
    sourceTags: ['b', 'a'],
    sourceServiceAccounts: ['Robot@p.iam'],
    targetServiceAccounts: ['X@p.iam'],
    destinationRanges: ['10.0.0.0/8'],
    denied: [{ IPProtocol: 'TCP', ports: ['22'] }, { IPProtocol: '50' }],
  }
  expect((await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))).toMatchObject({
    priority: 1000,
    action: 'deny',
    ports: ['esp', 'tcp/22'],
    sourceTags: ['a', 'b'],
    sourceServiceAccounts: ['robot@p.iam'],
    targetServiceAccounts: ['x@p.iam'],
    destinationRanges: ['10.0.0.0/8'],
    openToInternet: [],
  })
})

test('policies tell their level and what they are attached to', async () => {
  const associations = [{ attachmentTarget: `${URL}/global/networks/n` }]
  const attachedTo = ['//compute.googleapis.com/projects/p/global/networks/n']
  expect(await policyOf('global/firewallPolicies/a', { associations })).toMatchObject({
    level: 'global',
    attachedTo,
  })
  expect(await policyOf('regions/r/firewallPolicies/a', { associations })).toMatchObject({
    level: 'regional',
  })
  const top = '//compute.googleapis.com/locations/global/firewallPolicies/7'
  for (const attachmentTarget of ['organizations/1', 'https://x.example/v1/organizations/1'])
    expect(await policyOf(top, { associations: [{ attachmentTarget }] })).toMatchObject({
      level: 'hierarchical',
      attachedTo: ['organizations/1'],
    })
})

test('rules of a policy tell the other end by their direction', async () => {
  const rules = [
    {
      priority: 1,
      action: 'goto_next',
      direction: 'EGRESS',
      match: {
        destIpRanges: ['10.0.0.0/8'],
        srcIpRanges: ['10.1.0.0/16'],
        layer4Configs: [{ ipProtocol: 'all' }],
      },
    },
    {
      priority: 2,
      action: 'deny',
      direction: 'INGRESS',
      targetResources: [`${URL}/global/networks/n`],
      targetSecureTags: [{ name: 'tagValues/1' }],
      match: { srcRegionCodes: ['US'], srcFqdns: ['example.com'], srcNetworkScope: 'INTERNET' },
    },
  ]
  expect((await policyOf('global/firewallPolicies/a', { rules }))?.rules).toMatchObject([
    {
      direction: 'EGRESS',
      ranges: ['10.0.0.0/8'],
      otherEnd: ['10.1.0.0/16'],
      ports: ['all'],
      targetSecureTags: [],
    },
    {
      ranges: [],
      regions: ['US'],
      otherLists: true,
      scope: 'INTERNET',
      targetSecureTags: ['tagValues/1'],
      targetNetworks: ['//compute.googleapis.com/projects/p/global/networks/n'],
    },
  ])
})

test('of a policy whose rules were not exported none are told', async () => {
  expect(await policyOf('global/firewallPolicies/a', {})).not.toHaveProperty('rules')
})

test.each([
  [{ nextHopGateway: `${URL}/global/gateways/default-internet-gateway` }, 'default-internet-gateway'],
  [{ nextHopNetwork: `${URL}/global/networks/n` }, 'network'],
  [{ nextHopPeering: 'p' }, 'peering'],
  [{ nextHopVpnTunnel: 't' }, 'vpn-tunnel'],
  [{ nextHopIlb: '10.0.0.9' }, 'load-balancer'],
  [{ nextHopIp: '10.0.0.9' }, 'instance'],
  [{ nextHopInstance: 'i' }, 'instance'],
  [{}, 'other'],
])('the next hop of %j is %s', async (hop, nextHop) => {
  const type = 'compute.googleapis.com/Route'
  const data = { network: `${URL}/global/networks/n`, destRange: '0.0.0.0/0', tags: ['b', 'a'], ...hop }
  expect((await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))).toMatchObject({
    network: '//compute.googleapis.com/projects/p/global/networks/n',
    destination: '0.0.0.0/0',
    priority: 1000,
    tags: ['a', 'b'],
    nextHop,
  })
})

test('a network tells the order of its firewalls and its peerings', async () => {
  const type = 'compute.googleapis.com/Network'
  const of = async (data: object) => (await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))
  expect(await of({})).toMatchObject({ firewallOrder: 'AFTER_CLASSIC_FIREWALL', peerings: [] })
  const peerings = [
    { network: `${URL}/global/networks/n`, state: 'ACTIVE', importSubnetRoutesWithPublicIp: true },
  ]
  expect(
    await of({ networkFirewallPolicyEnforcementOrder: 'BEFORE_CLASSIC_FIREWALL', peerings }),
  ).toMatchObject({
    firewallOrder: 'BEFORE_CLASSIC_FIREWALL',
    peerings: [
      {
        network: '//compute.googleapis.com/projects/p/global/networks/n',
        active: true,
        exportsPublic: true,
        importsPublic: true,
      },
    ],
  })
})

test.each([
  [{ sslMode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' }, true],
  [{ sslMode: 'ENCRYPTED_ONLY', requireSsl: true }, false],
  [{ requireSsl: true }, true],
  [{}, undefined],
])('a database of %j asks for client certificates: %s', async (ip, asked) => {
  const name = '//cloudsql.googleapis.com/projects/p/instances/db'
  const data = { settings: { ipConfiguration: ip } }
  const { props } = await assetsOf({ type: 'sqladmin.googleapis.com/Instance', name, data })
  expect(props(name)?.clientCertificates).toBe(asked)
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/networkFirewallPolicies */
test('secure tags that are not in effect are left out, and a rule that has no other is ignored', async () => {
  const gone = { name: 'tagValues/1', state: 'INEFFECTIVE' }
  const live = { name: 'tagValues/2', state: 'EFFECTIVE' }
  const rule = (priority: number, more: object) => ({
    priority,
    action: 'allow',
    direction: 'INGRESS',
    ...more,
  })
  const rules = [
    rule(1, { targetSecureTags: [gone, live] }),
    rule(2, { targetSecureTags: [gone] }),
    rule(3, { match: { srcSecureTags: [gone] } }),
    rule(4, { match: { srcSecureTags: [gone], srcIpRanges: ['10.0.0.0/8'] } }),
  ]
  const read = (await policyOf('global/firewallPolicies/a', { rules }))?.rules
  expect(read).toMatchObject([
    { targetSecureTags: ['tagValues/2'] },
    { targetSecureTags: [], ineffective: true },
    { secureTags: [], ineffective: true },
    { secureTags: [], ranges: ['10.0.0.0/8'] },
  ])
  expect(Array.isArray(read) && read.filter((one) => Object.hasOwn(Object(one), 'ineffective'))).toHaveLength(
    2,
  )
})
