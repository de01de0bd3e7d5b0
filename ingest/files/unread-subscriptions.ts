import type { CollectedPartition, Snapshot } from '../../graph/snapshot/records.ts'

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)$/

/**
 * One partition, not read, for each subscription of Azure that a tenant's export names and that no export holds, now or
 * in an earlier scan: that nothing of it was seen is not that it is clean.
 */
export function unreadSubscriptions(
  partitions: readonly CollectedPartition[],
  previous: Snapshot | null,
): readonly CollectedPartition[] {
  const coverage = [...partitions.map((one) => one.coverage), ...(previous?.coverage ?? [])]
  const read = new Set(coverage.filter(({ provider }) => provider === 'azure').map(({ account }) => account))
  const named = new Map<string, string>()
  for (const { coverage, nodes, relationships } of partitions) {
    if (coverage.provider !== 'azure' || coverage.service !== 'management') continue
    for (const id of [...nodes.map((node) => node.id), ...relationships.map(({ to }) => to)]) {
      const account = SUBSCRIPTION.exec(id)?.[1]
      if (account !== undefined && !read.has(account)) named.set(account, coverage.at)
    }
  }
  return [...named].map(([account, at]) => ({
    coverage: {
      provider: 'azure',
      account,
      region: 'global',
      service: 'resources',
      state: 'UNSUPPORTED',
      reason: 'the export of the tenant names it, and no export holds it',
      at,
      missing: [],
    },
    nodes: [],
    relationships: [],
  }))
}
