import { constraint } from '../../access/gcp/constraints.ts'
import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import { whoHolds } from '../../access/gcp/who-holds.ts'
import type { AttackEdge, Condition, Derivation } from '../../attack.ts'
import { groupByEach } from '../../group-by.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'
import { edgeBy, special } from './special.ts'

const WRITES = [
  'iam.googleapis.com/workloadIdentityPoolProviders.create',
  'iam.googleapis.com/workloadIdentityPoolProviders.update',
]

export const PROVIDER_WRITE = special(
  'gcp-iam-wif-provider-write',
  'Lets a pool trust an issuer of its own and becomes its identities',
  'CAN_FEDERATE',
  ['T1484.002'],
  TECHNIQUE.twoCalls,
  {
    self: WRITES.map((permission) => `${permission} on the project of the pool`),
    target: ['identities of a workload identity pool that hold something'],
    world: ['no constraint lists the issuers that providers may name'],
  },
  [
    'https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers',
    'https://cloud.google.com/iam/docs/workload-identity-federation',
  ],
)

const ISSUERS = constraint('iam.workloadIdentityPoolProviders')
const POOL =
  /^principal(?:Set)?:\/\/iam\.googleapis\.com\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\//
/** More identities than this go through a node that stands for all of them. */
const MANY = 12

/** Pools of GKE take no providers. */
const isOfGke = (pool: string): boolean => pool.endsWith('.svc.id.goog')

/** Who writes a provider mints tokens for every identity of its pool, whichever policies name. */
export function providerWriteEdges(
  estate: GcpEstate,
  external: readonly NodeRecord[],
  now: string | null,
): Pick<Derivation, 'edges' | 'nodes'> & { readonly facts: readonly RelationshipRecord[] } {
  const edges: AttackEdge[] = []
  const nodes: NodeRecord[] = []
  const facts: RelationshipRecord[] = []
  for (const [key, identities] of byPool(external)) {
    const [name = '', pool = ''] = key.split(' ')
    const project = estate.projectNode(name)
    if (project === undefined || isOfGke(pool) || isDisabled(estate, project, pool)) continue
    const held = WRITES.flatMap((permission) =>
      [...whoHolds(estate, permission, project, now).values()].map((one) => [permission, one] as const),
    )
    if (held.length === 0) continue
    const open: readonly Condition[] = estate.constraints.isSet(ISSUERS, project)
      ? [{ key: 'organization-policy', state: 'unknown', detail: `${ISSUERS.name} lists issuers` }]
      : []
    const ends = identities.length > MANY ? [setOf(key, identities, nodes, facts)] : identities
    for (const [permission, one] of held)
      for (const to of ends)
        if (to !== one.holder.node.id) edges.push(edgeBy(one, permission, to, PROVIDER_WRITE, open))
  }
  return { edges, nodes, facts }
}

function byPool(external: readonly NodeRecord[]): ReadonlyMap<string, string[]> {
  return groupByEach(
    external.map(({ id }) => id),
    (id) => {
      const [, project, pool] = POOL.exec(id) ?? []
      return project === undefined || pool === undefined ? [] : [`${project} ${pool}`]
    },
  )
}

const isDisabled = ({ facts }: GcpEstate, project: string, pool: string): boolean =>
  facts
    .ofKind('GcpIdentityPool')
    .some(
      ({ id, props }) =>
        props.disabled === true &&
        props.account === facts.node(project)?.props.account &&
        id.endsWith(`/workloadIdentityPools/${pool}`),
    )

function setOf(
  key: string,
  identities: readonly string[],
  nodes: NodeRecord[],
  facts: RelationshipRecord[],
): string {
  const id = `${key}#target-set/identities`
  const props = { name: `every identity of ${key}`, provider: 'gcp', members: identities.length }
  nodes.push({ id, kind: 'TargetSet', props })
  for (const to of identities) facts.push({ from: id, kind: 'INCLUDES', to, props: { evidence: [] } })
  return id
}
