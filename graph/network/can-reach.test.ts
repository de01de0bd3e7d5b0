import { describe, expect, test } from 'vitest'
import { canReach, UnknownPlaceError } from './can-reach.ts'
import { deriveNetwork } from './derive.ts'
import * as kit from './network.testkit.ts'

/** A public web server and a database behind it, in two subnets of one VPC. */
function tiers(options: { readonly databaseAcl?: Parameters<typeof kit.entry>[] } = {}) {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  const acl = options.databaseAcl?.map((entry) => kit.entry(...entry)) ?? kit.OPEN_ACL
  kit.addSubnet(estate, 'data-subnet', '10.0.2.0/24', { routes: [['10.0.0.0/16', 'local']], acl })
  kit.addGroup(estate, 'sg-web', [kit.world(443)])
  kit.addGroup(estate, 'sg-data', [kit.allow('tcp', 5432, { groups: ['sg-web'] })])
  kit.addInstance(estate, 'web', { groups: ['sg-web'] })
  kit.addInstance(estate, 'database', {
    groups: ['sg-data'],
    subnet: 'data-subnet',
    privateIp: '10.0.2.10',
    publicIp: null,
  })
  return kit.facts(estate)
}

describe('from the Internet', () => {
  test('says each component that lets it through, in order', () => {
    const { hops } = canReach(tiers(), 'Internet', 'web', { port: 443 })
    expect(hops.map(({ component, id }) => `${component} ${id}`)).toEqual([
      'route-table web-subnet-routes',
      'network-acl web-subnet-acl',
      'security-group sg-web',
      'network-acl web-subnet-acl',
      'network-interface web-eni',
    ])
  })
  test('a port that no rule opens is stopped by the group', () => {
    expect(canReach(tiers(), 'Internet', 'web', { port: 22 })).toEqual({
      reachable: false,
      ports: [],
      hops: [],
      blockedBy: {
        id: 'sg-web',
        reason: 'security-group',
        detail: 'no ingress rule of sg-web admits tcp/22',
      },
      unknown: [],
    })
  })
  test('a private instance has no address to reach', () => {
    expect(canReach(tiers(), 'Internet', 'database').blockedBy?.reason).toBe('no-public-address')
  })
  test('a single outside address is judged as itself', () => {
    const estate = kit.estate()
    kit.publicNetwork(estate)
    kit.addGroup(estate, 'sg-web', [kit.allow('tcp', 22, { cidrs: ['203.0.113.10/32'] })])
    kit.addInstance(estate, 'web', { groups: ['sg-web'] })
    expect(canReach(kit.facts(estate), '203.0.113.10', 'web').ports).toEqual(['tcp/22'])
  })
})

describe('inside a VPC', () => {
  test('a group that names another admits its members', () => {
    expect(canReach(tiers(), 'web', 'database')).toMatchObject({ reachable: true, ports: ['tcp/5432'] })
  })
  test('but not the other way round', () => {
    expect(canReach(tiers(), 'database', 'web', { port: 5432 }).reachable).toBe(false)
  })
  test('a network ACL between the subnets stops it', () => {
    const databaseAcl: Parameters<typeof kit.entry>[] = [
      [100, 'in', 'deny', '10.0.1.0/24'],
      [200, 'in', 'allow'],
      [100, 'out', 'allow'],
    ]
    expect(canReach(tiers({ databaseAcl }), 'web', 'database').blockedBy).toEqual({
      id: 'data-subnet-acl',
      reason: 'network-acl',
      detail: 'entry 100 denies tcp/5432 in',
    })
  })
  test('and so does one that keeps its replies in', () => {
    const databaseAcl: Parameters<typeof kit.entry>[] = [
      [100, 'in', 'allow'],
      [100, 'out', 'allow', '0.0.0.0/0', [443, 443]],
    ]
    expect(canReach(tiers({ databaseAcl }), 'web', 'database').blockedBy?.detail).toBe(
      'no entry allows tcp replies out to a port from 1024 to 65535',
    )
  })
  test('a subnet stands for what is in it', () => {
    expect(canReach(tiers(), 'web-subnet', 'data-subnet').ports).toEqual(['tcp/5432'])
  })
})

test('a function reaches what its groups let it, from whichever address it gets', () => {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addGroup(estate, 'sg-code', [])
  kit.addGroup(estate, 'sg-web', [kit.allow('tcp', 5432, { groups: ['sg-code'] })])
  kit.addInstance(estate, 'web', { groups: ['sg-web'] })
  const links = { IN_SUBNET: 'web-subnet', IN_SECURITY_GROUP: ['sg-code'] }
  kit.add(estate, 'AwsLambdaFunction', 'function', {}, links)
  expect(canReach(kit.facts(estate), 'function', 'web').ports).toEqual(['tcp/5432'])
})

describe('to the Internet', () => {
  test('a public instance gets out through the gateway', () => {
    expect(canReach(tiers(), 'web', 'Internet').reachable).toBe(true)
  })
  test('an instance without a route does not', () => {
    expect(canReach(tiers(), 'database', 'Internet').blockedBy).toMatchObject({
      id: 'data-subnet-routes',
      reason: 'route',
    })
  })
})

test('an id that was not collected is an error, not a no', () => {
  expect(() => canReach(tiers(), 'web', 'nowhere')).toThrow(UnknownPlaceError)
})
test('a port that is none is an error', () => {
  expect(() => canReach(tiers(), 'web', 'database', { port: 70_000 })).toThrow(RangeError)
})

test('a task with an interface of its own is reached on it, and the interface is no place beside it', () => {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addGroup(estate, 'sg-web', [kit.world(443)])
  const addresses = { privateIps: ['10.0.1.20'], publicIps: ['54.1.2.4'] }
  const links = { IN_SUBNET: 'web-subnet', IN_SECURITY_GROUP: ['sg-web'] }
  kit.add(estate, 'AwsNetworkInterface', 'task-eni', addresses, links)
  kit.add(estate, 'AwsEcsTask', 'task', { lastStatus: 'RUNNING' }, { HAS_INTERFACE: 'task-eni' })
  const { edges } = deriveNetwork(kit.facts(estate))
  const reached = edges.filter(({ from }) => from === 'Internet')
  expect(reached.map(({ to, extra }) => [to, extra?.ports])).toEqual([['task', ['tcp/443']]])
})
