import { expect, test } from 'vitest'
import { indexFacts } from '../snapshot/facts.ts'
import type { CoverageEntry, Props } from '../snapshot/records.ts'
import { danglingAddresses, ec2RegionOf } from './dangling-addresses.ts'
import * as kit from './network.testkit.ts'

/** Of Ireland, where Lightsail is offered. */
const ADDRESS = '3.248.10.20'
/** Of Milan, where it is not. */
const ITALIAN = '15.160.10.20'

const entry = (service: string, more: Partial<CoverageEntry> = {}): CoverageEntry => ({
  provider: 'aws',
  account: '111111111111',
  region: 'eu-west-1',
  service,
  state: 'OK',
  reason: null,
  at: '2026-01-01T00:00:00Z',
  missing: [],
  ...more,
})
const READ = [entry('ec2'), entry('lightsail')]

interface Options {
  readonly addresses?: readonly string[]
  readonly coverage?: readonly CoverageEntry[]
  readonly holder?: readonly [kind: string, props: Props]
}

function dangling({ addresses = [ADDRESS], coverage = READ, holder }: Options) {
  const estate = kit.estate()
  kit.add(estate, 'AwsRoute53Record', 'www', { account: '111111111111', addresses })
  if (holder !== undefined) kit.add(estate, holder[0], 'holder', holder[1])
  const facts = indexFacts({ ...kit.facts(estate).snapshot, coverage })
  return danglingAddresses(facts)[0]?.[1].danglingAddresses
}

test('an address of EC2 that nobody holds dangles', () => {
  expect(dangling({})).toEqual([ADDRESS])
})

test.each<readonly [string, Props]>([
  ['AwsNetworkInterface', { publicIps: [ADDRESS] }],
  ['AwsNatGateway', { publicIps: [ADDRESS] }],
  ['AwsEc2Instance', { publicIp: ADDRESS }],
  ['AwsElasticIp', { publicIp: ADDRESS }],
  ['AwsLightsailInstance', { publicIp: ADDRESS }],
  ['AwsLightsailStaticIp', { publicIp: ADDRESS }],
])('one that an %s holds does not', (...holder) => {
  expect(dangling({ holder })).toEqual([])
})

test.each(['8.8.8.8', '10.0.0.1', '2a05:d018::1', 'www.example.org'])(
  '%s, which EC2 gives to nobody, does not',
  (address) => {
    expect(dangling({ addresses: [address], coverage: [] })).toEqual([])
  },
)

const denied = (call: string, resource: string | null = null) => ({
  state: 'DENIED' as const,
  missing: [{ call, state: 'DENIED' as const, resource }],
})
const elsewhere = { account: '222222222222' }

test.each<[string, readonly CoverageEntry[]]>([
  ['the region was not read', [entry('ec2', { region: 'us-east-1' }), entry('lightsail')]],
  ['interfaces were denied', [entry('ec2', denied('ec2 describe-network-interfaces')), entry('lightsail')]],
  ['the region was read in another account alone', [entry('ec2', elsewhere), entry('lightsail', elsewhere)]],
  ['another account denied itself', [...READ, entry('ec2', { ...elsewhere, state: 'DENIED' })]],
  ['Lightsail was not read', [entry('ec2')]],
])('nothing is said when %s', (_, coverage) => {
  expect(dangling({ coverage })).toBeUndefined()
})

test('a call that tells of no address may be missing', () => {
  const coverage = [entry('ec2', denied('ec2 describe-images')), entry('lightsail')]
  expect(dangling({ coverage })).toEqual([ADDRESS])
})

test('where there is no Lightsail it need not be read', () => {
  const coverage = [entry('ec2', { region: 'eu-south-1' })]
  expect(dangling({ addresses: [ITALIAN], coverage })).toEqual([ITALIAN])
})

test('addresses are found in their region', () => {
  expect([ADDRESS, ITALIAN, '1.1.1.1'].map(ec2RegionOf)).toEqual(['eu-west-1', 'eu-south-1', null])
})
