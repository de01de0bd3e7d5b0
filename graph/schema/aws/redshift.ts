import { defineNode, derived, flag, number, text, texts } from '../define.ts'

export const AwsRedshiftCluster = defineNode({
  kind: 'AwsRedshiftCluster',
  class: 'Data',
  provider: 'aws',
  service: 'redshift',
  title: 'Redshift cluster',
  properties: {
    status: text('available, paused, …'),
    encrypted: flag('encrypted at rest'),
    publiclyAccessible: flag('has a public address'),
    enhancedVpcRouting: flag('what it loads and unloads goes through the VPC'),
    auditLogging: flag('connections and user activity are logged; absent when not collected'),
    tlsRequired: flag('connections without TLS are refused; absent when not collected, or not yet in force'),
    snapshotRetentionDays: number('0: no automatic snapshots'),
    masterSecretManaged: flag('the administrator password is kept in Secrets Manager'),
    availabilityZone: text('us-east-1a, …'),
    endpoint: text('host name'),
    port: number('TCP port'),
    internetReachable: derived(flag('the port that it listens on is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable, such as tcp/5439')),
  },
})
