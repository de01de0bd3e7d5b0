import { defineNode, derived, flag, json, number, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

export const AwsLambdaFunction = defineNode({
  kind: 'AwsLambdaFunction',
  class: 'Workload',
  provider: 'aws',
  service: 'lambda',
  title: 'Lambda function',
  properties: {
    runtime: text('nodejs20.x, …; absent for images'),
    role: text('execution role ARN'),
    handler: text('as configured'),
    packageType: text('Zip | Image'),
    environmentNames: texts('names of the environment variables; never values'),
    environmentCredentialKinds: texts(
      'kinds of credential detected in values, such as aws-access-key; empty when none',
    ),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    policy: json('resource policy document; null when it has none'),
    urlAuthType: text('NONE | AWS_IAM; absent when it has no URL'),
    url: text('function URL; absent when none'),
    urlCorsOrigins: texts('origins whose pages may read what the URL answers; absent when it has none'),
    layers: texts('versions of layers that it runs with, by ARN'),
    timeoutSeconds: number('seconds'),
    deadLetter: flag('has a dead-letter target'),
    tracing: text('Active | PassThrough'),
    publicInvoke: derived(flag('anyone may invoke it, after every policy layer')),
    vulnerabilityScanned: derived(
      flag('Inspector is on for its kind and region, or a scanner found something on it; absent otherwise'),
    ),
    internetReachable: derived(flag('some port of an interface of it is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable, such as tcp/443')),
  },
})
