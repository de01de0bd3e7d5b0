import { z } from 'zod'
import { type FactIndex, indexFacts } from '../../snapshot/facts.ts'
import { type Props, relationshipId, type Snapshot } from '../../snapshot/records.ts'

const props = z.custom<Props>((value) => typeof value === 'object' && value !== null).default({})
const byName = z.record(z.string(), props).default({})

/**
 * What a case has beside the base: an organization `organizations/1`, in it `folders/1`, in it the project `p` with
 * the networks `net` and `other`, their subnets `near` (10.0.1.0/24), `far` (10.0.2.0/24) and `away` (10.1.1.0/24), and
 * instances in them: `web` and `app` in `near`, `db` in `far`, `guest` in `away`. Only `web` has an external address.
 */
export const ShortEstate = z.object({
  networks: byName,
  instances: byName,
  /** VPC firewall rules, by name; of `net` where they do not say. */
  rules: byName,
  policies: z
    .record(
      z.string(),
      z.object({ level: z.string(), attachedTo: z.array(z.string()), rules: z.array(props) }).loose(),
    )
    .default({}),
  routes: byName,
  /** Any other node: kind and properties. */
  nodes: z.record(z.string(), z.tuple([z.string(), props])).default({}),
  /** Ids that are referred to and were not read. */
  unread: z.array(z.string()).default([]),
})
export type ShortEstate = z.input<typeof ShortEstate>

const SUBNETS: { readonly [id: string]: readonly [network: string, range: string] } = {
  'projects/p/regions/europe-west1/subnetworks/near': ['net', '10.0.1.0/24'],
  'projects/p/regions/us-east1/subnetworks/far': ['net', '10.0.2.0/24'],
  'projects/p/regions/europe-west1/subnetworks/away': ['other', '10.1.1.0/24'],
}
const [NEAR = '', FAR = '', AWAY = ''] = Object.keys(SUBNETS)

const PLACES: { readonly [id: string]: Props } = {
  web: { network: 'net', subnetwork: NEAR, address: '10.0.1.2', external: true },
  app: { network: 'net', subnetwork: NEAR, address: '10.0.1.3', external: false },
  db: { network: 'net', subnetwork: FAR, address: '10.0.2.2', external: false },
  guest: { network: 'other', subnetwork: AWAY, address: '10.1.1.2', external: false },
}

const INSTANCE = { status: 'RUNNING', networkTags: [], serviceAccount: null, instanceGroups: [] }
const RULE = {
  network: 'net',
  direction: 'INGRESS',
  disabled: false,
  priority: 1000,
  action: 'allow',
  ports: ['all'],
}
const POLICY_RULE = { priority: 1000, action: 'allow', direction: 'INGRESS', disabled: false, ports: ['all'] }
const DEFAULT_ROUTES: { readonly [id: string]: Props } = {
  default: { destination: '0.0.0.0/0', nextHop: 'default-internet-gateway' },
  local: { destination: '10.0.1.0/24', nextHop: 'network', priority: 0 },
}

export function snapshotOf(given: ShortEstate): Snapshot {
  const estate = ShortEstate.parse(given)
  const nodes = new Map<string, { id: string; kind: string; props: Props }>()
  const relationships = new Map()
  const add = (id: string, kind: string, own: Props) =>
    nodes.set(id, { id, kind, props: { name: id, provider: 'gcp', account: 'p', ...own } })
  const contain = (from: string, to: string) => {
    const record = { from, kind: 'CONTAINS', to, props: {} }
    relationships.set(relationshipId(record), record)
  }
  add('organizations/1', 'GcpOrganization', {})
  add('folders/1', 'GcpFolder', {})
  add('p', 'GcpProject', {})
  contain('organizations/1', 'folders/1')
  contain('folders/1', 'p')
  for (const id of ['net', 'other'])
    add(id, 'GcpNetwork', { firewallOrder: 'AFTER_CLASSIC_FIREWALL', peerings: [], ...estate.networks[id] })
  for (const [id, [network, range]] of Object.entries(SUBNETS))
    add(id, 'GcpSubnetwork', { network, range, purpose: 'PRIVATE' })
  for (const [id, place] of Object.entries(PLACES)) {
    const { at, ...own } = estate.instances[id] ?? {}
    const moved = typeof at === 'object' && at !== null && !Array.isArray(at) ? at : {}
    add(id, 'GcpInstance', { ...INSTANCE, networkInterfaces: [{ ...place, ...moved }], ...own })
  }
  for (const [id, rule] of Object.entries(estate.rules)) add(id, 'GcpFirewall', { ...RULE, ...rule })
  for (const [id, { rules, ...policy }] of Object.entries(estate.policies))
    add(id, 'GcpFirewallPolicy', { ...policy, rules: rules.map((rule) => ({ ...POLICY_RULE, ...rule })) })
  const routes = Object.keys(estate.routes).length > 0 ? estate.routes : DEFAULT_ROUTES
  for (const [id, route] of Object.entries(routes))
    add(id, 'GcpRoute', { network: 'net', priority: 1000, tags: [], ...route })
  for (const [id, [kind, own]] of Object.entries(estate.nodes)) add(id, kind, own)
  for (const id of estate.unread) add(id, nodes.get(id)?.kind ?? 'GcpNetwork', { stub: true })
  return { nodes, relationships, coverage: [] }
}

export const factsOf = (estate: ShortEstate): FactIndex => indexFacts(snapshotOf(estate))
