import { describe, expect, test } from 'vitest'
import type { Props, Value } from '../snapshot/records.ts'
import { canReach } from './can-reach.ts'
import { deriveNetwork } from './derive.ts'
import * as kit from './network.testkit.ts'

const POSTGRES = kit.world(5432)

interface Case {
  readonly ingress?: Value[]
  readonly props?: Props
  readonly subnets?: readonly string[]
}

/** A database in a public subnet of zone a; `back-subnet` of zone b has no route to the Internet. */
function estateOf({ ingress = [POSTGRES], props = {}, subnets = ['web-subnet'] }: Case = {}) {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addSubnet(estate, 'back-subnet', '10.0.2.0/24', { routes: [['10.0.0.0/16', 'local']] })
  kit.addGroup(estate, 'sg-data', ingress)
  const settings = { publiclyAccessible: true, endpoint: 'main.rds.amazonaws.com', port: 5432, ...props }
  kit.add(estate, 'AwsRdsInstance', 'main', settings, { IN_SUBNET: subnets, IN_SECURITY_GROUP: ['sg-data'] })
  const zones: { readonly [id: string]: string } = { 'web-subnet': 'a', 'back-subnet': 'b' }
  const nodes = estate.nodes.map((node) => {
    const availabilityZone = zones[node.id]
    return availabilityZone === undefined ? node : { ...node, props: { ...node.props, availabilityZone } }
  })
  return { ...estate, nodes }
}

const derive = (given?: Case) => deriveNetwork(kit.facts(estateOf(given)))
const properties = (given?: Case) => derive(given).properties.get('main')
const blocker = (given: Case) => derive(given).blocked.map(({ by }) => `${by.type} ${by.id}`)

const OPEN = { internetReachable: true, internetPorts: ['tcp/5432'], exposure: 'internet' }
const CLOSED = { internetReachable: false, internetPorts: [], exposure: 'internal' }

describe('the Internet reaches a database', () => {
  test('that is publicly accessible, in a public subnet, behind an open group', () => {
    expect(properties()).toEqual(OPEN)
  })
  test('on its own port alone, when its group is open to everything', () => {
    expect(properties({ ingress: [kit.everything] })).toEqual(OPEN)
  })
  test('that is stopped, as it starts again by itself', () => {
    expect(properties({ props: { status: 'stopped' } })).toEqual(OPEN)
  })
  test('whose zone has the public one of its subnets', () => {
    const subnets = ['web-subnet', 'back-subnet']
    expect(properties({ subnets, props: { availabilityZone: 'a' } })).toEqual(OPEN)
  })
})

describe('the Internet does not reach a database', () => {
  test('that is not publicly accessible', () => {
    expect(properties({ props: { publiclyAccessible: false } })).toEqual(CLOSED)
  })
  test('whose group is open on another port', () => {
    expect(properties({ ingress: [kit.world(22)] })).toEqual(CLOSED)
    expect(blocker({ ingress: [kit.world(22)] })).toEqual(['security-group sg-data'])
  })
  test('whose zone has the private one of its subnets', () => {
    const subnets = ['web-subnet', 'back-subnet']
    expect(properties({ subnets, props: { availabilityZone: 'b' } })).toEqual(CLOSED)
  })
  test('on a port that it does not listen on', () => {
    const { blockedBy } = canReach(kit.facts(estateOf({ ingress: [kit.everything] })), 'Internet', 'main', {
      port: 22,
    })
    expect(blockedBy).toMatchObject({ reason: 'workload', detail: 'listens on tcp/5432 alone' })
  })
})

test('a cluster is reached as an instance is, unless it is paused', () => {
  const cluster = (status: string) => {
    const { nodes, relationships } = estateOf({ props: { status } })
    const renamed = nodes.map((node) => (node.id === 'main' ? { ...node, kind: 'AwsRedshiftCluster' } : node))
    return deriveNetwork(kit.facts({ nodes: renamed, relationships })).properties.get('main')
  }
  expect(cluster('available')).toEqual(OPEN)
  expect(cluster('paused')).toEqual(CLOSED)
})

describe('of a database is left open', () => {
  test('what holds for one of the subnets that it may be in', () => {
    const found = derive({ subnets: ['web-subnet', 'back-subnet'] })
    expect(found.properties.get('main')).toEqual({})
    expect(found.edges[0]?.conditions).toEqual([expect.objectContaining({ key: 'place', state: 'unknown' })])
  })
  test.each([
    ['whether it is publicly accessible', 'publiclyAccessible'],
    ['its port', 'port'],
  ])('everything, where it is not known: %s', (_what, name) => {
    const { nodes, relationships } = estateOf()
    const unread = nodes.map((node) => {
      const { [name]: _unread, ...props } = node.props
      return node.id === 'main' ? { ...node, props } : node
    })
    const found = deriveNetwork(kit.facts({ nodes: unread, relationships }))
    expect(found.properties.get('main')).toEqual({})
    expect(found.edges).toEqual([])
  })
})

describe('inside the network', () => {
  const edges = (ingress: Value[], subnets: readonly string[] = ['back-subnet'], acl?: Value[]) => {
    const estate = estateOf({ ingress, subnets, props: { publiclyAccessible: false } })
    kit.addGroup(estate, 'sg-web', [])
    kit.addInstance(estate, 'web', { groups: ['sg-web'], publicIp: null })
    const nodes = estate.nodes.map((node) =>
      acl !== undefined && node.id === 'back-subnet-acl' ? { ...node, props: { entries: acl } } : node,
    )
    return deriveNetwork(kit.facts({ ...estate, nodes })).edges.filter(({ to }) => to === 'main')
  }
  const ends = (given: ReturnType<typeof edges>) =>
    given.map(({ from, extra, conditions }) => [from, extra?.ports, conditions.map(({ key }) => key)])

  test('the group that its rule names reaches its port', () => {
    expect(ends(edges([kit.allow('all', null, { groups: ['sg-web'] })]))).toEqual([
      ['sg-web', ['tcp/5432'], []],
    ])
  })
  test('a group that another port is open to does not', () => {
    expect(edges([kit.allow('tcp', 22, { groups: ['sg-web'] })])).toEqual([])
  })
  test('what holds in one of its subnets alone is a condition', () => {
    const closed = [kit.entry(100, 'in', 'deny'), kit.entry(100, 'out', 'allow')]
    const rule = kit.allow('tcp', 5432, { groups: ['sg-web'] })
    expect(ends(edges([rule], ['web-subnet', 'back-subnet'], closed))).toEqual([
      ['sg-web', ['tcp/5432'], ['place']],
    ])
    expect(ends(edges([rule], ['web-subnet', 'back-subnet']))).toEqual([['sg-web', ['tcp/5432'], []]])
  })
  test('an instance in its group and subnet is judged by its own ports', () => {
    const estate = estateOf({ ingress: [kit.everything] })
    kit.addInstance(estate, 'twin', { groups: ['sg-data'] })
    const found = deriveNetwork(kit.facts(estate)).edges
    const ports = (to: string) => found.filter((edge) => edge.to === to).map(({ extra }) => extra?.ports)
    expect(ports('twin')).toContainEqual(['all'])
    expect(new Set(ports('main').map(String))).toEqual(new Set(['tcp/5432']))
  })
})
