import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCall, armList, defineAzureCollector } from './calls.ts'
import { armId, flag, list, optional, propsOf, readList, resource, text } from './shapes.ts'

/** Where Defender for Cloud is not registered its settings are not known: that is no empty list of them. */
const of = (type: string, version: string): AzureCall => ({
  ...armList(`Microsoft.Security/${type}`, version),
  none: [],
})

const pricing = resource({
  pricingTier: text,
  extensions: list(z.object({ name: text, isEnabled: text })),
})
const setting = resource({ enabled: flag })
const provisioning = resource({ autoProvision: text })
/** https://learn.microsoft.com/rest/api/defenderforcloud/security-contacts/list */
const contact = resource({
  emails: text,
  isEnabled: flag,
  notificationsByRole: optional(z.object({ state: text, roles: list(z.string()) })),
  notificationsSources: list(z.object({ sourceType: text, minimalSeverity: text, minimalRiskLevel: text })),
})
type Contact = z.output<typeof contact>['properties']
const assessment = resource({ displayName: text, status: optional(z.object({ code: text })) })
const solution = resource({ status: text, iotHubs: list(z.string()) })

/** https://learn.microsoft.com/azure/defender-for-cloud/recommendations-reference-compute */
const ASSESSMENTS: { readonly [key: string]: string } = {
  'e1145ab1-eb4f-43d8-911b-36ddf771d13f': 'system-updates',
  '06e3a6db-6c0c-4ad9-943f-31d9d73ecf6c': 'endpoint-detection',
  'ffff0522-1e88-47fc-8382-2a80ba848f5d': 'vulnerability-assessment',
  // https://learn.microsoft.com/azure/defender-for-cloud/subassessment-rest-api
  'c0b7cfc6-3172-465a-b378-53c7ff2cc0d5': 'image-vulnerabilities',
}

/** Defender for Cloud: its plans, whom it tells, and what it found on machines and in images. */
export const security = defineAzureCollector({
  service: 'security',
  level: 'subscription',
  calls: {
    'security pricings': of('pricings', '2024-01-01'),
    'security contacts': of('securityContacts', '2023-12-01-preview'),
    'security settings': of('settings', '2022-05-01'),
    'security auto-provisioning': of('autoProvisioningSettings', '2017-08-01-preview'),
    'security assessments': of('assessments', '2021-06-01'),
    'security iot-solutions': of('iotSecuritySolutions', '2019-08-01'),
    'security iot-hubs': armList('Microsoft.Devices/IotHubs', '2023-06-30'),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const plans = await readList(context, 'security pricings', pricing, missing)
    const contacts = await readList(context, 'security contacts', contact, missing)
    const settings = await readList(context, 'security settings', setting, missing)
    const agents = await readList(context, 'security auto-provisioning', provisioning, missing)
    const tiered = (standard: boolean) =>
      plans
        ?.filter(({ properties }) => (properties.pricingTier?.toLowerCase() === 'standard') === standard)
        .flatMap(({ name }) => name ?? [])
        .sort()
    records.subscription(context.partition, {
      defenderPlans: tiered(true),
      defenderPlansOff: tiered(false),
      defenderExtensions: plans
        ?.flatMap(({ properties }) => properties.extensions)
        .filter(({ isEnabled }) => isEnabled?.toLowerCase() === 'true')
        .flatMap(({ name }) => name ?? [])
        .sort(),
      defenderSettings: settings
        ?.filter(({ properties }) => properties.enabled === true)
        .flatMap(({ name }) => name ?? [])
        .sort(),
      agentProvisioning: agents?.some(({ properties }) => properties.autoProvision?.toLowerCase() === 'on'),
      ...(contacts === undefined ? {} : contactProps(contacts.map(({ properties }) => properties))),
    })
    await assessments(context, records, missing)
    await iotHubs(context, records, missing)
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

/** Nobody is told while notifications are off as a whole. */
function contactProps(contacts: readonly Contact[]) {
  const active = contacts.filter(({ isEnabled }) => isEnabled !== false)
  const sources = active.flatMap(({ notificationsSources }) => notificationsSources)
  return {
    // Whose they are is nobody's business here.
    securityEmails: active
      .flatMap(({ emails }) => (emails ?? '').split(/[;,]/))
      .filter((email) => email.trim() !== '').length,
    securityRoles: active
      .filter(({ notificationsByRole }) => notificationsByRole?.state?.toLowerCase() === 'on')
      .flatMap(({ notificationsByRole }) => notificationsByRole?.roles ?? []),
    alertSeverity: sources.find(({ minimalSeverity }) => minimalSeverity)?.minimalSeverity ?? 'none',
    attackPathRisk: sources.find(({ minimalRiskLevel }) => minimalRiskLevel)?.minimalRiskLevel ?? 'none',
  }
}

/** Of the hundreds that there are, those that rules ask for. */
async function assessments(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  for (const found of (await readList(context, 'security assessments', assessment, missing)) ?? []) {
    const [resourceId, key] = found.id.split('/providers/microsoft.security/assessments/')
    const finds = ASSESSMENTS[key ?? '']
    const { displayName, status } = found.properties
    if (finds === undefined) continue
    const common = { provider: 'azure', account: context.partition.account, region: 'global' }
    const props = { ...common, name: displayName, about: finds, status: status?.code }
    records.node('AzureSecurityAssessment', found.id, propsOf(props))
    records.relate(found.id, 'ASSESSES', resourceId)
  }
}

async function iotHubs(
  context: CollectContext,
  records: RecordBuilder,
  missing: MissingCall[],
): Promise<void> {
  const hubs = (await readList(context, 'security iot-hubs', resource({}), missing)) ?? []
  if (hubs.length === 0) return
  const solutions = await readList(context, 'security iot-solutions', solution, missing)
  const guarded = new Set(
    (solutions ?? [])
      .filter(({ properties }) => properties.status?.toLowerCase() === 'enabled')
      .flatMap(({ properties }) => properties.iotHubs.map(armId)),
  )
  for (const found of hubs)
    records.resource(context.partition, 'AzureIotHub', found, {
      defender: solutions && guarded.has(found.id),
    })
}
