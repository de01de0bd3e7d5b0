import { defineNode, flag, text, texts } from '../define.ts'

export const GcpSqlInstance = defineNode({
  kind: 'GcpSqlInstance',
  class: 'Data',
  provider: 'gcp',
  service: 'sql',
  title: 'Cloud SQL instance',
  properties: {
    engine: text('MYSQL | POSTGRES | SQLSERVER'),
    version: text('such as POSTGRES_16'),
    instanceType: text('CLOUD_SQL_INSTANCE, READ_REPLICA_INSTANCE, ON_PREMISES_INSTANCE, …'),
    state: text('RUNNABLE, SUSPENDED, MAINTENANCE, … or STOPPED where it is switched off'),
    databaseFlags: texts('those that are set: name=value'),
    publicAddress: flag('it has a public address'),
    authorizedNetworks: texts('ranges that may connect to the public address without the Auth Proxy'),
    clientCertificates: flag('it takes connections with a client certificate alone; absent when not known'),
    plainConnections: flag('it takes connections without TLS; absent when not known'),
    encryption: text('google | kms: whose key it is encrypted with'),
    kmsKey: text('customer-managed key; null when it has none'),
    backups: flag('automated backups are on'),
    deletionProtection: flag('it cannot be deleted while this is on'),
  },
})
