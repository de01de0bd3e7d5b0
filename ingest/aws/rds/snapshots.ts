import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { keyArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { databaseArn } from './databases.ts'

/** Instances and clusters have snapshots of their own, in calls of their own. */
export interface SnapshotCalls {
  readonly list: string
  readonly attributes: string
  /** The input member that names the snapshot. */
  readonly per: string
  readonly source: 'db' | 'cluster'
}

export const INSTANCE_SNAPSHOTS = {
  list: 'rds describe-db-snapshots',
  attributes: 'rds describe-db-snapshot-attributes',
  per: 'DBSnapshotIdentifier',
  source: 'db',
} as const satisfies SnapshotCalls

export const CLUSTER_SNAPSHOTS = {
  list: 'rds describe-db-cluster-snapshots',
  attributes: 'rds describe-db-cluster-snapshot-attributes',
  per: 'DBClusterSnapshotIdentifier',
  source: 'cluster',
} as const satisfies SnapshotCalls

const common = {
  SnapshotType: textOrNone,
  Engine: textOrNone,
  KmsKeyId: textOrNone,
  SnapshotCreateTime: timeOrNone,
  TagList: tagList,
}

const snapshotList = z.object({
  DBSnapshots: listOf(
    z.object({
      ...common,
      DBSnapshotIdentifier: z.string(),
      DBSnapshotArn: z.string(),
      DBInstanceIdentifier: textOrNone,
      Encrypted: z.boolean().nullish(),
    }),
  ),
  DBClusterSnapshots: listOf(
    z.object({
      ...common,
      DBClusterSnapshotIdentifier: z.string(),
      DBClusterSnapshotArn: z.string(),
      DBClusterIdentifier: textOrNone,
      StorageEncrypted: z.boolean().nullish(),
    }),
  ),
})

const attributeList = listOf(z.object({ AttributeName: textOrNone, AttributeValues: listOf(z.string()) }))
const attributesAnswer = z.object({
  DBSnapshotAttributesResult: z.object({ DBSnapshotAttributes: attributeList }).nullish(),
  DBClusterSnapshotAttributesResult: z.object({ DBClusterSnapshotAttributes: attributeList }).nullish(),
})

/** A snapshot of either sort. */
export interface Snapshot {
  readonly arn: string
  readonly name: string
  readonly database: string | undefined
  readonly encrypted: boolean
  readonly type: string | undefined
  readonly engine: string | undefined
  readonly key: string | undefined
  readonly createdAt: string | undefined
  readonly tags: readonly string[] | undefined
}

export function listSnapshots(answer: unknown): readonly Snapshot[] {
  const { DBSnapshots, DBClusterSnapshots } = snapshotList.parse(answer ?? {})
  const shared = (one: (typeof DBSnapshots)[number] | (typeof DBClusterSnapshots)[number]) => ({
    type: one.SnapshotType,
    engine: one.Engine,
    key: one.KmsKeyId,
    createdAt: one.SnapshotCreateTime,
    tags: tagTexts(one.TagList),
  })
  return [
    ...DBSnapshots.map((one) => ({
      ...shared(one),
      arn: one.DBSnapshotArn,
      name: one.DBSnapshotIdentifier,
      database: one.DBInstanceIdentifier,
      encrypted: one.Encrypted ?? false,
    })),
    ...DBClusterSnapshots.map((one) => ({
      ...shared(one),
      arn: one.DBClusterSnapshotArn,
      name: one.DBClusterSnapshotIdentifier,
      database: one.DBClusterIdentifier,
      encrypted: one.StorageEncrypted ?? false,
    })),
  ]
}

/** `answer`: null for a snapshot that cannot be shared, undefined when its attributes could not be read. */
export function snapshotRecords(
  partition: PartitionId,
  { source }: SnapshotCalls,
  one: Snapshot,
  answer: unknown,
): Records {
  const accounts = answer === undefined ? undefined : sharedWith(answer)
  const props = nodeProps(partition, one.name, {
    type: one.type,
    source: source === 'db' ? 'instance' : 'cluster',
    engine: one.engine,
    encrypted: one.encrypted,
    public: accounts?.includes('all'),
    sharedWith: accounts?.filter((account) => account !== 'all').sort(),
    createdAt: one.createdAt,
    tags: one.tags,
  })
  const from = one.database === undefined ? undefined : databaseArn(partition, source, one.database)
  return new RecordBuilder()
    .node('AwsRdsSnapshot', one.arn, props)
    .relate(one.arn, 'CREATED_FROM', from)
    .relate(one.arn, 'USES_KEY', keyArn(one.key, partition))
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshotAttribute.html */
function sharedWith(answer: unknown): string[] {
  const { DBSnapshotAttributesResult: instance, DBClusterSnapshotAttributesResult: cluster } =
    attributesAnswer.parse(answer ?? {})
  const attributes = instance?.DBSnapshotAttributes ?? cluster?.DBClusterSnapshotAttributes ?? []
  return attributes
    .filter(({ AttributeName }) => AttributeName === 'restore')
    .flatMap(({ AttributeValues }) => AttributeValues)
}
