import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { lightsail } from './lightsail.ts'

const INSTANCE = 'arn:aws:lightsail:us-east-1:111111111111:Instance/1'
const ADDRESS = 'arn:aws:lightsail:us-east-1:111111111111:StaticIp/2'

const addresses = (staticIps: unknown) =>
  collectFrom(lightsail, {
    'lightsail get-instances': {
      instances: [{ arn: INSTANCE, name: 'blog', publicIpAddress: '3.80.1.2', state: { name: 'running' } }],
    },
    'lightsail get-static-ips': staticIps,
  })

test('instances and static addresses tell what they hold', async () => {
  const { props } = await addresses({
    staticIps: [{ arn: ADDRESS, name: 'ip', ipAddress: '3.80.1.3', isAttached: false }],
  })
  expect(props(INSTANCE)).toMatchObject({ name: 'blog', publicIp: '3.80.1.2', state: 'running' })
  expect(props(ADDRESS)).toMatchObject({ publicIp: '3.80.1.3', attached: false })
})

test('addresses that were denied are a gap', async () => {
  const { ids, coverage } = await addresses(denied('lightsail get-static-ips'))
  expect(ids).toEqual([INSTANCE])
  expect(coverage.missing).toMatchObject([{ call: 'lightsail get-static-ips', state: 'DENIED' }])
})

test('a firewall tells what every address may reach', async () => {
  const openPorts = async (more: object) => {
    const instances = [{ arn: INSTANCE, name: 'blog', ...more }]
    return (await collectFrom(lightsail, { 'lightsail get-instances': { instances } })).props(INSTANCE)
  }
  const tcp = (fromPort: number, toPort: number, more: object) => ({
    fromPort,
    toPort,
    protocol: 'tcp',
    ...more,
  })
  const ports = [
    tcp(22, 22, { cidrs: ['0.0.0.0/0'], ipv6Cidrs: [] }),
    tcp(8000, 8080, { cidrs: [], ipv6Cidrs: ['::/0'], accessDirection: 'inbound' }),
    tcp(3306, 3306, { cidrs: ['203.0.113.0/24'] }),
    tcp(443, 443, { cidrs: ['0.0.0.0/0'], accessDirection: 'outbound' }),
    { protocol: 'icmp', fromPort: 8, toPort: -1, cidrs: ['0.0.0.0/0'] },
    { protocol: 'all', fromPort: 0, toPort: 65535, cidrs: ['0.0.0.0/0'] },
  ]
  expect(await openPorts({ networking: { ports } })).toMatchObject({
    openPorts: ['all', 'icmp', 'tcp/22', 'tcp/8000-8080'],
  })
  expect(await openPorts({})).not.toHaveProperty('openPorts')
})
