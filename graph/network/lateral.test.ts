import { describe, expect, test } from 'vitest'
import { deriveNetwork } from './derive.ts'
import * as kit from './network.testkit.ts'

const OUT_TO_DATA = kit.allow('tcp', 5432, { groups: ['sg-data'] })

function network(dataIngress: Parameters<typeof kit.addGroup>[2], webEgress = [kit.everything]) {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addSubnet(estate, 'data-subnet', '10.0.2.0/24', { routes: [['10.0.0.0/16', 'local']] })
  kit.addGroup(estate, 'sg-web', [], webEgress)
  kit.addGroup(estate, 'sg-data', dataIngress)
  kit.addInstance(estate, 'web', { groups: ['sg-web'], publicIp: null })
  kit.addInstance(estate, 'database', {
    groups: ['sg-data'],
    subnet: 'data-subnet',
    privateIp: '10.0.2.10',
    publicIp: null,
  })
  return estate
}

const edges = (estate: kit.Estate): string[] =>
  deriveNetwork(kit.facts(estate))
    .edges.map(({ from, to, extra }) => `${from} -> ${to} ${extra?.ports}`.trim())
    .sort()

describe('reach inside a network goes through', () => {
  test('the group that a rule names', () => {
    const estate = network([kit.allow('tcp', 5432, { groups: ['sg-web'] })])
    expect(edges(estate)).toEqual(['sg-web -> database tcp/5432', 'web -> sg-web'])
  })
  test('the VPC, for a rule that admits all of it', () => {
    const estate = network([kit.allow('tcp', 5432, { cidrs: ['10.0.0.0/8'] })])
    expect(edges(estate)).toEqual(['database -> vpc', 'vpc -> database tcp/5432', 'web -> vpc'])
  })
  test('the subnet, for a rule that admits only it', () => {
    const estate = network([kit.allow('tcp', 5432, { cidrs: ['10.0.1.0/24'] })])
    expect(edges(estate)).toEqual(['web -> web-subnet', 'web-subnet -> database tcp/5432'])
  })
  test('nothing, for a rule that admits one address', () => {
    const estate = network([kit.allow('tcp', 22, { cidrs: ['10.0.1.10/32'] })])
    expect(edges(estate)).toEqual(['web -> database tcp/22'])
  })
  test('the group whose outbound rule names the other', () => {
    const estate = network([kit.allow('tcp', 5432, { cidrs: ['10.0.1.10/32'] })], [OUT_TO_DATA])
    expect(edges(estate)).toContain('sg-web -> database tcp/5432')
  })
})

describe('no edge leads', () => {
  test('from a group whose outbound rules allow nothing', () => {
    expect(edges(network([kit.allow('tcp', 5432, { groups: ['sg-web'] })], []))).toEqual([])
  })
  test('to a workload that is stopped', () => {
    const estate = network([kit.everything])
    const stopped = estate.nodes.map((node) =>
      node.id === 'database' ? { ...node, props: { state: 'stopped' } } : node,
    )
    expect(edges({ ...estate, nodes: stopped })).toEqual([])
  })
  test('through a hub for a member that does not get through', () => {
    const estate = network([kit.allow('tcp', 5432, { groups: ['sg-web'] })])
    const acl = [kit.entry(1, 'out', 'deny'), kit.entry(1, 'in', 'allow')]
    kit.addSubnet(estate, 'closed-subnet', '10.0.3.0/24', { acl })
    kit.addInstance(estate, 'closed', {
      groups: ['sg-web'],
      subnet: 'closed-subnet',
      privateIp: '10.0.3.10',
      publicIp: null,
    })
    expect(edges(estate)).toEqual(['web -> database tcp/5432'])
  })
})

test('a function in the VPC reaches out but is not reached', () => {
  const estate = network([kit.allow('tcp', 5432, { groups: ['sg-web'] })])
  kit.add(
    estate,
    'AwsLambdaFunction',
    'function',
    {},
    { IN_SUBNET: 'web-subnet', IN_SECURITY_GROUP: ['sg-web'] },
  )
  expect(edges(estate)).toEqual(['function -> sg-web', 'sg-web -> database tcp/5432', 'web -> sg-web'])
})

test('edges grow with the workloads, not with their pairs', () => {
  const count = (instances: number): number => {
    const estate = network([kit.everything])
    for (let index = 0; index < instances; index += 1) {
      const privateIp = `10.0.2.${index % 200}`
      kit.addInstance(estate, `data-${index}`, {
        groups: ['sg-data'],
        subnet: 'data-subnet',
        privateIp,
        publicIp: null,
      })
    }
    return deriveNetwork(kit.facts(estate)).edges.length
  }
  expect(count(400) / count(200)).toBeLessThan(2.1)
})
