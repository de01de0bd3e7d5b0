import { defineNode, flag, number, text, texts } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const glue = { class: 'Workload', provider: 'aws', service: 'glue' } as const

export const AwsGlueJob = defineNode({
  ...glue,
  kind: 'AwsGlueJob',
  title: 'Glue job',
  properties: {
    role: text('role ARN it runs as; a role that was given by name is completed'),
    command: text('glueetl, gluestreaming, pythonshell, glueray'),
    scriptLocation: text('s3://bucket/key of the code it runs'),
    glueVersion: text('such as 4.0'),
    argumentNames: texts('names of default arguments; never values'),
    environmentCredentialKinds: texts('kinds of credential detected in default arguments'),
    environmentAccessKeyIds: texts('AWS access key ids found in arguments: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    connections: texts('names of connections'),
    securityConfiguration: text('null when none: logs and bookmarks are not encrypted'),
  },
})

export const AwsGlueDevEndpoint = defineNode({
  ...glue,
  kind: 'AwsGlueDevEndpoint',
  title: 'Glue development endpoint',
  properties: {
    role: text('role ARN it runs as'),
    status: text('READY, PROVISIONING, …'),
    publicAddress: text('where SSH answers; null when it has none'),
    privateAddress: text('address in its VPC; null when it has none'),
    publicKeys: number('SSH keys that are let in'),
    securityConfiguration: text('null when none'),
  },
})

export const AwsGlueSession = defineNode({
  ...glue,
  kind: 'AwsGlueSession',
  title: 'Glue interactive session',
  properties: {
    role: text('role ARN it runs as'),
    status: text('READY, PROVISIONING, TIMEOUT, STOPPED, …'),
    glueVersion: text('such as 4.0'),
  },
})

export const AwsGlueTrigger = defineNode({
  ...glue,
  kind: 'AwsGlueTrigger',
  class: 'Code',
  title: 'Glue trigger',
  properties: {
    type: text('SCHEDULED | CONDITIONAL | ON_DEMAND | EVENT'),
    state: text('ACTIVATED, DEACTIVATED, CREATED, …'),
    jobs: texts('names of the jobs that it starts'),
    enabled: flag('it fires'),
  },
})
