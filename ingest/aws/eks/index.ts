import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { accessEntryRecords } from './access-entries.ts'
import { clusterRecords } from './clusters.ts'
import { namesIn } from './names.ts'
import { nodegroupRecords } from './nodegroups.ts'
import { listAssociations, podIdentityRecords } from './pod-identities.ts'

const CLUSTER = 'eks describe-cluster'
const NODEGROUP = 'eks describe-nodegroup'
const ENTRY = 'eks describe-access-entry'
const ENTRY_POLICIES = 'eks list-associated-access-policies'
const ASSOCIATION = 'eks describe-pod-identity-association'
/** A cluster that lets principals in by its config map alone has no access entries. */
const NO_ENTRIES = ['InvalidRequestException']

/** Clusters, who is let into them, and the roles that their nodes and pods act as. */
export const eks = defineCollector({
  provider: 'aws',
  service: 'eks',
  scope: 'region',
  calls: {
    'eks list-clusters': { permission: 'eks:ListClusters', pageSize: 100 },
    [CLUSTER]: { permission: 'eks:DescribeCluster', per: 'name' },
    'eks list-nodegroups': { permission: 'eks:ListNodegroups', per: 'clusterName' },
    [NODEGROUP]: { permission: 'eks:DescribeNodegroup', per: ['clusterName', 'nodegroupName'] },
    'eks list-access-entries': { permission: 'eks:ListAccessEntries', per: 'clusterName', none: NO_ENTRIES },
    [ENTRY]: { permission: 'eks:DescribeAccessEntry', per: ['clusterName', 'principalArn'] },
    [ENTRY_POLICIES]: {
      permission: 'eks:ListAssociatedAccessPolicies',
      per: ['clusterName', 'principalArn'],
    },
    'eks list-pod-identity-associations': {
      permission: 'eks:ListPodIdentityAssociations',
      per: 'clusterName',
    },
    [ASSOCIATION]: {
      permission: 'eks:DescribePodIdentityAssociation',
      per: ['clusterName', 'associationId'],
    },
  },
  async *collect(context) {
    const clusters = namesIn(await context.call('eks list-clusters'), 'clusters')
    yield* context.map(clusters, async (name) =>
      clusterRecords(context.partition, name, await context.attempt(CLUSTER, { name })),
    )
    for (const clusterName of clusters) {
      yield* readNodegroups(context, clusterName)
      yield* readEntries(context, clusterName)
      yield* readPodIdentities(context, clusterName)
    }
  },
})

async function* readNodegroups(context: CollectContext, clusterName: string): AsyncIterable<Records> {
  const names = namesIn(await context.attempt('eks list-nodegroups', { clusterName }), 'nodegroups')
  yield* context.map(names, async (nodegroupName) => {
    const answer = await context.attempt(NODEGROUP, { clusterName, nodegroupName })
    return nodegroupRecords(context.partition, answer)
  })
}

async function* readEntries(context: CollectContext, clusterName: string): AsyncIterable<Records> {
  const principals = namesIn(
    await context.attempt('eks list-access-entries', { clusterName }),
    'accessEntries',
  )
  yield* context.map(principals, async (principalArn) => {
    const input = { clusterName, principalArn }
    const entry = await context.attempt(ENTRY, input)
    return accessEntryRecords(
      context.partition,
      clusterName,
      principalArn,
      entry,
      await context.attempt(ENTRY_POLICIES, input),
    )
  })
}

async function* readPodIdentities(context: CollectContext, clusterName: string): AsyncIterable<Records> {
  const listed = listAssociations(
    await context.attempt('eks list-pod-identity-associations', { clusterName }),
  )
  yield* context.map(listed, async (one) => {
    const { associationId } = one
    const answer = await context.attempt(ASSOCIATION, { clusterName, associationId })
    return podIdentityRecords(context.partition, clusterName, one, answer)
  })
}
