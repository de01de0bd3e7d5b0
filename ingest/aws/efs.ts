import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'efs describe-file-systems'
const POLICY = 'efs describe-file-system-policy'
const BACKUP = 'efs describe-backup-policy'
const TARGETS = 'efs describe-mount-targets'

const fileSystemList = z.object({
  FileSystems: listOf(
    z.object({
      FileSystemId: z.string(),
      FileSystemArn: textOrNone,
      Name: textOrNone,
      Encrypted: z.boolean().nullish(),
      KmsKeyId: textOrNone,
      LifeCycleState: textOrNone,
      CreationTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})
export type FileSystem = z.output<typeof fileSystemList>['FileSystems'][number]

const policyAnswer = z.object({ Policy: z.unknown().optional() })
const backup = z.object({ BackupPolicy: z.object({ Status: textOrNone }).nullish() })
const targetList = z.object({ MountTargets: listOf(z.object({ SubnetId: textOrNone, VpcId: textOrNone })) })

/** Answers about one file system: null for "it has none", undefined for a call that gave nothing. */
export interface FileSystemAnswers {
  readonly policy: unknown
  readonly backup: unknown
  readonly targets: unknown
}

/** File systems, who may mount them and where. */
export const efs = defineCollector({
  provider: 'aws',
  service: 'efs',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'elasticfilesystem:DescribeFileSystems' },
    [POLICY]: {
      permission: 'elasticfilesystem:DescribeFileSystemPolicy',
      per: 'FileSystemId',
      none: ['PolicyNotFound'],
    },
    [BACKUP]: {
      permission: 'elasticfilesystem:DescribeBackupPolicy',
      per: 'FileSystemId',
      none: ['PolicyNotFound'],
    },
    [TARGETS]: { permission: 'elasticfilesystem:DescribeMountTargets', per: 'FileSystemId' },
  },
  async *collect(context) {
    const { FileSystems } = fileSystemList.parse((await context.call(LIST)) ?? {})
    yield* context.map(FileSystems, (one) => readFileSystem(context, one))
  },
})

async function readFileSystem(context: CollectContext, one: FileSystem): Promise<Records> {
  const input = { FileSystemId: one.FileSystemId }
  return fileSystemRecords(context.partition, one, {
    policy: await context.attempt(POLICY, input),
    backup: await context.attempt(BACKUP, input),
    targets: await context.attempt(TARGETS, input),
  })
}

export function fileSystemRecords(
  partition: PartitionId,
  one: FileSystem,
  answers: FileSystemAnswers,
): Records {
  const records = new RecordBuilder()
  const id =
    one.FileSystemArn ?? regionalArn(partition, 'elasticfilesystem', `file-system/${one.FileSystemId}`)
  const text = answers.policy ? (policyAnswer.parse(answers.policy).Policy ?? null) : answers.policy
  const props = nodeProps(partition, one.Name || one.FileSystemId, {
    fileSystemId: one.FileSystemId,
    encrypted: one.Encrypted ?? false,
    state: one.LifeCycleState,
    automaticBackups: answers.backup === undefined ? undefined : isBackedUp(answers.backup),
    createdAt: one.CreationTime,
    tags: tagTexts(one.Tags),
    ...policyProps(records, POLICY, one.FileSystemId, text),
  })
  records.node('AwsEfsFileSystem', id, props)
  records.relate(id, 'USES_KEY', keyArn(one.KmsKeyId, partition))
  const { MountTargets } = targetList.parse(answers.targets ?? {})
  relateNetwork(records, partition, id, {
    vpc: MountTargets[0]?.VpcId,
    subnets: MountTargets.flatMap(({ SubnetId }) => SubnetId ?? []),
  })
  return records
}

const isBackedUp = (answer: unknown): boolean => {
  const status = backup.parse(answer ?? {}).BackupPolicy?.Status
  return status === 'ENABLED' || status === 'ENABLING'
}
