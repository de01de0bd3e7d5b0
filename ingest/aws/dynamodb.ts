import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'dynamodb list-tables'
const TABLE = 'dynamodb describe-table'
const POLICY = 'dynamodb get-resource-policy'
const BACKUPS = 'dynamodb describe-continuous-backups'

const tableList = z.object({ TableNames: listOf(z.string()) })

const detail = z.object({
  Table: z.object({
    TableStatus: textOrNone,
    SSEDescription: z.object({ SSEType: textOrNone, KMSMasterKeyArn: textOrNone }).nullish(),
    StreamSpecification: z.object({ StreamEnabled: z.boolean().nullish() }).nullish(),
    LatestStreamArn: textOrNone,
    DeletionProtectionEnabled: z.boolean().nullish(),
    ItemCount: z.number().optional(),
    CreationDateTime: timeOrNone,
  }),
})
type Table = z.output<typeof detail>['Table']

const policyAnswer = z.object({ Policy: z.unknown().optional() })

const backups = z.object({
  ContinuousBackupsDescription: z.object({
    PointInTimeRecoveryDescription: z.object({ PointInTimeRecoveryStatus: textOrNone }).nullish(),
  }),
})

/** Answers about one table; undefined for a call that gave nothing. */
export interface TableAnswers {
  readonly table: unknown
  readonly policy: unknown
  readonly backups: unknown
}

/** Tables and who may use them; no item is read. */
export const dynamodb = defineCollector({
  provider: 'aws',
  service: 'dynamodb',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'dynamodb:ListTables' },
    [TABLE]: { permission: 'dynamodb:DescribeTable', per: 'TableName' },
    [POLICY]: {
      permission: 'dynamodb:GetResourcePolicy',
      per: 'ResourceArn',
      none: ['PolicyNotFoundException'],
    },
    [BACKUPS]: { permission: 'dynamodb:DescribeContinuousBackups', per: 'TableName' },
  },
  async *collect(context) {
    const { TableNames } = tableList.parse((await context.call(LIST)) ?? {})
    yield* context.map(TableNames, (name) => readTable(context, name))
  },
})

const tableArn = (partition: PartitionId, name: string): string =>
  regionalArn(partition, 'dynamodb', `table/${name}`)

async function readTable(context: CollectContext, name: string): Promise<Records> {
  return tableRecords(context.partition, name, {
    table: await context.attempt(TABLE, { TableName: name }),
    policy: await context.attempt(POLICY, { ResourceArn: tableArn(context.partition, name) }),
    backups: await context.attempt(BACKUPS, { TableName: name }),
  })
}

export function tableRecords(partition: PartitionId, name: string, answers: TableAnswers): Records {
  const records = new RecordBuilder()
  const id = tableArn(partition, name)
  const table = answers.table ? detail.parse(answers.table).Table : undefined
  const text = answers.policy ? (policyAnswer.parse(answers.policy).Policy ?? null) : answers.policy
  records.node(
    'AwsDynamoDbTable',
    id,
    nodeProps(partition, name, {
      ...(table === undefined ? {} : settings(table)),
      ...policyProps(records, POLICY, name, text),
      pointInTimeRecovery: answers.backups ? recovers(answers.backups) : undefined,
    }),
  )
  return records.relate(id, 'USES_KEY', keyArn(table?.SSEDescription?.KMSMasterKeyArn, partition))
}

const settings = (table: Table) => ({
  status: table.TableStatus,
  encryption: table.SSEDescription?.SSEType ?? 'DEFAULT',
  kmsKey: table.SSEDescription?.KMSMasterKeyArn ?? null,
  streamArn: table.LatestStreamArn ?? null,
  streamEnabled: table.StreamSpecification?.StreamEnabled ?? false,
  deletionProtection: table.DeletionProtectionEnabled ?? false,
  items: table.ItemCount,
  createdAt: table.CreationDateTime,
})

const recovers = (answer: unknown): boolean =>
  backups.parse(answer).ContinuousBackupsDescription.PointInTimeRecoveryDescription
    ?.PointInTimeRecoveryStatus === 'ENABLED'
