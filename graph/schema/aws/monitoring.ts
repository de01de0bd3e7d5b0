import { defineNode, flag, number, text, texts, time } from '../define.ts'

export const AwsCloudTrail = defineNode({
  kind: 'AwsCloudTrail',
  class: 'Policy',
  provider: 'aws',
  service: 'cloudtrail',
  title: 'CloudTrail trail',
  properties: {
    homeRegion: text('region it was made in'),
    multiRegion: flag('records every region'),
    organizationTrail: flag('records every account of the organization'),
    logFileValidation: flag('digests tell whether a log file was changed'),
    logging: flag('records now; absent when not collected'),
    managementEvents: text('All | ReadOnly | WriteOnly | none; absent when not collected'),
    s3ReadEvents: flag('records reads of the objects of every bucket; absent when not collected'),
    s3WriteEvents: flag('records writes of the objects of every bucket; absent when not collected'),
    bucket: text('name of the bucket it writes to'),
    logGroup: text('ARN of its log group; null when it has none'),
    kmsKey: text('key ARN; null when files are encrypted by S3 alone'),
    kmsEncrypted: flag('files are under a key'),
    deliversToLogs: flag('writes to a log group too'),
    deliveredToLogsAt: time('last delivery to the log group'),
  },
})

export const AwsLogGroup = defineNode({
  kind: 'AwsLogGroup',
  class: 'Policy',
  provider: 'aws',
  service: 'logs',
  title: 'Log group',
  properties: {
    retentionDays: number('after how many days its events are deleted; null for never'),
    keepsForever: flag('its events are never deleted'),
    kmsEncrypted: flag(
      'under a KMS key of the account, beside the encryption that CloudWatch Logs always has',
    ),
  },
})

export const AwsLogMetricFilter = defineNode({
  kind: 'AwsLogMetricFilter',
  class: 'Policy',
  provider: 'aws',
  service: 'logs',
  title: 'Metric filter',
  properties: {
    logGroup: text('name of the log group it reads'),
    pattern: text('filter pattern'),
    metrics: texts('metrics it counts into, as <namespace>/<name>'),
  },
})

export const AwsCloudWatchAlarm = defineNode({
  kind: 'AwsCloudWatchAlarm',
  class: 'Policy',
  provider: 'aws',
  service: 'cloudwatch',
  title: 'Alarm',
  properties: {
    metric: text('<namespace>/<name>; null for an alarm over an expression'),
    actionsEnabled: flag('does something when it goes off'),
    actions: texts('ARNs of what it calls'),
  },
})

/** What an account has switched on in one region. */
export const AwsRegion = defineNode({
  kind: 'AwsRegion',
  class: 'Account',
  provider: 'aws',
  service: 'account',
  title: 'Region of an account',
  properties: {
    configRecording: flag('a configuration recorder runs, and its last delivery did not fail'),
    configAllTypes: flag('the recorder records every type of resource'),
    guardDuty: flag('a GuardDuty detector is enabled'),
    guardDutyFeatures: texts('S3_DATA_EVENTS, …: what its detector looks at besides; absent when not told'),
    securityHub: flag('Security Hub is enabled'),
    macie: flag('Macie is enabled, and not paused'),
    inspectorInstances: flag('Inspector looks for vulnerabilities on instances'),
    inspectorImages: flag('Inspector looks for vulnerabilities in images'),
    inspectorFunctions: flag('Inspector looks for vulnerabilities in functions'),
    metadataTokensDefault: text(
      'required | optional | no-preference: whether new instances ask for IMDSv2 where launch and image do not say',
    ),
    imageSharing: text('block-new-sharing | unblocked: whether images can be made public'),
    snapshotSharing: text(
      'block-all-sharing | block-new-sharing | unblocked: whether EBS snapshots can be, or stay, public',
    ),
    ebsEncryptionByDefault: flag('new volumes and copies of snapshots are encrypted'),
    emrOpenPorts: texts(
      'ports that EMR lets clusters open to every address, 0-65535 where it blocks none; absent when not collected',
    ),
    deliveredLogs: texts('ARNs of what CloudWatch delivers access logs of; absent when not collected'),
    accessAnalyzer: flag('an analyzer of outside access is active'),
  },
})
