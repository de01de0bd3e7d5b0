import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCalls, armChild, armList, defineAzureCollector } from './calls.ts'
import { firewallProps, ipRange, privateConnections, rangesProps } from './firewall.ts'
import { flag, list, number, optional, readList, resource, text } from './shapes.ts'

const server = resource({
  version: text,
  publicNetworkAccess: text,
  minimalTlsVersion: text,
  privateEndpointConnections: privateConnections,
  administrators: optional(z.object({ azureADOnlyAuthentication: flag, sid: text })),
  keyId: text,
})
const database = resource({})
const auditing = resource({ state: text, retentionDays: number })
const SQL = '2023-08-01-preview'

/** SQL servers, their databases, and what lets whom in. */
export const sql = defineAzureCollector({
  service: 'sql',
  level: 'subscription',
  calls: {
    'sql servers': armList('Microsoft.Sql/servers', SQL),
    'sql databases': armChild('Microsoft.Sql/servers/databases', 'databases', SQL),
    'sql firewall-rules': armChild('Microsoft.Sql/servers/firewallRules', 'firewallRules', SQL),
    'sql auditing': armChild('Microsoft.Sql/servers/auditingSettings', 'auditingSettings', SQL),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const servers = (await readList(context, 'sql servers', server, missing)) ?? []
    yield* context.map(servers, (found) => sqlRecords(context, found))
    yield { nodes: [], relationships: [], missing }
  },
})

async function sqlRecords(context: CollectContext, found: z.output<typeof server>): Promise<RecordBuilder> {
  const records = new RecordBuilder()
  const { id, properties } = found
  const rules = await readList(context, 'sql firewall-rules', ipRange, records.missing, { id })
  const audits = await readList(context, 'sql auditing', auditing, records.missing, { id })
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
    customerKey: properties.keyId !== undefined,
    auditing: audits && audit?.state === 'Enabled',
    auditRetentionDays: audit?.retentionDays === undefined ? undefined : String(audit.retentionDays),
  })
  for (const one of (await readList(context, 'sql databases', database, records.missing, { id })) ?? []) {
    if (one.name === 'master') continue
    records.resource(context.partition, 'AzureSqlDatabase', one, {})
    records.relate(id, 'CONTAINS', one.id)
  }
  return records
}

const flexible = resource({
  version: text,
  network: optional(z.object({ publicNetworkAccess: text, delegatedSubnetResourceId: text })),
  authConfig: optional(z.object({ activeDirectoryAuth: text, passwordAuth: text })),
})
const setting = resource({ value: text })

const flexibleCalls = (service: string, type: string, version: string): AzureCalls => ({
  [`${service} servers`]: armList(`${type}/flexibleServers`, version),
  [`${service} firewall-rules`]: armChild(`${type}/flexibleServers/firewallRules`, 'firewallRules', version),
  [`${service} settings`]: armChild(`${type}/flexibleServers/configurations`, 'configurations', version),
})

const flexibleCollector = (service: string, kind: string, type: string, version: string) =>
  defineAzureCollector({
    service,
    level: 'subscription',
    calls: flexibleCalls(service, type, version),
    async *collect(context) {
      const missing: MissingCall[] = []
      const servers = (await readList(context, `${service} servers`, flexible, missing)) ?? []
      yield* context.map(servers, async (found) => {
        const records = new RecordBuilder()
        const { id, properties } = found
        const rules = await readList(context, `${service} firewall-rules`, ipRange, records.missing, { id })
        const answered = await readList(context, `${service} settings`, setting, records.missing, { id })
        const settings = new Map((answered ?? []).map((one) => [one.name ?? '', one.properties.value ?? '']))
        const { network, authConfig } = properties
        return records.resource(context.partition, kind, found, {
          version: properties.version,
          publicNetworkAccess:
            network?.publicNetworkAccess !== 'Disabled' && network?.delegatedSubnetResourceId === undefined,
          defaultAction: 'Deny',
          ...(rules === undefined ? {} : rangesProps(rules)),
          entraOnly: authConfig?.passwordAuth === 'Disabled',
          requireTls: answered && settings.get('require_secure_transport')?.toUpperCase() === 'ON',
          minimumTls: settings.get('ssl_min_protocol_version') ?? settings.get('tls_version'),
          settings: answered && Object.fromEntries([...settings].sort()),
        })
      })
      yield { nodes: [], relationships: [], missing }
    },
  })

export const postgresql = flexibleCollector(
  'postgresql',
  'AzurePostgresServer',
  'Microsoft.DBforPostgreSQL',
  '2024-08-01',
)
export const mysql = flexibleCollector('mysql', 'AzureMySqlServer', 'Microsoft.DBforMySQL', '2023-12-30')

const cosmos = resource({
  disableLocalAuth: flag,
  publicNetworkAccess: text,
  isVirtualNetworkFilterEnabled: flag,
  ipRules: list(z.object({ ipAddressOrRange: text })),
  privateEndpointConnections: privateConnections,
})

/** Cosmos DB accounts; never a key. */
export const cosmosdb = defineAzureCollector({
  service: 'cosmosdb',
  level: 'subscription',
  calls: { 'cosmosdb accounts': armList('Microsoft.DocumentDB/databaseAccounts', '2024-05-15') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'cosmosdb accounts', cosmos, missing)) ?? []) {
      const { properties } = found
      const filtered = properties.isVirtualNetworkFilterEnabled === true
      const ranges = properties.ipRules.flatMap(({ ipAddressOrRange }) => ipAddressOrRange ?? [])
      const { publicNetworkAccess, privateEndpoints } = firewallProps({
        publicNetworkAccess: properties.publicNetworkAccess,
        rules: undefined,
        connections: properties.privateEndpointConnections,
      })
      records.resource(context.partition, 'AzureCosmosAccount', found, {
        publicNetworkAccess,
        privateEndpoints,
        allowedRanges: ranges,
        // Without a rule every address is let in. https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall
        defaultAction: ranges.length === 0 && !filtered ? 'Allow' : 'Deny',
        virtualNetworkFilter: filtered,
        localAuth: properties.disableLocalAuth !== true,
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
