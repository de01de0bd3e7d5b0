import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { keyArn, regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { relateNetwork } from '../network-ends.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import type { SupportUntil } from './support.ts'

const common = {
  Engine: textOrNone,
  EngineVersion: textOrNone,
  StorageEncrypted: z.boolean().nullish(),
  PubliclyAccessible: z.boolean().nullish(),
  IAMDatabaseAuthenticationEnabled: z.boolean().nullish(),
  MasterUsername: textOrNone,
  MasterUserSecret: z.object({ SecretArn: textOrNone }).nullish(),
  BackupRetentionPeriod: z.number().optional(),
  DeletionProtection: z.boolean().nullish(),
  EnabledCloudwatchLogsExports: listOf(z.string()),
  VpcSecurityGroups: listOf(z.object({ VpcSecurityGroupId: textOrNone })),
  KmsKeyId: textOrNone,
  TagList: tagList,
}
const databaseShape = z.object(common)

const instanceList = z.object({
  DBInstances: listOf(
    z.object({
      ...common,
      DBInstanceIdentifier: z.string(),
      DBInstanceArn: z.string(),
      DBInstanceStatus: textOrNone,
      AvailabilityZone: textOrNone,
      DBClusterIdentifier: textOrNone,
      MultiAZ: z.boolean().nullish(),
      AutoMinorVersionUpgrade: z.boolean().nullish(),
      Endpoint: z.object({ Address: textOrNone, Port: z.number().nullish() }).nullish(),
      DBSubnetGroup: z
        .object({ VpcId: textOrNone, Subnets: listOf(z.object({ SubnetIdentifier: textOrNone })) })
        .nullish(),
      InstanceCreateTime: timeOrNone,
    }),
  ),
})

const clusterList = z.object({
  DBClusters: listOf(
    z.object({
      ...common,
      DBClusterIdentifier: z.string(),
      DBClusterArn: z.string(),
      Status: textOrNone,
      MultiAZ: z.boolean().nullish(),
      Endpoint: textOrNone,
      Port: z.number().nullish(),
      ClusterCreateTime: timeOrNone,
    }),
  ),
})

/** ARN of a database that answers name by its identifier. */
export const databaseArn = (partition: PartitionId, type: 'db' | 'cluster', name: string): string =>
  regionalArn(partition, 'rds', `${type}:${name}`)

/** `tlsRequired`: by identifier; nothing where that is not known. */
export function instanceRecords(
  partition: PartitionId,
  answer: unknown,
  tlsRequired: ReadonlyMap<string, boolean>,
  until: SupportUntil,
): Records {
  const records = new RecordBuilder()
  for (const one of instanceList.parse(answer ?? {}).DBInstances) {
    const id = one.DBInstanceArn
    const cluster = one.DBClusterIdentifier
    const props = nodeProps(partition, one.DBInstanceIdentifier, {
      ...settings(one, until),
      status: one.DBInstanceStatus,
      multiZone: one.MultiAZ ?? undefined,
      autoMinorUpgrade: one.AutoMinorVersionUpgrade ?? undefined,
      availabilityZone: one.AvailabilityZone,
      cluster: cluster ?? null,
      tlsRequired: tlsRequired.get(one.DBInstanceIdentifier),
      endpoint: one.Endpoint?.Address,
      port: one.Endpoint?.Port ?? undefined,
      createdAt: one.InstanceCreateTime,
    })
    records.node('AwsRdsInstance', id, props)
    records.relate(id, 'IN_CLUSTER', cluster && databaseArn(partition, 'cluster', cluster))
    relateDatabase(records, partition, id, one)
    relateNetwork(records, partition, id, {
      vpc: one.DBSubnetGroup?.VpcId,
      subnets: one.DBSubnetGroup?.Subnets.flatMap(({ SubnetIdentifier }) => SubnetIdentifier ?? []),
    })
  }
  return records
}

export function clusterRecords(partition: PartitionId, answer: unknown, until: SupportUntil): Records {
  const records = new RecordBuilder()
  for (const one of clusterList.parse(answer ?? {}).DBClusters) {
    const props = nodeProps(partition, one.DBClusterIdentifier, {
      ...settings(one, until),
      status: one.Status,
      multiZone: one.MultiAZ ?? undefined,
      endpoint: one.Endpoint,
      port: one.Port ?? undefined,
      createdAt: one.ClusterCreateTime,
    })
    records.node('AwsRdsCluster', one.DBClusterArn, props)
    relateDatabase(records, partition, one.DBClusterArn, one)
  }
  return records
}

type Database = z.output<typeof databaseShape>

function relateDatabase(records: RecordBuilder, partition: PartitionId, id: string, one: Database): void {
  records.relate(id, 'USES_KEY', keyArn(one.KmsKeyId, partition))
  records.relate(id, 'USES_SECRET', one.MasterUserSecret?.SecretArn)
  const securityGroups = one.VpcSecurityGroups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? [])
  relateNetwork(records, partition, id, { securityGroups })
}

const settings = (one: Database, until: SupportUntil) => ({
  engine: one.Engine,
  engineVersion: one.EngineVersion,
  standardSupportUntil: until(one.Engine, one.EngineVersion),
  encrypted: one.StorageEncrypted ?? false,
  publiclyAccessible: one.PubliclyAccessible ?? undefined,
  iamAuthentication: one.IAMDatabaseAuthenticationEnabled ?? false,
  masterUser: one.MasterUsername,
  masterSecretManaged: one.MasterUserSecret !== undefined && one.MasterUserSecret !== null,
  backupRetentionDays: one.BackupRetentionPeriod,
  deletionProtection: one.DeletionProtection ?? false,
  logExports: one.EnabledCloudwatchLogsExports.toSorted(),
  tags: tagTexts(one.TagList),
})
