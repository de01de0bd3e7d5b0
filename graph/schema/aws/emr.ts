import { defineNode, flag, text, texts } from '../define.ts'

export const AwsEmrCluster = defineNode({
  kind: 'AwsEmrCluster',
  class: 'Workload',
  provider: 'aws',
  service: 'emr',
  title: 'EMR cluster',
  properties: {
    status: text('STARTING, RUNNING, WAITING, …; terminated ones are left out'),
    serviceRole: text('role that EMR itself acts as; null when it has none'),
    jobFlowRole: text('instance profile of its instances; null when it has none'),
    autoScalingRole: text('null when it has none'),
    release: text('emr-7.1.0, …'),
    securityConfiguration: text('name; null when none'),
    logUri: text('where logs go; null when nowhere'),
    visibleToAllUsers: flag('every principal of the account with EMR rights may act on it'),
    masterDnsName: text('host name of the primary node'),
    applications: texts('Spark, Hive, …'),
  },
})
