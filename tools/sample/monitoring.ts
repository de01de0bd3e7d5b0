import { DEVELOPMENT, MAIN_REGION, MANAGEMENT, PRODUCTION, SECOND_REGION } from './estate/accounts.ts'
import type { AccountWriter } from './writer.ts'

const TRAIL = `arn:aws:cloudtrail:${MAIN_REGION}:${MANAGEMENT}:trail/alderway-all`
const GROUP = 'alderway-trail'
const TOPIC = `arn:aws:sns:${MAIN_REGION}:${MANAGEMENT}:security-alarms`

/** Alarms of the management account: what was set up by the first of many. */
const ALARMS: readonly (readonly [name: string, pattern: string])[] = [
  [
    'root-use',
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  ],
  ['sign-in-without-mfa', '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }'],
  ['trail-changes', '{ $.eventSource = "cloudtrail.amazonaws.com" && $.readOnly IS FALSE }'],
  // Sees new keys go, and not that keys are switched off.
  ['key-deletion', '{ $.eventName = "ScheduleKeyDeletion" }'],
]

/** One trail of the whole organization, a few alarms on it, and what each region has switched on. */
export function writeMonitoring(out: AccountWriter): void {
  writeTrail(out)
  if (out.account === MANAGEMENT) writeAlarms(out)
  for (const region of out.regions().filter((name) => name !== 'global')) {
    writeRecorder(out, region)
    writeDetection(out, region)
  }
}

function writeTrail(out: AccountWriter): void {
  out.put(MAIN_REGION, 'cloudtrail describe-trails', {
    trailList: [
      {
        Name: 'alderway-all',
        TrailARN: TRAIL,
        S3BucketName: 'alderway-org-audit-trail',
        IncludeGlobalServiceEvents: true,
        IsMultiRegionTrail: true,
        IsOrganizationTrail: true,
        HomeRegion: MAIN_REGION,
        LogFileValidationEnabled: true,
        CloudWatchLogsLogGroupArn: `arn:aws:logs:${MAIN_REGION}:${MANAGEMENT}:log-group:${GROUP}:*`,
      },
    ],
  })
  const told = { IsLogging: true, LatestCloudWatchLogsDeliveryTime: '2026-11-20T05:41:12+00:00' }
  out.put(MAIN_REGION, 'cloudtrail get-trail-status', told, TRAIL)
  const EventSelectors = [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }]
  out.put(MAIN_REGION, 'cloudtrail get-event-selectors', { TrailARN: TRAIL, EventSelectors }, TRAIL)
}

function writeAlarms(out: AccountWriter): void {
  out.put(MAIN_REGION, 'logs describe-log-groups', {
    logGroups: [{ logGroupName: GROUP, retentionInDays: 400 }],
  })
  out.put(MAIN_REGION, 'logs describe-metric-filters', {
    metricFilters: ALARMS.map(([name, filterPattern]) => ({
      filterName: name,
      filterPattern,
      logGroupName: GROUP,
      metricTransformations: [{ metricName: name, metricNamespace: 'Alderway', metricValue: '1' }],
    })),
  })
  out.put(MAIN_REGION, 'cloudwatch describe-alarms', {
    MetricAlarms: ALARMS.map(([name]) => ({
      AlarmName: name,
      AlarmArn: `arn:aws:cloudwatch:${MAIN_REGION}:${MANAGEMENT}:alarm:${name}`,
      ActionsEnabled: true,
      AlarmActions: [TOPIC],
      MetricName: name,
      Namespace: 'Alderway',
    })),
  })
  out.put(MAIN_REGION, 'sns list-topics', { Topics: [{ TopicArn: TOPIC }] })
  out.put(
    MAIN_REGION,
    'sns get-topic-attributes',
    { Attributes: { TopicArn: TOPIC, SubscriptionsConfirmed: '2' } },
    TOPIC,
  )
}

/** Development records nothing in its second region. */
function writeRecorder(out: AccountWriter, region: string): void {
  if (out.account === DEVELOPMENT && region === SECOND_REGION) return
  out.put(region, 'configservice describe-configuration-recorders', {
    ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  })
  out.put(region, 'configservice describe-configuration-recorder-status', {
    ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
  })
}

/** As a new detector has them: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html */
const FEATURES = [
  ...['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'EBS_MALWARE_PROTECTION'],
  ...['RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS'],
].map((Name) => ({ Name, Status: 'ENABLED' }))

/** What EMR has in a region where nobody changed it: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html */
const AS_NEW = {
  BlockPublicAccessConfiguration: {
    BlockPublicSecurityGroupRules: true,
    PermittedPublicSecurityGroupRuleRanges: [{ MinRange: 22, MaxRange: 22 }],
  },
}

/** Threats are looked for where money is made, and in the main region of the others. */
function writeDetection(out: AccountWriter, region: string): void {
  out.put(region, 'emr get-block-public-access-configuration', AS_NEW)
  if (out.account !== PRODUCTION && region !== MAIN_REGION) {
    out.refused(region, 'securityhub describe-hub', 'InvalidAccessException')
    return
  }
  const detector = `d${out.account.slice(0, 7)}${region.length}`
  out.put(region, 'guardduty list-detectors', { DetectorIds: [detector] })
  out.put(region, 'guardduty get-detector', { Status: 'ENABLED', Features: FEATURES }, detector)
  out.put(region, 'securityhub describe-hub', {
    HubArn: `arn:aws:securityhub:${region}:${out.account}:hub/default`,
  })
  out.put(region, 'accessanalyzer list-analyzers', {
    analyzers: [{ name: 'outside', type: 'ACCOUNT', status: 'ACTIVE' }],
  })
}
