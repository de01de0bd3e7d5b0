import { relationshipId, type Snapshot } from '../graph/snapshot/records.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { estate, node, publishEstate, VAULT, WEB_ROLE } from './testkit.ts'

/** Two scans: in the second a bucket is new, one is gone, the vault lost its tag and nobody assumes the admin role. */
export async function publishTwice(store: GraphStore): Promise<void> {
  await publishEstate(store, estate(), { id: 'scan-1' })
  await publishEstate(store, second(), { id: 'scan-2', findings: [] })
}

function second(): Snapshot {
  const before = estate({ nodes: [node('arn:aws:s3:::zz-new', 'AwsS3Bucket')] })
  const nodes = new Map(before.nodes)
  nodes.delete('arn:aws:s3:::logs-039')
  nodes.set(VAULT, node(VAULT, 'AwsS3Bucket', { account: '111111111111', sensitivity: 'critical' }))
  const relationships = [...before.relationships.values()].filter(
    ({ from, kind }) => !(from === WEB_ROLE && kind === 'CAN_ASSUME'),
  )
  return { ...before, nodes, relationships: new Map(relationships.map((one) => [relationshipId(one), one])) }
}
