import { z } from 'zod'
import { put } from '../../graph/group-by.ts'
import type { Records } from '../collector.ts'
import { parseAsset } from './asset.ts'
import { defineGcpCollector, LIST_RELATIONSHIPS } from './calls.ts'

const INSTANCE = 'compute.googleapis.com/Instance'

/**
 * What content RELATIONSHIP alone tells: which instances are in a group that nobody manages. It takes the Premium tier of
 * Security Command Center, so that live ingest asks for it only when told to.
 * https://cloud.google.com/asset-inventory/docs/asset-relationships
 */
export const relationships = defineGcpCollector({
  service: 'relationships',
  calls: {
    [LIST_RELATIONSHIPS]: {
      api: 'cloudasset',
      content: 'RELATIONSHIP',
      permission: 'cloudasset.assets.listResource',
    },
  },
  async *collect(context) {
    yield groupsIn(z.array(z.unknown()).parse(await context.call(LIST_RELATIONSHIPS)))
  },
})

function groupsIn(values: readonly unknown[]): Records {
  const members = new Map<string, string[]>()
  for (const value of values) {
    const asset = parseAsset(value)
    if (asset?.assetType !== INSTANCE) continue
    for (const group of asset.related.filter((one) => one.includes('/instanceGroups/')))
      put(members, group, asset.name)
  }
  const nodes = [...members].map(([id, instances]) => ({
    id,
    kind: 'GcpInstanceGroup',
    props: { provider: 'gcp', members: [...new Set(instances)].sort() },
  }))
  return { nodes, relationships: [] }
}
