import type { FactIndex } from '../snapshot/facts.ts'
import type { CoverageEntry, Props } from '../snapshot/records.ts'
import { parseBlock } from './addresses.ts'
import { EC2_RANGES } from './ec2-ranges.ts'
import { textOf, textsOf } from './network.ts'

/** Where public addresses of an account are told of: those of interfaces, and those that are reserved. */
const TOLD_BY: readonly { readonly service: string; readonly calls: readonly string[] }[] = [
  { service: 'ec2', calls: ['ec2 describe-network-interfaces', 'ec2 describe-addresses'] },
  { service: 'lightsail', calls: ['lightsail get-instances', 'lightsail get-static-ips'] },
]

/** https://docs.aws.amazon.com/lightsail/latest/userguide/understanding-regions-and-availability-zones-in-amazon-lightsail.html */
const LIGHTSAIL_REGIONS = new Set(
  (
    'ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3 ca-central-1 ' +
    'eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 us-east-1 us-east-2 us-west-2'
  ).split(' '),
)

/**
 * Of each record, the addresses that EC2 gives to customers and that nobody in the estate holds any more: whoever is
 * given one next answers under the record's name.
 */
export function danglingAddresses(facts: FactIndex): [string, Props][] {
  const records = facts.ofKind('AwsRoute53Record')
  if (records.length === 0) return []
  const held = heldAddresses(facts)
  return records.flatMap(({ id, props }): [string, Props][] => {
    const loose = textsOf(props.addresses).flatMap((address) => {
      const region = held.has(address) ? null : ec2RegionOf(address)
      return region === null ? [] : [{ address, region }]
    })
    const account = String(props.account)
    const certain = loose.filter(({ region }) => isReadIn(facts.snapshot.coverage, region, account))
    if (certain.length === 0 && loose.length > 0) return []
    return [[id, { danglingAddresses: certain.map(({ address }) => address) }]]
  })
}

function heldAddresses(facts: FactIndex): ReadonlySet<string> {
  const lists = ['AwsNetworkInterface', 'AwsNatGateway'].flatMap((kind) =>
    facts.ofKind(kind).flatMap(({ props }) => textsOf(props.publicIps)),
  )
  const single = ['AwsEc2Instance', 'AwsElasticIp', 'AwsLightsailInstance', 'AwsLightsailStaticIp'].flatMap(
    (kind) => facts.ofKind(kind).flatMap(({ props }) => textOf(props.publicIp) ?? []),
  )
  return new Set([...lists, ...single])
}

/** Whether every address that the account, and each other one that was asked there, holds in the region is known. */
function isReadIn(coverage: readonly CoverageEntry[], region: string, account: string): boolean {
  return TOLD_BY.every(({ service, calls }) => {
    if (service === 'lightsail' && !LIGHTSAIL_REGIONS.has(region)) return true
    const entries = coverage.filter(
      (entry) => entry.provider === 'aws' && entry.service === service && entry.region === region,
    )
    return (
      entries.some((entry) => entry.account === account) && entries.every((entry) => isRead(entry, calls))
    )
  })
}

/** A partition may lack other calls. */
function isRead({ state, missing }: CoverageEntry, calls: readonly string[]): boolean {
  const wentOn = state === 'OK' || missing.some((call) => call.state === state)
  return wentOn && !missing.some(({ call }) => calls.includes(call))
}

interface Range {
  readonly region: string
  readonly first: bigint
  readonly last: bigint
}

let known: readonly Range[] | null = null

/** In order; read when the first record is looked at, as most estates have none. */
function ranges(): readonly Range[] {
  known ??= Object.entries(EC2_RANGES)
    .flatMap(([region, cidrs]) => cidrs.split(' ').flatMap((cidr) => blockIn(region, cidr)))
    .sort((a, b) => (a.first < b.first ? -1 : 1))
  return known
}

function blockIn(region: string, cidr: string): readonly Range[] {
  const block = parseBlock(cidr)
  return block === null ? [] : [{ region, first: block.first, last: block.last }]
}

/** The region whose customers EC2 gives the address to; null when it gives it to nobody. */
export function ec2RegionOf(address: string): string | null {
  const block = parseBlock(address)
  if (block === null || block.family !== 4) return null
  const range = ranges().findLast(({ first }) => first <= block.first)
  return range !== undefined && block.first <= range.last ? range.region : null
}
