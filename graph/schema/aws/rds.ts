import { defineNode, derived, flag, number, text, texts, time } from '../define.ts'

const rds = { class: 'Data', provider: 'aws', service: 'rds' } as const

const database = {
  status: text('available, stopped, …'),
  engine: text('postgres, mysql, aurora-postgresql, …'),
  engineVersion: text('version'),
  standardSupportUntil: time(
    'end of standard support of its major version; absent when not collected, or not told of its engine',
  ),
  encrypted: flag('encrypted at rest'),
  publiclyAccessible: flag('its name resolves to a public address'),
  iamAuthentication: flag('IAM principals may log in'),
  masterUser: text('name of the administrator'),
  masterSecretManaged: flag('the master password is kept in Secrets Manager'),
  backupRetentionDays: number('0: no automatic backups'),
  deletionProtection: flag('cannot be deleted by mistake'),
  multiZone: flag('a standby is in another zone'),
  logExports: texts('logs that go to CloudWatch'),
  endpoint: text('host name'),
  port: number('TCP port'),
}

export const AwsRdsInstance = defineNode({
  ...rds,
  kind: 'AwsRdsInstance',
  title: 'RDS instance',
  properties: {
    ...database,
    autoMinorUpgrade: flag('minor versions are applied by themselves'),
    cluster: text('identifier of its cluster; null when in none'),
    availabilityZone: text('us-east-1a, …; where the instance is now, not its standby'),
    internetReachable: derived(flag('the port that it listens on is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable, such as tcp/5432')),
    tlsRequired: flag(
      'connections without TLS are refused; absent when not collected, or no parameter of its engine says so',
    ),
  },
})

export const AwsRdsCluster = defineNode({
  ...rds,
  kind: 'AwsRdsCluster',
  title: 'RDS cluster',
  properties: database,
})

export const AwsRdsSnapshot = defineNode({
  ...rds,
  kind: 'AwsRdsSnapshot',
  title: 'RDS snapshot',
  properties: {
    type: text('manual | automated | awsbackup | …'),
    source: text('instance | cluster'),
    engine: text('postgres, …'),
    encrypted: flag('encrypted at rest'),
    public: flag('anyone may restore it; absent when not collected'),
    sharedWith: texts('account ids that may restore it; absent when not collected'),
  },
})
