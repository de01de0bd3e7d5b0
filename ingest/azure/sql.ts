import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { armChild, armList, defineAzureCollector } from './calls.ts'
import { firewallProps, ipRange, privateConnections, rangesProps } from './firewall.ts'
import { flag, list, number, optional, readList, resource, text } from './shapes.ts'

const server = resource({
  publicNetworkAccess: text,
  minimalTlsVersion: text,
  privateEndpointConnections: privateConnections,
  administrators: optional(z.object({ azureADOnlyAuthentication: flag, sid: text })),
})
const database = resource({})
const state = resource({ state: text })
const auditing = resource({ state: text, retentionDays: number })
const protector = resource({ serverKeyType: text })
/** https://learn.microsoft.com/rest/api/sql/server-vulnerability-assessments/list-by-server */
const assessment = resource({
  storageContainerPath: text,
  recurringScans: optional(
    z.object({ isEnabled: flag, emailSubscriptionAdmins: flag, emails: list(z.string()) }),
  ),
})
type Assessment = z.output<typeof assessment>['properties']
const VERSION = '2023-08-01-preview'
const below = (name: string, path = name) => armChild(`Microsoft.Sql/servers/${name}`, path, VERSION)

/** SQL servers, their databases, what lets whom in, and what watches over them. */
export const sql = defineAzureCollector({
  service: 'sql',
  level: 'subscription',
  calls: {
    'sql servers': armList('Microsoft.Sql/servers', VERSION),
    'sql databases': below('databases'),
    'sql encryption': below('databases/transparentDataEncryption', 'transparentDataEncryption'),
    'sql firewall-rules': below('firewallRules'),
    'sql auditing': below('auditingSettings'),
    'sql encryption-protectors': below('encryptionProtector'),
    'sql threat-protection': below('advancedThreatProtectionSettings'),
    'sql assessments': below('vulnerabilityAssessments'),
    'sql express-assessments': below('sqlVulnerabilityAssessments'),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const servers = (await readList(context, 'sql servers', server, missing)) ?? []
    yield* context.map(servers, (found) => serverRecords(context, found))
    yield { nodes: [], relationships: [], missing }
  },
})

async function serverRecords(
  context: CollectContext,
  found: z.output<typeof server>,
): Promise<RecordBuilder> {
  const records = new RecordBuilder()
  const { id, properties } = found
  const { missing } = records
  const rules = await readList(context, 'sql firewall-rules', ipRange, missing, { id })
  const audits = await readList(context, 'sql auditing', auditing, missing, { id })
  const protectors = await readList(context, 'sql encryption-protectors', protector, missing, { id })
  const threats = await readList(context, 'sql threat-protection', state, missing, { id })
  const audit = audits?.[0]?.properties
  records.resource(context.partition, 'AzureSqlServer', found, {
    publicNetworkAccess: properties.publicNetworkAccess?.toLowerCase() !== 'disabled',
    defaultAction: 'Deny',
    privateEndpoints: firewallProps({ rules: undefined, connections: properties.privateEndpointConnections })
      .privateEndpoints,
    ...(rules === undefined ? {} : rangesProps(rules)),
    entraOnly: properties.administrators?.azureADOnlyAuthentication ?? false,
    entraAdministrator: properties.administrators?.sid?.toLowerCase() ?? null,
    minimumTls: properties.minimalTlsVersion ?? 'None',
    customerKey: protectors?.some((one) => one.properties.serverKeyType === 'AzureKeyVault'),
    threatProtection: threats?.some((one) => one.properties.state === 'Enabled'),
    auditing: audits && audit?.state === 'Enabled',
    auditRetentionDays: audit?.retentionDays === undefined ? undefined : String(audit.retentionDays),
    ...(await assessmentProps(context, missing, id)),
  })
  await databases(context, records, id)
  return records
}

async function databases(context: CollectContext, records: RecordBuilder, id: string): Promise<void> {
  for (const one of (await readList(context, 'sql databases', database, records.missing, { id })) ?? []) {
    if (one.name === 'master') continue
    const states = await readList(context, 'sql encryption', state, records.missing, { id: one.id })
    records.resource(context.partition, 'AzureSqlDatabase', one, {
      encrypted: states?.some(({ properties }) => properties.state === 'Enabled'),
    })
    records.relate(id, 'CONTAINS', one.id)
  }
}

/**
 * Express assessment always scans and has no settings for mail; the classic one needs a storage container.
 * https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview
 */
async function assessmentProps(context: CollectContext, missing: MissingCall[], id: string) {
  const express = await readList(context, 'sql express-assessments', state, missing, { id })
  if (express?.some(({ properties }) => properties.state === 'Enabled'))
    return { assessed: true, assessedRegularly: true }
  const classic = await readList(context, 'sql assessments', assessment, missing, { id })
  const set = classic?.find(({ properties }) => (properties.storageContainerPath ?? '') !== '')?.properties
  if (set !== undefined) return { assessed: true, ...scanProps(set.recurringScans) }
  return express === undefined || classic === undefined ? {} : { assessed: false, assessedRegularly: false }
}

const scanProps = (scans: Assessment['recurringScans']) => ({
  assessedRegularly: scans?.isEnabled === true,
  assessmentRecipients: (scans?.emails ?? []).filter((one) => one !== '').length,
  assessmentAdmins: scans?.emailSubscriptionAdmins === true,
})
