import { describe, expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { apigateway } from './apigateway.ts'

const REST = 'arn:aws:apigateway:us-east-1::/restapis/a1'
const HTTP = 'arn:aws:apigateway:us-east-1::/apis/b2'

interface Rest {
  readonly api?: object
  readonly methods?: { readonly [name: string]: object }
  readonly stage?: object
  readonly answers?: { readonly [call: string]: unknown }
}

const open = (more: object = {}) => ({
  authorizationType: 'NONE',
  apiKeyRequired: false,
  methodIntegration: { type: 'AWS_PROXY' },
  ...more,
})

const rest = ({ api = {}, methods = {}, stage = {}, answers = {} }: Rest) =>
  collectFrom(apigateway, {
    'apigateway get-rest-apis': {
      items: [{ id: 'a1', name: 'pets', endpointConfiguration: { types: ['REGIONAL'] }, ...api }],
    },
    'apigateway get-resources a1': {
      items: [
        { id: 'r0', path: '/' },
        { id: 'r1', path: '/pets', resourceMethods: methods },
      ],
    },
    'apigateway get-stages a1': { item: [{ stageName: 'prod', ...stage }] },
    'apigatewayv2 get-apis': null,
    ...answers,
  })

describe('a REST API', () => {
  test('has its stages, and no policy where it has none', async () => {
    const { props } = await rest({})
    expect(props(REST)).toMatchObject({
      name: 'pets',
      endpoint: 'REGIONAL',
      stages: ['prod'],
      openMethods: [],
      policy: null,
    })
  })

  test('tells the methods that ask for nothing', async () => {
    const { props } = await rest({ methods: { GET: open(), POST: open() } })
    expect(props(REST)).toMatchObject({ openMethods: ['GET /pets', 'POST /pets'] })
  })

  test.each([
    ['authorization', open({ authorizationType: 'AWS_IAM' })],
    ['an API key', open({ apiKeyRequired: true })],
    ['nothing, and are answered by a mock', open({ methodIntegration: { type: 'MOCK' } })],
  ])('does not tell those that ask for %s', async (_, method) => {
    expect((await rest({ methods: { OPTIONS: method } })).props(REST)).toMatchObject({ openMethods: [] })
  })

  test('has its policy as a document, whole resources in place of short ones', async () => {
    const document = { Statement: [{ Effect: 'Allow', Principal: '*', Resource: 'execute-api:/prod/*' }] }
    const policy = JSON.stringify(JSON.stringify(document)).slice(1, -1)
    const Resource = 'arn:aws:execute-api:us-east-1:111111111111:a1/prod/*'
    for (const text of [policy, JSON.stringify(document)]) {
      const { props } = await rest({ api: { policy: text } })
      expect(props(REST)?.policy).toEqual({ Statement: [{ Effect: 'Allow', Principal: '*', Resource }] })
    }
  })

  test('has no policy that cannot be understood', async () => {
    const { props, coverage } = await rest({ api: { policy: '{' } })
    expect(props(REST)).not.toHaveProperty('policy')
    expect(coverage.missing).toMatchObject([{ state: 'UNPARSEABLE', resource: 'a1' }])
  })

  test('of which methods and stages were denied tells of none', async () => {
    const calls = ['apigateway get-resources', 'apigateway get-stages']
    const answers = Object.fromEntries(calls.map((call) => [`${call} a1`, denied(call)]))
    const { props } = await rest({ answers })
    expect(props(REST)).not.toHaveProperty('openMethods')
    expect(props(REST)).not.toHaveProperty('stages')
  })
})

describe('what open methods lead to', () => {
  const shop = 'arn:aws:lambda:us-east-1:111111111111:function:shop'
  const uri = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${shop}:live/invocations`

  test('is the function of a REST API, whatever its alias', async () => {
    const methods = { GET: open({ methodIntegration: { type: 'AWS_PROXY', uri } }) }
    expect((await rest({ methods })).from(REST)).toEqual([`FORWARDS_TO ${shop}`])
  })

  test('is not what asks for a login, nor what a stage variable names', async () => {
    const variable = uri.replace(':shop:live', `:\${stageVariables.name}`)
    const methods = {
      GET: open({ authorizationType: 'AWS_IAM', methodIntegration: { type: 'AWS_PROXY', uri } }),
      PUT: open({ methodIntegration: { type: 'AWS_PROXY', uri: variable } }),
    }
    expect((await rest({ methods })).from(REST)).toEqual([])
  })

  const http = (ProtocolType: string, routes: readonly object[]) =>
    rest({
      answers: {
        'apigatewayv2 get-apis': {
          Items: [{ ApiId: 'b2', ProtocolType, CorsConfiguration: { AllowOrigins: ['https://a.example'] } }],
        },
        'apigatewayv2 get-stages b2': { Items: [] },
        'apigatewayv2 get-routes b2': { Items: routes },
        'apigatewayv2 get-integrations b2': { Items: [{ IntegrationId: 'i1', IntegrationUri: shop }] },
      },
    })
  const route = (RouteKey: string, AuthorizationType: string) => ({
    RouteKey,
    AuthorizationType,
    Target: 'integrations/i1',
  })

  test('is the function of an HTTP API whose route asks for nothing', async () => {
    const { props, from } = await http('HTTP', [route('GET /', 'NONE'), route('POST /', 'JWT')])
    expect(props(HTTP)).toMatchObject({ openRoutes: ['GET /'], corsOrigins: ['https://a.example'] })
    expect(from(HTTP)).toEqual([`FORWARDS_TO ${shop}`])
  })

  test('is nothing of a WebSocket API that asks when somebody connects', async () => {
    const { from } = await http('WEBSOCKET', [route('$connect', 'AWS_IAM'), route('$default', 'NONE')])
    expect(from(HTTP)).toEqual([])
  })
})

describe('a stage', () => {
  const STAGE = `${REST}/stages/prod`

  test('without settings logs nothing', async () => {
    expect((await rest({})).props(STAGE)).toMatchObject({
      protocol: 'REST',
      accessLogs: false,
      executionLogs: false,
    })
  })

  test('logs executions when that is on for every method', async () => {
    const all = { methodSettings: { '*/*': { loggingLevel: 'ERROR' } } }
    expect((await rest({ stage: all })).props(STAGE)).toMatchObject({ executionLogs: true })
    const one = { methodSettings: { 'pets/GET': { loggingLevel: 'INFO' }, '*/*': { loggingLevel: 'OFF' } } }
    expect((await rest({ stage: one })).props(STAGE)).toMatchObject({ executionLogs: false })
  })

  test('logs access to where it says', async () => {
    const stage = {
      accessLogSettings: { destinationArn: 'arn:aws:logs:us-east-1:111111111111:log-group:api' },
    }
    expect((await rest({ stage })).props(STAGE)).toMatchObject({ accessLogs: true })
  })

  test.each([
    ['HTTP', {}, false],
    ['WEBSOCKET', { DefaultRouteSettings: { LoggingLevel: 'INFO' } }, true],
  ])('of an API for %s is read too', async (ProtocolType, settings, executionLogs) => {
    const { props } = await rest({
      answers: {
        'apigatewayv2 get-apis': { Items: [{ ApiId: 'b2', ProtocolType }] },
        'apigatewayv2 get-stages b2': { Items: [{ StageName: '$default', ...settings }] },
      },
    })
    expect(props(`${HTTP}/stages/$default`)).toMatchObject({
      protocol: ProtocolType,
      accessLogs: false,
      executionLogs,
    })
  })

  test('tells whether it has a web firewall, and of its variables names and kinds of credential alone', async () => {
    const webAclArn = 'arn:aws:wafv2:us-east-1:111111111111:regional/webacl/a/b'
    const { props } = await rest({ stage: { webAclArn, variables: { PASSWORD: 'hunter22' } } })
    expect(props(STAGE)).toMatchObject({
      webAcl: true,
      environmentNames: ['PASSWORD'],
      environmentCredentialKinds: ['password'],
    })
    expect(JSON.stringify(props(STAGE))).not.toContain('hunter22')
    expect((await rest({})).props(STAGE)).toMatchObject({ webAcl: false, environmentCredentialKinds: [] })
  })
})
