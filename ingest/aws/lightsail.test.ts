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
