import { decide } from './decide.ts'
import type { Asker } from './estate.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Binding } from './policy.ts'
import { requestOn } from './requests.ts'

/** Needed on the value. https://cloud.google.com/resource-manager/docs/tags/tags-creating-and-managing#required-permissions-attach */
export const BIND_VALUE = 'resourcemanager.tagValueBindings.create'

const SCOPE = 'resourcemanager.hierarchyNodes.createTagBinding'

/**
 * Needed on what shall bear the tag, by its kind.
 * https://cloud.google.com/resource-manager/docs/tags/tags-supported-services
 */
const BIND_RESOURCE: { readonly [kind: string]: string } = {
  GcpOrganization: SCOPE,
  GcpFolder: SCOPE,
  GcpProject: SCOPE,
  GcpArtifactRepository: 'artifactregistry.repositories.createTagBinding',
  GcpBigQueryDataset: 'bigquery.datasets.createTagBinding',
  GcpBigQueryTable: 'bigquery.tables.createTagBinding',
  GcpBucket: 'storage.buckets.createTagBinding',
  GcpComposerEnvironment: 'composer.environments.createTagBinding',
  GcpDisk: 'compute.disks.createTagBinding',
  GcpGkeCluster: 'container.clusters.createTagBinding',
  GcpImage: 'compute.images.createTagBinding',
  GcpInstance: 'compute.instances.createTagBinding',
  GcpKeyRing: 'cloudkms.keyRings.createTagBinding',
  GcpMachineImage: 'compute.machineImages.createTagBinding',
  GcpPubsubSubscription: 'pubsub.subscriptions.createTagBinding',
  GcpPubsubTopic: 'pubsub.topics.createTagBinding',
  GcpRunJob: 'run.jobs.createTagBinding',
  GcpRunService: 'run.services.createTagBinding',
  GcpSecret: 'secretmanager.secrets.createTagBinding',
  GcpServiceAccount: 'iam.serviceAccounts.createTagBinding',
  GcpSnapshot: 'compute.snapshots.createTagBinding',
  GcpSqlInstance: 'cloudsql.instances.createTagBinding',
  GcpWorkflow: 'workflows.workflows.createTagBinding',
}

/** That somebody may bind a value to a node, by a permission that this binding gives. */
export interface MayBind {
  readonly node: string
  readonly permission: string
  readonly binding: Binding
  /** Else something that is not known may hold it back. */
  readonly sure: boolean
}

/**
 * Where a value comes from if somebody binds it wherever he may: the highest such node above one, with nothing between that
 * bears a value of the key. What bears one takes no other before that is removed, which is a further permission and not
 * followed. A key of a project is for what lies in it alone.
 * https://cloud.google.com/resource-manager/docs/tags/tags-overview
 */
export function bearerFor(
  estate: GcpEstate,
  asker: Asker,
  value: string,
  now: string | null,
): (node: string) => MayBind | null {
  const keyIds = new Set(estate.tags.values.get(value)?.map(([key]) => key))
  const [, , home] = estate.chainOf(value)
  const known = new Map<string, MayBind | null>()
  const mayBind = (node: string): MayBind | null => {
    const found = known.get(node)
    if (found !== undefined) return found
    const permission = BIND_RESOURCE[estate.facts.node(node)?.kind ?? '']
    const may = permission === undefined ? null : holding(estate, asker, permission, node, now)
    known.set(node, may)
    return may
  }
  return (node) => {
    const chain = estate.chainOf(node)
    const within = chain.slice(0, chain.indexOf(home ?? '') + 1)
    const taken = within.findIndex((one) => estate.tags.own(one).some(([key]) => keyIds.has(key)))
    const free = taken === -1 ? within : within.slice(0, taken)
    return free.toReversed().reduce<MayBind | null>((found, one) => found ?? mayBind(one), null)
  }
}

function holding(
  estate: GcpEstate,
  asker: Asker,
  permission: string,
  node: string,
  now: string | null,
): MayBind | null {
  const facts = { ...requestOn(permission, estate.facts.node(node), now), ...estate.tagsOn(node) }
  const { decision, by } = decide(estate, { asker, permission, resource: node, facts })
  if (decision === 'denied') return null
  const [binding] = by.flatMap((ground) => (ground.type === 'binding' ? [ground.binding] : []))
  return binding === undefined ? null : { node, permission, binding, sure: decision === 'allowed' }
}
