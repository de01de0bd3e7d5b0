import { ec2Id } from './ids.ts'

export interface Subnet {
  readonly name: string
  readonly cidr: string
  /** a, b, c */
  readonly zone: string
  readonly table: string
  readonly acl?: string
  readonly public?: true
}

/** Destination and what it goes to: `igw`, `nat`, or the id of something else. */
export type Route = readonly [destination: string, target: string]

export interface AclEntry {
  readonly number: number
  readonly egress?: true
  readonly deny?: true
  /** 6 is tcp, -1 is everything. */
  readonly protocol: '6' | '17' | '-1'
  readonly cidr: string
  readonly ports?: readonly [number, number]
}

export interface Permission {
  readonly protocol: 'tcp' | 'udp' | '-1'
  readonly ports?: readonly [number, number]
  readonly cidrs?: readonly string[]
  /** Names of groups of the same VPC. */
  readonly groups?: readonly string[]
}

export interface SecurityGroup {
  readonly name: string
  readonly description: string
  readonly ingress: readonly Permission[]
}

export interface Vpc {
  readonly region: string
  readonly name: string
  readonly cidr: string
  readonly subnets: readonly Subnet[]
  readonly tables: { readonly [name: string]: readonly Route[] }
  readonly acls?: { readonly [name: string]: readonly AclEntry[] }
  readonly groups: readonly SecurityGroup[]
  /** The subnet that holds a NAT gateway, and its address. */
  readonly nat?: { readonly subnet: string; readonly address: string }
  readonly internetGateway?: false
  readonly flowLogs?: true
}

/** Ids of what a VPC holds, by name. */
export const idsOf = (account: string, { region, name }: Pick<Vpc, 'region' | 'name'>) => {
  const of = (prefix: string, what: string) => ec2Id(prefix, `${account}/${region}/${name}/${what}`)
  return {
    vpc: of('vpc', 'vpc'),
    gateway: of('igw', 'igw'),
    subnet: (subnet: string) => of('subnet', subnet),
    table: (table: string) => of('rtb', table),
    acl: (acl: string) => of('acl', acl),
    group: (group: string) => of('sg', group),
    nat: (subnet: string) => of('nat', subnet),
  }
}

export const tcp = (port: number | readonly [number, number], ...from: readonly string[]): Permission => ({
  protocol: 'tcp',
  ports: typeof port === 'number' ? [port, port] : port,
  ...sources(from),
})

/** Addresses hold a slash, names of groups don't. */
const sources = (from: readonly string[]) => ({
  cidrs: from.filter((source) => source.includes('/')),
  groups: from.filter((source) => !source.includes('/')),
})
