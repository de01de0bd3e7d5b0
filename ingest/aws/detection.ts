import { z } from 'zod'
import { defineCollector } from '../collector.ts'
import { regionRecords } from './region-node.ts'
import { listOf, textOrNone } from './shapes.ts'

const RECORDERS = 'configservice describe-configuration-recorders'
const RECORDER_STATUS = 'configservice describe-configuration-recorder-status'
const DETECTORS = 'guardduty list-detectors'
const DETECTOR = 'guardduty get-detector'
const HUB = 'securityhub describe-hub'
const MACIE = 'macie2 get-macie-session'
const ANALYZERS = 'accessanalyzer list-analyzers'

const recorderList = z.object({
  ConfigurationRecorders: listOf(
    z.object({
      recordingGroup: z
        .object({
          allSupported: z.boolean().nullish(),
          recordingStrategy: z.object({ useOnly: textOrNone }).nullish(),
        })
        .nullish(),
    }),
  ),
})
const recorderStatus = z.object({
  ConfigurationRecordersStatus: listOf(
    z.object({ recording: z.boolean().nullish(), lastStatus: textOrNone }),
  ),
})

/** Whether a region's configuration is recorded. */
export const config = defineCollector({
  provider: 'aws',
  service: 'config',
  scope: 'region',
  calls: {
    [RECORDERS]: { permission: 'config:DescribeConfigurationRecorders' },
    [RECORDER_STATUS]: { permission: 'config:DescribeConfigurationRecorderStatus' },
  },
  async *collect(context) {
    const { ConfigurationRecorders } = recorderList.parse((await context.call(RECORDERS)) ?? {})
    const status = recorderStatus.parse((await context.call(RECORDER_STATUS)) ?? {})
    yield regionRecords(context.partition, {
      configRecording: status.ConfigurationRecordersStatus.some(
        ({ recording, lastStatus }) => recording === true && lastStatus?.toUpperCase() !== 'FAILURE',
      ),
      configAllTypes: ConfigurationRecorders.some(
        ({ recordingGroup }) =>
          recordingGroup?.allSupported === true ||
          recordingGroup?.recordingStrategy?.useOnly === 'ALL_SUPPORTED_RESOURCE_TYPES',
      ),
    })
  },
})

const detectorList = z.object({ DetectorIds: listOf(z.string()) })
const detectorAnswer = z.object({
  Status: textOrNone,
  Features: z.array(z.object({ Name: z.string(), Status: textOrNone })).nullish(),
})
type Detector = z.output<typeof detectorAnswer>

/** Whether threats are looked for in a region. */
export const guardduty = defineCollector({
  provider: 'aws',
  service: 'guardduty',
  scope: 'region',
  calls: {
    [DETECTORS]: { permission: 'guardduty:ListDetectors' },
    [DETECTOR]: { permission: 'guardduty:GetDetector', per: 'DetectorId' },
  },
  async *collect(context) {
    const { DetectorIds } = detectorList.parse((await context.call(DETECTORS)) ?? {})
    const detectors: (Detector | undefined)[] = []
    for (const DetectorId of DetectorIds) {
      const answer = await context.attempt(DETECTOR, { DetectorId })
      detectors.push(answer === undefined ? undefined : detectorAnswer.parse(answer ?? {}))
    }
    const enabled = detectors.find((one) => one?.Status === 'ENABLED')
    const isKnown = enabled !== undefined || detectors.every((one) => one?.Status !== undefined)
    yield regionRecords(context.partition, {
      guardDuty: isKnown ? enabled !== undefined : undefined,
      guardDutyFeatures: enabled?.Features?.flatMap(({ Name, Status }) =>
        Status === 'ENABLED' ? Name : [],
      ).sort(),
    })
  },
})

/** Whether findings of a region come together. */
export const securityhub = defineCollector({
  provider: 'aws',
  service: 'securityhub',
  scope: 'region',
  calls: {
    [HUB]: {
      permission: 'securityhub:DescribeHub',
      none: ['InvalidAccessException', 'ResourceNotFoundException'],
    },
  },
  async *collect(context) {
    yield regionRecords(context.partition, { securityHub: (await context.call(HUB)) !== null })
  },
})

const macieAnswer = z.object({ status: textOrNone })

/** Whether sensitive data is looked for in a region's buckets; a paused Macie looks for none. */
export const macie = defineCollector({
  provider: 'aws',
  service: 'macie',
  scope: 'region',
  calls: { [MACIE]: { permission: 'macie2:GetMacieSession', none: ['MacieNotEnabled'] } },
  async *collect(context) {
    const { status } = macieAnswer.parse((await context.call(MACIE)) ?? {})
    yield regionRecords(context.partition, { macie: status === 'ENABLED' })
  },
})

const analyzerList = z.object({
  analyzers: listOf(z.object({ type: textOrNone, status: textOrNone })),
})
const OUTSIDE: readonly (string | undefined)[] = ['ACCOUNT', 'ORGANIZATION']

/** Whether outside access is looked for in a region. */
export const accessanalyzer = defineCollector({
  provider: 'aws',
  service: 'accessanalyzer',
  scope: 'region',
  calls: { [ANALYZERS]: { permission: 'access-analyzer:ListAnalyzers' } },
  async *collect(context) {
    const { analyzers } = analyzerList.parse((await context.call(ANALYZERS)) ?? {})
    yield regionRecords(context.partition, {
      accessAnalyzer: analyzers.some(({ type, status }) => status === 'ACTIVE' && OUTSIDE.includes(type)),
    })
  },
})
