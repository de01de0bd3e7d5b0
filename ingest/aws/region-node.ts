import type { Value } from '../../graph/snapshot/records.ts'
import type { PartitionId, Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { nodeProps } from './shapes.ts'

/** What one service says of a region of the account; other services add to the same node. */
export const regionRecords = (
  partition: PartitionId,
  props: { readonly [name: string]: Value | undefined },
): Records =>
  new RecordBuilder().node(
    'AwsRegion',
    `${partition.account}/${partition.region}`,
    nodeProps(partition, partition.region, props),
  )
