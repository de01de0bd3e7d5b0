import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const PARAMETERS = 'ssm describe-parameters'
const NODES = 'ssm describe-instance-information'
const COMPLIANCE = 'ssm list-resource-compliance-summaries'
const INSTANCES = 'ec2 describe-instances'
const DOCUMENTS = 'ssm list-documents'
const SHARES = 'ssm describe-document-permission'

const parameterList = z.object({
  Parameters: listOf(z.object({ Name: z.string(), ARN: textOrNone, Type: textOrNone, KeyId: textOrNone })),
})

const nodeList = z.object({
  InstanceInformationList: listOf(
    z.object({
      InstanceId: z.string(),
      PingStatus: textOrNone,
      AgentVersion: textOrNone,
      PlatformType: textOrNone,
      ComputerName: textOrNone,
      Name: textOrNone,
      IamRole: textOrNone,
      RegistrationDate: timeOrNone,
    }),
  ),
})
type ManagedNode = z.output<typeof nodeList>['InstanceInformationList'][number]

const complianceList = z.object({
  ResourceComplianceSummaryItems: listOf(
    z.object({ ComplianceType: textOrNone, ResourceId: textOrNone, Status: textOrNone }),
  ),
})

const instanceList = z.object({
  Reservations: listOf(
    z.object({
      Instances: listOf(
        z.object({ InstanceId: z.string(), State: z.object({ Name: textOrNone }).nullish() }),
      ),
    }),
  ),
})

const documentList = z.object({
  DocumentIdentifiers: listOf(
    z.object({
      Name: z.string(),
      Owner: textOrNone,
      DocumentType: textOrNone,
      CreatedDate: timeOrNone,
      Tags: tagList,
    }),
  ),
})
export type Document = z.output<typeof documentList>['DocumentIdentifiers'][number]

const shares = z.object({ AccountIds: listOf(z.string()) })

/** Parameter names, never a value; which instances the agent runs on; own documents and who may use them. */
export const ssm = defineCollector({
  provider: 'aws',
  service: 'ssm',
  scope: 'region',
  calls: {
    [PARAMETERS]: { permission: 'ssm:DescribeParameters', pageSize: 50 },
    [NODES]: { permission: 'ssm:DescribeInstanceInformation', pageSize: 50 },
    [COMPLIANCE]: { permission: 'ssm:ListResourceComplianceSummaries', pageSize: 50 },
    [INSTANCES]: { permission: 'ec2:DescribeInstances', pageSize: 1000 },
    [DOCUMENTS]: { permission: 'ssm:ListDocuments', pageSize: 50 },
    [SHARES]: { permission: 'ssm:DescribeDocumentPermission', per: 'Name' },
  },
  async *collect(context) {
    yield parameterRecords(context.partition, await context.attempt(PARAMETERS))
    const nodes = await context.attempt(NODES)
    if (nodes !== undefined) {
      const patches = patchesOf(await context.attempt(COMPLIANCE))
      yield nodeRecords(context.partition, nodes, await context.attempt(INSTANCES), patches)
    }
    yield* readDocuments(context)
  },
})

async function* readDocuments(context: CollectContext): AsyncIterable<Records> {
  const Filters = [{ Key: 'Owner', Values: ['Self'] }]
  const { DocumentIdentifiers } = documentList.parse((await context.attempt(DOCUMENTS, { Filters })) ?? {})
  const own = DocumentIdentifiers.filter(({ Owner }) => Owner === undefined || !Owner.startsWith('Amazon'))
  yield* context.map(own, async (one) => {
    const input = { Name: one.Name, PermissionType: 'Share' }
    return documentRecords(context.partition, one, await context.attempt(SHARES, input))
  })
}

export function parameterRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const { Name, ARN, Type, KeyId } of parameterList.parse(answer ?? {}).Parameters) {
    // The ARN of a name without a leading slash has one all the same.
    const id = ARN ?? regionalArn(partition, 'ssm', `parameter/${Name.replace(/^\//, '')}`)
    records.node('AwsSsmParameter', id, nodeProps(partition, Name, { type: Type, kmsKey: KeyId ?? null }))
    records.relate(id, 'USES_KEY', keyArn(KeyId, partition))
  }
  return records
}

/**
 * What Systems Manager says of the instances that EC2 lists, which are nodes of EC2's too: both are merged. Managed
 * nodes outside EC2 are nodes of their own.
 */
export function nodeRecords(
  partition: PartitionId,
  nodes: unknown,
  instances: unknown,
  patches: ReadonlyMap<string, string>,
): Records {
  const records = new RecordBuilder()
  const managed = nodeList.parse(nodes ?? {}).InstanceInformationList
  const known = new Map(managed.map((one) => [one.InstanceId, one]))
  for (const { InstanceId, State } of instancesIn(instances)) {
    if (State?.Name === 'terminated' || State?.Name === 'shutting-down') continue
    const id = regionalArn(partition, 'ec2', `instance/${InstanceId}`)
    records.node('AwsEc2Instance', id, {
      ...agentProps(partition, known.get(InstanceId)),
      ...patchProps(patches, InstanceId),
    })
  }
  for (const one of managed.filter(({ InstanceId }) => InstanceId.startsWith('mi-'))) {
    const id = regionalArn(partition, 'ssm', `managed-instance/${one.InstanceId}`)
    records.node('AwsSsmManagedNode', id, {
      ...managedProps(partition, one),
      ...patchProps(patches, one.InstanceId),
    })
  }
  return records
}

const instancesIn = (answer: unknown) =>
  instanceList.parse(answer ?? {}).Reservations.flatMap(({ Instances }) => Instances)

/** By instance: whether all patches of its baseline are in; other kinds of compliance are not about patches. */
const patchesOf = (answer: unknown): ReadonlyMap<string, string> =>
  new Map(
    complianceList
      .parse(answer ?? {})
      .ResourceComplianceSummaryItems.flatMap(({ ComplianceType, ResourceId, Status }) =>
        ComplianceType === 'Patch' && ResourceId && Status ? [[ResourceId, Status] as const] : [],
      ),
  )

function patchProps(patches: ReadonlyMap<string, string>, id: string): { readonly patchCompliance?: string } {
  const patchCompliance = patches.get(id)
  return patchCompliance === undefined ? {} : { patchCompliance }
}

/** Without a name: EC2 gives it. */
const agentProps = (partition: PartitionId, one: ManagedNode | undefined) =>
  nodeProps(partition, undefined, {
    ssmManaged: one !== undefined,
    ssmPing: one?.PingStatus,
    ssmAgentVersion: one?.AgentVersion,
  })

const managedProps = (partition: PartitionId, one: ManagedNode) =>
  nodeProps(partition, one.Name ?? one.ComputerName ?? one.InstanceId, {
    nodeId: one.InstanceId,
    ping: one.PingStatus,
    role: one.IamRole ?? null,
    platform: one.PlatformType,
    agentVersion: one.AgentVersion,
    createdAt: one.RegistrationDate,
  })

/** `answer`: undefined when the shares of the document could not be read. */
export function documentRecords(partition: PartitionId, one: Document, answer: unknown): Records {
  const accounts = answer === undefined ? undefined : shares.parse(answer ?? {}).AccountIds
  const props = nodeProps(partition, one.Name, {
    type: one.DocumentType,
    public: accounts?.includes('all'),
    sharedWith: accounts?.filter((account) => account !== 'all').sort(),
    createdAt: one.CreatedDate,
    tags: tagTexts(one.Tags),
  })
  const id = regionalArn(partition, 'ssm', `document/${one.Name}`)
  return new RecordBuilder().node('AwsSsmDocument', id, props)
}
