import { z } from 'zod'
import type { ApiCalls, CollectContext, Records } from '../collector.ts'
import { environmentProps, traceVariables, variablesOf } from '../variables.ts'
import { addStage, apiArn, relateFunctions } from './api-parts.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const APIS = 'apigatewayv2 get-apis'
const STAGES = 'apigatewayv2 get-stages'
const ROUTES = 'apigatewayv2 get-routes'
const INTEGRATIONS = 'apigatewayv2 get-integrations'

const call = {
  permission: 'apigateway:GET',
  on: ['arn:*:apigateway:*::/apis*'],
  next: { NextToken: 'NextToken' },
}
export const HTTP_API_CALLS: ApiCalls = {
  [APIS]: call,
  [STAGES]: { ...call, per: 'ApiId' },
  [ROUTES]: { ...call, per: 'ApiId' },
  [INTEGRATIONS]: { ...call, per: 'ApiId' },
}

const apiList = z.object({
  Items: listOf(
    z.object({
      ApiId: z.string(),
      Name: textOrNone,
      ProtocolType: z.string(),
      CorsConfiguration: z.object({ AllowOrigins: listOf(z.string()) }).nullish(),
      CreatedDate: timeOrNone,
    }),
  ),
})
type Api = z.output<typeof apiList>['Items'][number]

const stageList = z.object({
  Items: listOf(
    z.object({
      StageName: z.string(),
      CreatedDate: timeOrNone,
      AccessLogSettings: z.object({ DestinationArn: textOrNone }).nullish(),
      StageVariables: z.record(z.string(), z.string()).nullish(),
      DefaultRouteSettings: z.object({ LoggingLevel: textOrNone }).nullish(),
    }),
  ),
})

const routeList = z.object({
  Items: listOf(z.object({ RouteKey: z.string(), AuthorizationType: textOrNone, Target: textOrNone })),
})
type Route = z.output<typeof routeList>['Items'][number]

const integrationList = z.object({
  Items: listOf(z.object({ IntegrationId: textOrNone, IntegrationUri: textOrNone })),
})

/** HTTP and WebSocket APIs: whose routes ask for nothing, which functions they lead to, and what their stages log. */
export async function* readHttpApis(context: CollectContext): AsyncIterable<Records> {
  const { Items } = apiList.parse((await context.attempt(APIS)) ?? {})
  yield* context.map(Items, (one) => readApi(context, one))
}

async function readApi(context: CollectContext, one: Api): Promise<Records> {
  const { partition } = context
  const { ApiId, ProtocolType } = one
  const records = new RecordBuilder()
  const id = apiArn(partition, `apis/${ApiId}`)
  const answer = await context.attempt(ROUTES, { ApiId })
  const open = answer === undefined ? undefined : openRoutes(one, routeList.parse(answer ?? {}).Items)
  const props = nodeProps(partition, one.Name, {
    apiId: ApiId,
    protocol: ProtocolType,
    openRoutes: open?.map(({ RouteKey }) => RouteKey).sort(),
    corsOrigins: (one.CorsConfiguration?.AllowOrigins ?? []).toSorted(),
    createdAt: one.CreatedDate,
  })
  records.node('AwsHttpApi', id, props)
  if (open !== undefined && open.length > 0) await relateOpen(context, records, id, ApiId, open)
  const { Items } = stageList.parse((await context.attempt(STAGES, { ApiId })) ?? {})
  for (const stage of Items) {
    const level = stage.DefaultRouteSettings?.LoggingLevel ?? 'OFF'
    addStage(records, partition, `apis/${ApiId}`, stage.StageName, {
      protocol: ProtocolType,
      accessLogs: Boolean(stage.AccessLogSettings?.DestinationArn),
      executionLogs: level !== 'OFF',
      ...environmentProps(traceVariables(variablesOf(stage.StageVariables))),
      createdAt: stage.CreatedDate,
    })
  }
  return records
}

async function relateOpen(
  context: CollectContext,
  records: RecordBuilder,
  id: string,
  ApiId: string,
  open: readonly Route[],
): Promise<void> {
  const answer = await context.attempt(INTEGRATIONS, { ApiId })
  const uris = new Map(
    integrationList
      .parse(answer ?? {})
      .Items.map((one) => [`integrations/${one.IntegrationId}`, one.IntegrationUri]),
  )
  relateFunctions(
    records,
    id,
    open.map(({ RouteKey, Target }) => [RouteKey, uris.get(Target ?? '')] as const),
  )
}

/** A WebSocket API asks once, when somebody connects: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-control-access.html */
function openRoutes({ ProtocolType }: Api, routes: readonly Route[]): readonly Route[] {
  const isOpen = ({ AuthorizationType }: Route) => (AuthorizationType ?? 'NONE') === 'NONE'
  if (ProtocolType !== 'WEBSOCKET') return routes.filter(isOpen)
  return routes.filter(({ RouteKey }) => RouteKey === '$connect').every(isOpen) ? routes : []
}
