import { defineNode, derived, flag, json, text, texts, time } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const api = { class: 'Network', provider: 'aws', service: 'apigateway' } as const

export const AwsRestApi = defineNode({
  ...api,
  kind: 'AwsRestApi',
  title: 'REST API',
  properties: {
    apiId: text('id in its ARN and host name'),
    endpoint: text('EDGE | REGIONAL | PRIVATE'),
    policy: json('resource policy; null when it has none'),
    stages: texts('names of its stages, under which it is called; absent when not collected'),
    openMethods: texts(
      '<method> <path> that ask for neither authorization nor an API key, mocks left out; absent when not collected',
    ),
    anonymousMethods: derived(
      texts('those of them that the resource policy, when there is one, opens to everybody'),
    ),
    createdAt: time('creation'),
  },
})

export const AwsHttpApi = defineNode({
  ...api,
  kind: 'AwsHttpApi',
  title: 'HTTP or WebSocket API',
  properties: {
    apiId: text('id in its ARN and host name'),
    protocol: text('HTTP | WEBSOCKET'),
    openRoutes: texts('keys of routes that ask for no authorization; absent when not collected'),
    corsOrigins: texts('origins whose pages may read its answers'),
    createdAt: time('creation'),
  },
})

export const AwsApiStage = defineNode({
  ...api,
  kind: 'AwsApiStage',
  title: 'Stage of an API',
  properties: {
    apiId: text('id of its API'),
    protocol: text('REST | HTTP | WEBSOCKET'),
    accessLogs: flag('every request is logged'),
    webAcl: flag('a WAF web ACL looks at its requests; absent for HTTP and WebSocket APIs, which have none'),
    environmentNames: texts('names of its stage variables; never values'),
    environmentCredentialKinds: texts('kinds of credential detected in values; empty when none'),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    executionLogs: flag('what happens to a request is logged, at least errors; HTTP APIs offer no such log'),
    createdAt: time('creation'),
  },
})
