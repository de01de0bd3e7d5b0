import { expect, test } from 'vitest'
import type { Props, Value } from '../snapshot/records.ts'
import { parseBlocks } from './addresses.ts'
import { compileNetwork } from './compile.ts'
import { loadBalancerProperties } from './load-balancers.ts'
import * as kit from './network.testkit.ts'

interface Options {
  readonly props?: Props
  /** null: without a group. */
  readonly ingress?: Value[] | null
  readonly network?: kit.NetworkOptions
  readonly links?: Props
  readonly corporate?: readonly string[]
}

const ipv6 = [['::/0', 'igw-1']] as const

/** What is derived of `lb`, an application load balancer that listens at 443 in a public subnet. */
function derived({ props, ingress = [kit.world(443)], network, links, corporate = [] }: Options) {
  const estate = kit.estate()
  kit.publicNetwork(estate, network)
  if (ingress !== null) kit.addGroup(estate, 'sg-1', ingress)
  const own = {
    type: 'application',
    scheme: 'internet-facing',
    ipAddressType: 'ipv4',
    listeners: ['HTTPS:443'],
  }
  const places = {
    IN_SUBNET: 'web-subnet',
    ...(ingress === null ? {} : { IN_SECURITY_GROUP: 'sg-1' }),
    ...links,
  }
  kit.add(estate, 'AwsLoadBalancer', 'lb', { ...own, ...props }, places)
  const facts = kit.facts(estate)
  return loadBalancerProperties(facts, compileNetwork(facts), parseBlocks(corporate))[0]?.[1]
}

const OPEN = { internetReachable: true, internetPorts: ['tcp/443'], exposure: 'internet' }
const CLOSED = { internetReachable: false, internetPorts: [], exposure: 'internal' }

test('one whose group admits the world where it listens is reached', () => {
  expect(derived({})).toEqual(OPEN)
})

test.each<[string, Options]>([
  ['is internal', { props: { scheme: 'internal' } }],
  ['is reached by an office alone', { ingress: [kit.allow('tcp', 443, { cidrs: ['198.51.0.0/24'] })] }],
  ['listens at another port', { props: { listeners: ['HTTP:80'] } }],
  ['listens nowhere', { props: { listeners: [] } }],
  ['has no route to the Internet', { network: { routes: [['10.0.0.0/16', 'local']] } }],
  [
    'is open to IPv6, which it does not speak',
    { ingress: [kit.allow('tcp', 443, { cidrs: ['::/0'] })], network: { routes: ipv6 } },
  ],
  ['is open to IPv4, which it does not speak', { props: { ipAddressType: 'dualstack-without-public-ipv4' } }],
  [
    'is open to the corporate ranges',
    { ingress: [kit.allow('tcp', 443, { cidrs: ['8.0.0.0/8'] })], corporate: ['8.0.0.0/8'] },
  ],
])('one that %s is not', (_, options) => {
  expect(derived(options)).toEqual(CLOSED)
})

test('one that speaks IPv6 too is reached by it', () => {
  const ingress = [kit.allow('tcp', 443, { cidrs: ['::/0'] })]
  const acl = [kit.entry(100, 'in', 'allow', '::/0'), kit.entry(100, 'out', 'allow', '::/0')]
  expect(derived({ ingress, props: { ipAddressType: 'dualstack' }, network: { routes: ipv6, acl } })).toEqual(
    OPEN,
  )
})

test('a network load balancer without a group lets everybody in', () => {
  const network = { type: 'network', listeners: ['TCP_UDP:53'] }
  expect(derived({ props: network, ingress: null })).toMatchObject({ internetPorts: ['tcp/53', 'udp/53'] })
})

test.each<[string, Options]>([
  ['listeners', { props: { listeners: null } }],
  ['group', { links: { IN_SECURITY_GROUP: 'sg-2' } }],
  ['groups', { ingress: null }],
  ['subnets', { links: { IN_SUBNET: ['web-subnet', 'other'] } }],
  [
    'address list',
    {
      ingress: [
        { protocol: 'tcp', fromPort: 443, toPort: 443, cidrs: [], groups: [], prefixLists: ['pl-1'] },
      ],
    },
  ],
])('nothing is said of one whose %s were not read', (_, options) => {
  expect(derived(options)).toBeUndefined()
})
