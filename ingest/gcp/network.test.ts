import { describe, expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const propsOf = async (short: string, data: object) => {
  const type = `compute.googleapis.com/${short}`
  return (await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))
}

test.each([
  [{ IPv4Range: '10.240.0.0/16' }, { legacy: true }],
  [{ autoCreateSubnetworks: false }, { legacy: false }],
  [{ subnetworks: ['s'] }, { legacy: false }],
])('the network %j is %j', async (data, expected) => {
  expect(await propsOf('Network', data)).toMatchObject(expected)
})

test('of a network that tells of no subnets whether it is legacy is not known', async () => {
  expect(await propsOf('Network', {})).not.toHaveProperty('legacy')
})

test.each([
  [{ logConfig: { enable: true } }, true],
  [{ enableFlowLogs: true }, true],
  [{ enableFlowLogs: false }, false],
  [{}, false],
])('the subnet %j logs flows: %s', async (data, flowLogs) => {
  expect(await propsOf('Subnetwork', data)).toMatchObject({ flowLogs, purpose: 'PRIVATE' })
})

test('a subnet names its network as the network is named', async () => {
  const network = 'https://www.googleapis.com/compute/v1/projects/p/global/networks/n'
  expect(await propsOf('Subnetwork', { network })).toMatchObject({
    network: '//compute.googleapis.com/projects/p/global/networks/n',
  })
})

describe('what a firewall rule lets any address reach', () => {
  const ssh = { IPProtocol: 'tcp', ports: ['22', '8000-9000'] }
  const any = { sourceRanges: ['0.0.0.0/0'] }

  test.each([
    [{ ...any, allowed: [ssh] }, ['tcp/22', 'tcp/8000-9000']],
    [{ sourceRanges: ['10.0.0.0/8', '::/0'], allowed: [{ IPProtocol: '17' }] }, ['udp']],
    [{ ...any, sourceTags: ['bastion'], allowed: [{ IPProtocol: 'all' }] }, ['all']],
    [{ allowed: [ssh] }, ['tcp/22', 'tcp/8000-9000']],
  ])('%j: %j', async (data, openToInternet) => {
    expect(await propsOf('Firewall', { direction: 'INGRESS', ...data })).toMatchObject({ openToInternet })
  })

  test.each([
    { sourceRanges: ['203.0.113.0/24'], allowed: [ssh] },
    { sourceTags: ['bastion'], allowed: [ssh] },
    { ...any, allowed: [ssh], disabled: true },
    { ...any, allowed: [ssh], direction: 'EGRESS' },
    { ...any, denied: [ssh] },
  ])('%j: nothing', async (data) => {
    expect(await propsOf('Firewall', { direction: 'INGRESS', ...data })).toMatchObject({ openToInternet: [] })
  })
})
