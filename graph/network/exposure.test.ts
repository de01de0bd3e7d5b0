import { describe, expect, test } from 'vitest'
import type { Props } from '../snapshot/records.ts'
import { deriveNetwork } from './derive.ts'
import * as kit from './network.testkit.ts'

interface Case extends kit.NetworkOptions {
  readonly ingress?: Parameters<typeof kit.addGroup>[2]
  readonly instance?: Partial<kit.InstanceOptions>
}

/** One instance `web` in a public subnet, open on 443 unless the case says otherwise. */
function derive({ ingress, instance, ...options }: Case = {}) {
  const estate = kit.estate()
  kit.publicNetwork(estate, options)
  kit.addGroup(estate, 'sg-web', ingress ?? [kit.world(443)])
  kit.addInstance(estate, 'web', { groups: ['sg-web'], ...instance })
  return deriveNetwork(kit.facts(estate))
}

const ports = (given?: Case) => derive(given).edges.map(({ extra }) => extra?.ports)
const blocker = (given: Case) => derive(given).blocked.map(({ by }) => `${by.type} ${by.id}`)
const properties = (id: string, given?: Case): Props => derive(given).properties.get(id) ?? {}

describe('the Internet reaches an instance', () => {
  test('with an address, a route, an open group and an open network ACL', () => {
    expect(ports()).toEqual([['tcp/443']])
  })
  test('and the edge names the rule to remove', () => {
    expect(derive().edges[0]?.provenance).toMatchObject({
      id: 'sg-web#ingress/0',
      edit: { change: 'remove-rule', group: 'sg-web', rule: { fromPort: 443 } },
    })
  })
  test('and the instance says so', () => {
    expect(properties('web')).toEqual({
      internetReachable: true,
      internetPorts: ['tcp/443'],
      exposure: 'internet',
    })
  })
  test('on every port when a rule admits all traffic', () => {
    expect(ports({ ingress: [kit.everything] })).toEqual([['all']])
  })
  test('when two halves of the address space are admitted', () => {
    const halves = kit.allow('tcp', 22, { cidrs: ['0.0.0.0/1', '128.0.0.0/1'] })
    expect(ports({ ingress: [halves] })).toEqual([['tcp/22']])
  })
  test('through a network ACL that denies a few addresses first', () => {
    const acl = [kit.entry(50, 'in', 'deny', '54.0.0.0/16'), ...kit.OPEN_ACL]
    expect(ports({ acl })).toEqual([['tcp/443']])
  })
  test('over IPv6 alone', () => {
    const estate = kit.estate()
    const open6 = { number: 1, protocol: 'all', allow: true, cidr: '::/0', fromPort: null, toPort: null }
    kit.publicNetwork(estate, {
      routes: [['::/0', 'igw-1']],
      acl: [
        { ...open6, egress: false },
        { ...open6, egress: true },
      ],
    })
    kit.addGroup(estate, 'sg-web', [kit.allow('tcp', 22, { cidrs: ['::/0'] })])
    kit.addInstance(estate, 'web', { groups: ['sg-web'], publicIp: null, ipv6: ['2600:1f18::10'] })
    expect(deriveNetwork(kit.facts(estate)).edges.map(({ extra }) => extra?.ports)).toEqual([['tcp/22']])
  })
})

describe('the Internet does not reach an instance', () => {
  test('without a public address, although its group is open', () => {
    expect(blocker({ instance: { publicIp: null } })).toEqual(['no-public-address web-eni'])
  })
  test('whose subnet has no route to a gateway', () => {
    expect(blocker({ routes: [['10.0.0.0/16', 'local']] })).toEqual(['route web-subnet-routes'])
  })
  test('whose subnet is routed to a NAT gateway', () => {
    expect(blocker({ routes: [['0.0.0.0/0', 'nat-1']] })).toEqual(['route web-subnet-routes'])
  })
  test('whose route is a blackhole', () => {
    expect(blocker({ routes: [['0.0.0.0/0', 'igw-1', 'blackhole']] })).toEqual(['route web-subnet-routes'])
  })
  test('whose gateway is not attached to its VPC', () => {
    expect(blocker({ attached: false })).toEqual(['route web-subnet-routes'])
  })
  test('whose longer prefixes lead elsewhere', () => {
    const routes = [
      ['0.0.0.0/0', 'igw-1'],
      ['0.0.0.0/1', 'nat-1'],
      ['128.0.0.0/1', 'nat-1'],
    ] as const
    expect(blocker({ routes })).toEqual(['route web-subnet-routes'])
  })
  test('whose network ACL denies first', () => {
    const acl = [kit.entry(90, 'in', 'deny', '0.0.0.0/0', [443, 443]), ...kit.OPEN_ACL]
    expect(blocker({ acl })).toEqual(['network-acl web-subnet-acl'])
  })
  test('whose network ACL keeps replies in', () => {
    const acl = [kit.entry(100, 'in', 'allow'), kit.entry(100, 'out', 'allow', '0.0.0.0/0', [443, 443])]
    expect(blocker({ acl })).toEqual(['network-acl web-subnet-acl'])
  })
  test('that is stopped', () => {
    expect(blocker({ instance: { state: 'stopped' } })).toEqual(['workload web'])
  })
  test('whose group admits one office only', () => {
    const ingress = [kit.allow('tcp', 443, { cidrs: ['198.18.4.7/32'] })]
    expect(blocker({ ingress })).toEqual(['security-group sg-web'])
  })
  test('that answers pings only', () => {
    expect(ports({ ingress: [kit.allow('icmp', -1, { cidrs: ['0.0.0.0/0'] })] })).toEqual([])
  })
  test('and a closed, private one is not worth a word', () => {
    expect(blocker({ ingress: [], instance: { publicIp: null } })).toEqual([])
  })
})

describe('what was not collected', () => {
  const unread = () => {
    const estate = kit.estate()
    kit.publicNetwork(estate)
    kit.addGroup(estate, 'sg-web', [kit.world(443)])
    kit.addInstance(estate, 'web', { groups: ['sg-web'] })
    return { ...estate, nodes: estate.nodes.filter(({ kind }) => kind !== 'AwsNetworkAcl') }
  }
  test('is an unknown condition on the edge, not a protection', () => {
    expect(deriveNetwork(kit.facts(unread())).edges[0]?.conditions).toEqual([
      expect.objectContaining({ key: 'network-acl', state: 'unknown' }),
    ])
  })
  test('leaves the exposure open', () => {
    expect(deriveNetwork(kit.facts(unread())).properties.get('web')).toEqual({})
  })
})

test('a subnet routes to the Internet through an attached gateway', () => {
  expect(properties('web-subnet')).toEqual({ routesToInternet: true })
})
test('a subnet with a route to one address range does not route to the Internet', () => {
  expect(properties('web-subnet', { routes: [['54.0.0.0/16', 'igw-1']] })).toEqual({
    routesToInternet: false,
  })
})
