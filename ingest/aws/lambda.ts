import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { findCredentials } from '../credential-kinds.ts'
import { keyArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { parseDocument } from './documents.ts'
import { Ec2Ids } from './ec2/ids.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const functionList = z.object({
  Functions: listOf(
    z.object({
      FunctionName: z.string(),
      FunctionArn: z.string(),
      Runtime: textOrNone,
      Role: textOrNone,
      Handler: textOrNone,
      PackageType: textOrNone,
      Timeout: z.number().optional(),
      Environment: z.object({ Variables: z.record(z.string(), z.string()).nullish() }).nullish(),
      DeadLetterConfig: z.object({ TargetArn: textOrNone }).nullish(),
      TracingConfig: z.object({ Mode: textOrNone }).nullish(),
      Layers: listOf(z.object({ Arn: z.string() })),
      KMSKeyArn: textOrNone,
      VpcConfig: z
        .object({ VpcId: textOrNone, SubnetIds: listOf(z.string()), SecurityGroupIds: listOf(z.string()) })
        .nullish(),
    }),
  ),
})
const mappingList = z.object({
  EventSourceMappings: listOf(
    z.object({ EventSourceArn: textOrNone, FunctionArn: textOrNone, State: textOrNone }),
  ),
})
type LambdaFunction = z.output<typeof functionList>['Functions'][number]

const policyAnswer = z.object({ Policy: z.unknown() })
const urlAnswer = z.object({
  FunctionUrl: textOrNone,
  AuthType: textOrNone,
  Cors: z.object({ AllowOrigins: listOf(z.string()) }).nullish(),
})

const POLICY_CALL = 'lambda get-policy'
const MAPPINGS_CALL = 'lambda list-event-source-mappings'
const URL_CALL = 'lambda get-function-url-config'

/** Functions; of their environment only names, and kinds of what looks like a credential. */
export const lambda = defineCollector({
  provider: 'aws',
  service: 'lambda',
  scope: 'region',
  calls: {
    'lambda list-functions': { permission: 'lambda:ListFunctions' },
    [MAPPINGS_CALL]: { permission: 'lambda:ListEventSourceMappings' },
    [POLICY_CALL]: {
      permission: 'lambda:GetPolicy',
      per: 'FunctionName',
      none: ['ResourceNotFoundException'],
    },
    [URL_CALL]: {
      permission: 'lambda:GetFunctionUrlConfig',
      per: 'FunctionName',
      none: ['ResourceNotFoundException'],
    },
  },
  async *collect(context) {
    const { Functions } = functionList.parse((await context.call('lambda list-functions')) ?? {})
    yield* context.map(Functions, (one) => readFunction(context, one))
    if (Functions.length > 0) yield startedBy(await context.attempt(MAPPINGS_CALL))
  },
})

/**
 * Queues and streams whose messages start a function, its version or its alias.
 * https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
 */
function startedBy(answer: unknown): Records {
  const records = new RecordBuilder()
  for (const { EventSourceArn, FunctionArn, State } of mappingList.parse(answer ?? {}).EventSourceMappings) {
    const id = /^(?:[^:]*:){6}[^:]*/.exec(FunctionArn ?? '')?.[0]
    if (EventSourceArn == null || id === undefined || State === 'Disabled') continue
    records.relate(EventSourceArn, 'STARTS', id)
  }
  return records
}

async function readFunction(context: CollectContext, one: LambdaFunction): Promise<Records> {
  const input = { FunctionName: one.FunctionName }
  const policy = await context.attempt(POLICY_CALL, input)
  return functionRecords(context.partition, one, policy, await context.attempt(URL_CALL, input))
}

/** `policy` and `url`: null for "it has none", undefined for a call that gave nothing. */
function functionRecords(
  partition: PartitionId,
  one: LambdaFunction,
  policy: unknown,
  url: unknown,
): Records {
  const id = one.FunctionArn
  const records = new RecordBuilder()
  const document = policy ? parseDocument(policyAnswer.parse(policy).Policy) : null
  if (document === undefined) records.unparseable(POLICY_CALL, one.FunctionName)
  records.node('AwsLambdaFunction', id, {
    ...functionProps(partition, one),
    ...(policy === undefined || document === undefined ? {} : { policy: document }),
    ...urlProps(url),
  })
  records.relate(id, 'HAS_EXECUTION_ROLE', one.Role)
  records.relate(id, 'USES_KEY', keyArn(one.KMSKeyArn, partition))
  const ids = new Ec2Ids(partition)
  records.relate(id, 'IN_VPC', ids.maybe('vpc', one.VpcConfig?.VpcId || undefined))
  for (const subnet of one.VpcConfig?.SubnetIds ?? [])
    records.relate(id, 'IN_SUBNET', ids.arn('subnet', subnet))
  for (const group of one.VpcConfig?.SecurityGroupIds ?? []) {
    records.relate(id, 'IN_SECURITY_GROUP', ids.arn('security-group', group))
  }
  return records
}

function functionProps(partition: PartitionId, one: LambdaFunction) {
  const variables = one.Environment?.Variables ?? {}
  const found = findCredentials(
    Object.entries(variables)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  )
  return nodeProps(partition, one.FunctionName, {
    runtime: one.Runtime,
    role: one.Role,
    handler: one.Handler,
    packageType: one.PackageType,
    environmentNames: Object.keys(variables).sort(),
    environmentCredentialKinds: found.kinds,
    environmentAccessKeyIds: found.accessKeyIds,
    foreignClients: found.foreignClients,
    layers: one.Layers.map(({ Arn }) => Arn).sort(),
    timeoutSeconds: one.Timeout,
    deadLetter: Boolean(one.DeadLetterConfig?.TargetArn),
    tracing: one.TracingConfig?.Mode,
  })
}

function urlProps(answer: unknown): Props {
  if (answer === undefined) return {}
  if (answer === null) return { urlAuthType: null, url: null, urlCorsOrigins: null }
  const { AuthType, FunctionUrl, Cors } = urlAnswer.parse(answer)
  return {
    urlAuthType: AuthType ?? null,
    url: FunctionUrl ?? null,
    urlCorsOrigins: (Cors?.AllowOrigins ?? []).toSorted(),
  }
}
