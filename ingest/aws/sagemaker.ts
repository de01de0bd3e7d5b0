import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { findCredentials } from '../credential-kinds.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'sagemaker list-notebook-instances'
const NOTEBOOK = 'sagemaker describe-notebook-instance'
const LIST_CONFIGS = 'sagemaker list-notebook-instance-lifecycle-configs'
const CONFIG = 'sagemaker describe-notebook-instance-lifecycle-config'

const notebookList = z.object({
  NotebookInstances: listOf(
    z.object({
      NotebookInstanceName: z.string(),
      NotebookInstanceArn: z.string(),
      NotebookInstanceStatus: textOrNone,
      InstanceType: textOrNone,
      CreationTime: timeOrNone,
    }),
  ),
})
export type Notebook = z.output<typeof notebookList>['NotebookInstances'][number]

const notebookDetail = z.object({
  RoleArn: textOrNone,
  SubnetId: textOrNone,
  SecurityGroups: listOf(z.string()),
  KmsKeyId: textOrNone,
  NotebookInstanceLifecycleConfigName: textOrNone,
  DirectInternetAccess: textOrNone,
  RootAccess: textOrNone,
  InstanceMetadataServiceConfiguration: z
    .object({ MinimumInstanceMetadataServiceVersion: textOrNone })
    .nullish(),
})

const configList = z.object({
  NotebookInstanceLifecycleConfigs: listOf(
    z.object({
      NotebookInstanceLifecycleConfigName: z.string(),
      NotebookInstanceLifecycleConfigArn: z.string(),
      CreationTime: timeOrNone,
    }),
  ),
})
export type LifecycleConfig = z.output<typeof configList>['NotebookInstanceLifecycleConfigs'][number]

const script = listOf(z.object({ Content: textOrNone }))
const configDetail = z.object({ OnCreate: script, OnStart: script })

/** Notebook instances, and the scripts that run on them as root. */
export const sagemaker = defineCollector({
  provider: 'aws',
  service: 'sagemaker',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'sagemaker:ListNotebookInstances', pageSize: 100 },
    [NOTEBOOK]: { permission: 'sagemaker:DescribeNotebookInstance', per: 'NotebookInstanceName' },
    [LIST_CONFIGS]: { permission: 'sagemaker:ListNotebookInstanceLifecycleConfigs', pageSize: 100 },
    [CONFIG]: {
      permission: 'sagemaker:DescribeNotebookInstanceLifecycleConfig',
      per: 'NotebookInstanceLifecycleConfigName',
    },
  },
  async *collect(context) {
    yield* readNotebooks(context)
    yield* readConfigs(context)
  },
})

async function* readNotebooks(context: CollectContext): AsyncIterable<Records> {
  const { NotebookInstances } = notebookList.parse((await context.attempt(LIST)) ?? {})
  yield* context.map(NotebookInstances, async (one) => {
    const { NotebookInstanceName } = one
    return notebookRecords(context.partition, one, await context.attempt(NOTEBOOK, { NotebookInstanceName }))
  })
}

async function* readConfigs(context: CollectContext): AsyncIterable<Records> {
  const answer = await context.attempt(LIST_CONFIGS)
  const { NotebookInstanceLifecycleConfigs } = configList.parse(answer ?? {})
  yield* context.map(NotebookInstanceLifecycleConfigs, async (one) => {
    const { NotebookInstanceLifecycleConfigName } = one
    const detail = await context.attempt(CONFIG, { NotebookInstanceLifecycleConfigName })
    return configRecords(context.partition, one, detail)
  })
}

/** `answer`: undefined when the notebook could not be described. */
export function notebookRecords(partition: PartitionId, one: Notebook, answer: unknown): Records {
  const records = new RecordBuilder()
  const id = one.NotebookInstanceArn
  const detail = answer ? notebookDetail.parse(answer) : undefined
  const config = detail?.NotebookInstanceLifecycleConfigName
  records.node(
    'AwsSageMakerNotebook',
    id,
    nodeProps(partition, one.NotebookInstanceName, {
      status: one.NotebookInstanceStatus,
      instanceType: one.InstanceType,
      createdAt: one.CreationTime,
      ...(detail === undefined ? {} : settings(detail)),
    }),
  )
  if (detail === undefined) return records
  records.relate(id, 'HAS_EXECUTION_ROLE', detail.RoleArn)
  records.relate(id, 'USES_KEY', keyArn(detail.KmsKeyId, partition))
  records.relate(id, 'USES_SCRIPT', config === undefined ? undefined : configArn(partition, config))
  relateNetwork(records, partition, id, {
    subnets: detail.SubnetId ? [detail.SubnetId] : [],
    securityGroups: detail.SecurityGroups,
  })
  return records
}

function settings(detail: z.output<typeof notebookDetail>) {
  const version = detail.InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion
  return {
    role: detail.RoleArn,
    lifecycleConfig: detail.NotebookInstanceLifecycleConfigName ?? null,
    directInternetAccess: detail.DirectInternetAccess === 'Enabled',
    rootAccess: detail.RootAccess === undefined ? undefined : detail.RootAccess === 'Enabled',
    httpTokens: version === undefined ? undefined : version === '2' ? 'required' : 'optional',
  }
}

/** SageMaker's ARNs have their names in lower case. */
const configArn = (partition: PartitionId, name: string): string =>
  regionalArn(partition, 'sagemaker', `notebook-instance-lifecycle-config/${name.toLowerCase()}`)

export function configRecords(partition: PartitionId, one: LifecycleConfig, answer: unknown): Records {
  const detail = answer ? configDetail.parse(answer) : undefined
  const scripts = detail === undefined ? undefined : [...detail.OnCreate, ...detail.OnStart]
  const text = scripts?.map(({ Content }) => Buffer.from(Content ?? '', 'base64').toString('utf8')).join('\n')
  const found = text === undefined ? undefined : findCredentials(text)
  const props = nodeProps(partition, one.NotebookInstanceLifecycleConfigName, {
    scriptCredentialKinds: found?.kinds,
    scriptAccessKeyIds: found?.accessKeyIds,
    foreignClients: found?.foreignClients,
    createdAt: one.CreationTime,
  })
  const id = configArn(partition, one.NotebookInstanceLifecycleConfigName)
  return new RecordBuilder().node('AwsSageMakerLifecycleConfig', id, props)
}
