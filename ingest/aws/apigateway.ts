import { z } from 'zod'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { environmentProps, traceVariables, variablesOf } from '../variables.ts'
import { addStage, apiArn, relateFunctions } from './api-parts.ts'
import { awsPartition } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { HTTP_API_CALLS, readHttpApis } from './http-apis.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const REST_APIS = 'apigateway get-rest-apis'
const RESOURCES = 'apigateway get-resources'
const REST_STAGES = 'apigateway get-stages'

/** The same permission reads API keys: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
const GET = 'apigateway:GET'
const ON_REST = ['arn:*:apigateway:*::/restapis*']

const restApiList = z.object({
  items: listOf(
    z.object({
      id: z.string(),
      name: textOrNone,
      createdDate: timeOrNone,
      endpointConfiguration: z.object({ types: listOf(z.string()) }).nullish(),
      policy: textOrNone,
    }),
  ),
})
type RestApi = z.output<typeof restApiList>['items'][number]

const method = z.object({
  authorizationType: textOrNone,
  apiKeyRequired: z.boolean().nullish(),
  methodIntegration: z.object({ type: textOrNone, uri: textOrNone }).nullish(),
})
type Method = z.output<typeof method>

const resourceList = z.object({
  items: listOf(z.object({ path: z.string(), resourceMethods: z.record(z.string(), method).nullish() })),
})

const restStageList = z.object({
  item: listOf(
    z.object({
      stageName: z.string(),
      createdDate: timeOrNone,
      accessLogSettings: z.object({ destinationArn: textOrNone }).nullish(),
      webAclArn: textOrNone,
      variables: z.record(z.string(), z.string()).nullish(),
      methodSettings: z.record(z.string(), z.object({ loggingLevel: textOrNone })).nullish(),
    }),
  ),
})

/** REST, HTTP and WebSocket APIs: who may call their methods, and what their stages log. */
export const apigateway = defineCollector({
  provider: 'aws',
  service: 'apigateway',
  scope: 'region',
  calls: {
    [REST_APIS]: { permission: GET, on: ON_REST, pageSize: 500 },
    [RESOURCES]: { permission: GET, on: ON_REST, per: 'restApiId', pageSize: 500 },
    [REST_STAGES]: { permission: GET, on: ON_REST, per: 'restApiId' },
    ...HTTP_API_CALLS,
  },
  async *collect(context) {
    const { items } = restApiList.parse((await context.call(REST_APIS)) ?? {})
    yield* context.map(items, (one) => readRestApi(context, one))
    yield* readHttpApis(context)
  },
})

async function readRestApi(context: CollectContext, one: RestApi): Promise<Records> {
  const { partition } = context
  const records = new RecordBuilder()
  const resources = await context.attempt(RESOURCES, { restApiId: one.id, embed: ['methods'] })
  const answer = await context.attempt(REST_STAGES, { restApiId: one.id })
  const stages = answer === undefined ? undefined : restStageList.parse(answer ?? {}).item
  const props = nodeProps(partition, one.name, {
    apiId: one.id,
    endpoint: one.endpointConfiguration?.types[0] ?? 'EDGE',
    stages: stages?.map(({ stageName }) => stageName).sort(),
    openMethods: resources === undefined ? undefined : openMethods(resources),
    createdAt: one.createdDate,
    ...policyProps(records, REST_APIS, one.id, policyText(one, partition)),
  })
  const id = apiArn(partition, `restapis/${one.id}`)
  records.node('AwsRestApi', id, props)
  relateFunctions(records, id, resources === undefined ? [] : openIntegrations(resources))
  for (const stage of stages ?? []) {
    const level = stage.methodSettings?.['*/*']?.loggingLevel ?? 'OFF'
    addStage(records, partition, `restapis/${one.id}`, stage.stageName, {
      protocol: 'REST',
      accessLogs: Boolean(stage.accessLogSettings?.destinationArn),
      executionLogs: level !== 'OFF',
      webAcl: Boolean(stage.webAclArn),
      ...environmentProps(traceVariables(variablesOf(stage.variables))),
      createdAt: stage.createdDate,
    })
  }
  return records
}

/**
 * The text comes with its quotes escaped, and may name resources in short:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
function policyText({ id, policy }: RestApi, { account, region }: PartitionId): string | null {
  if (policy === undefined || policy === '') return null
  const text = /^\s*\{\s*\\/.test(policy) ? unescaped(policy) : policy
  const arn = `arn:${awsPartition(region)}:execute-api:${region}:${account}:${id}/`
  return text.replaceAll('"execute-api:/', `"${arn}`)
}

function unescaped(policy: string): string {
  try {
    return z.string().parse(JSON.parse(`"${policy}"`))
  } catch {
    return policy
  }
}

/** Names of the methods that ask for nothing. */
const openMethods = (answer: unknown): string[] => openIntegrations(answer).map(([name]) => name)

/**
 * Methods that ask for nothing, each with where it leads. What a mock answers lies in the API itself: nothing stands
 * behind it, as with most answers to OPTIONS.
 */
function openIntegrations(answer: unknown): [name: string, uri: string | undefined][] {
  const isOpen = ({ authorizationType, apiKeyRequired, methodIntegration }: Method) =>
    authorizationType === 'NONE' && apiKeyRequired !== true && methodIntegration?.type !== 'MOCK'
  return resourceList
    .parse(answer ?? {})
    .items.flatMap(({ path, resourceMethods }) =>
      Object.entries(resourceMethods ?? {})
        .filter(([, one]) => isOpen(one))
        .map(([name, one]): [string, string | undefined] => [`${name} ${path}`, one.methodIntegration?.uri]),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))
}
