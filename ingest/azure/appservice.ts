import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { armChild, armList, defineAzureCollector } from './calls.ts'
import { diagnosticsOf, readSentCategories } from './diagnostics.ts'
import { flag, list, optional, readList, resource, text } from './shapes.ts'

const VERSION = '2023-12-01'

const site = resource({
  defaultHostName: text,
  state: text,
  httpsOnly: flag,
  clientCertEnabled: flag,
  clientCertMode: text,
  publicNetworkAccess: text,
  functionsRuntimeAdminIsolationEnabled: flag,
})
const configuration = resource({
  minTlsVersion: text,
  ftpsState: text,
  http20Enabled: flag,
  remoteDebuggingEnabled: flag,
  linuxFxVersion: text,
  publicNetworkAccess: text,
  siteAuthSettings: optional(z.object({ enabled: flag })),
  ipSecurityRestrictions: list(z.object({ ipAddress: text, action: text })),
})
const authentication = resource({
  platform: optional(z.object({ enabled: flag })),
  globalValidation: optional(z.object({ requireAuthentication: flag, unauthenticatedClientAction: text })),
})
const publishing = resource({ allow: flag })

/** Web and function apps and their settings; never an application setting, which may hold a password. */
export const appservice = defineAzureCollector({
  service: 'appservice',
  level: 'subscription',
  calls: {
    'appservice sites': armList('Microsoft.Web/sites', VERSION),
    'appservice configurations': armChild('Microsoft.Web/sites/config', 'config', VERSION),
    'appservice authentication': armChild('Microsoft.Web/sites/config', 'config/authsettingsV2', VERSION),
    'appservice publishing': armChild(
      'Microsoft.Web/sites/basicPublishingCredentialsPolicies',
      'basicPublishingCredentialsPolicies',
      VERSION,
    ),
    'appservice diagnostic-settings': diagnosticsOf(),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const sites = (await readList(context, 'appservice sites', site, missing)) ?? []
    yield* context.map(sites, (found) => siteRecords(context, found))
    yield { nodes: [], relationships: [], missing }
  },
})

async function siteRecords(context: CollectContext, found: z.output<typeof site>): Promise<RecordBuilder> {
  const records = new RecordBuilder()
  const { id, properties, kind } = found
  const { missing } = records
  const configurations = await readList(context, 'appservice configurations', configuration, missing, { id })
  const settings = configurations?.find(
    (one) => one.id.endsWith('/config/web') || configurations.length === 1,
  )
  const policies = await readList(context, 'appservice publishing', publishing, missing, { id })
  const sent = await readSentCategories(context, 'appservice diagnostic-settings', missing, { id })
  const login = await authenticationOf(context, id)
  const web = settings?.properties
  const access = properties.publicNetworkAccess ?? web?.publicNetworkAccess
  return records.resource(context.partition, 'AzureWebApp', found, {
    function: kind?.toLowerCase().includes('functionapp') ?? false,
    hostName: properties.defaultHostName,
    state: properties.state,
    httpsOnly: properties.httpsOnly ?? false,
    // https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth
    clientCertificates:
      properties.clientCertEnabled === true && (properties.clientCertMode ?? 'Required') === 'Required',
    linux: kind?.toLowerCase().includes('linux') ?? false,
    logCategories: sent,
    publicNetworkAccess: access?.toLowerCase() !== 'disabled',
    allowedRanges: web && allowedRanges(web.ipSecurityRestrictions),
    authentication: login?.enabled,
    anonymousAllowed: login?.anonymous,
    minimumTls: web?.minTlsVersion,
    ftpState: web?.ftpsState,
    http2: web && (web.http20Enabled ?? false),
    remoteDebugging: web && (web.remoteDebuggingEnabled ?? false),
    runtime: web?.linuxFxVersion,
    adminIsolated: properties.functionsRuntimeAdminIsolationEnabled,
    basicPublishing: policies?.some((one) => one.properties.allow === true),
  })
}

async function authenticationOf(context: CollectContext, id: string) {
  const answer = await context.attempt('appservice authentication', { id })
  const parsed = authentication.safeParse(answer)
  if (!parsed.success) return undefined
  const { platform, globalValidation } = parsed.data.properties
  const enabled = platform?.enabled === true
  const required = globalValidation?.requireAuthentication === true
  const letsThrough = globalValidation?.unauthenticatedClientAction === 'AllowAnonymous'
  return { enabled, anonymous: !enabled || !required || letsThrough }
}

/** The rule that is always there, "Any", lets all in; a lone Deny for all closes. */
function allowedRanges(
  rules: readonly { ipAddress?: string | undefined; action?: string | undefined }[],
): string[] {
  const allowed = rules.filter(({ action }) => (action ?? 'Allow') === 'Allow')
  const open = allowed.some(
    ({ ipAddress }) => ipAddress === undefined || ipAddress === 'Any' || ipAddress === '0.0.0.0/0',
  )
  return open ? [] : allowed.flatMap(({ ipAddress }) => ipAddress ?? [])
}
