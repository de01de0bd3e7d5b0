import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { type AzureCalls, armChild, armList, defineAzureCollector } from './calls.ts'
import { firewallProps, ipRange, privateConnections, rangesProps } from './firewall.ts'
import { flag, list, optional, readList, resource, text } from './shapes.ts'

const flexible = resource({
  version: text,
  network: optional(z.object({ publicNetworkAccess: text, delegatedSubnetResourceId: text })),
  authConfig: optional(z.object({ activeDirectoryAuth: text, passwordAuth: text })),
})
const setting = resource({ value: text })

/** Server parameters as a list of them tells: https://learn.microsoft.com/rest/api/postgresql/configurations/list-by-server */
function settingProps(answered: readonly z.output<typeof setting>[] | undefined) {
  if (answered === undefined) return {}
  const settings = new Map(answered.map((one) => [one.name ?? '', one.properties.value ?? '']))
  const named = (value: string): readonly string[] =>
    [...settings].filter(([, one]) => one.toLowerCase() === value).map(([name]) => name)
  const [on, off] = [named('on').toSorted(), named('off').toSorted()]
  const retention = Number.parseInt(settings.get('logfiles.retention_days') ?? '', 10)
  return {
    settingsOn: on,
    settingsOff: off,
    requireTls:
      on.includes('require_secure_transport') ||
      (off.includes('require_secure_transport') ? false : undefined),
    minimumTls: settings.get('ssl_min_protocol_version') ?? oldest(settings.get('tls_version')),
    logRetentionDays: Number.isNaN(retention) ? undefined : retention,
    auditEvents: settings.get('audit_log_events')?.toUpperCase().split(/,\s*/),
    settings: Object.fromEntries([...settings].sort()),
  }
}

/** MySQL lists every version that it takes: `TLSv1.2,TLSv1.3`. */
const oldest = (versions: string | undefined): string | undefined => versions?.split(/,\s*/).sort()[0]

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
        const { network, authConfig } = properties
        return records.resource(context.partition, kind, found, {
          version: properties.version,
          publicNetworkAccess:
            network?.publicNetworkAccess !== 'Disabled' && network?.delegatedSubnetResourceId === undefined,
          defaultAction: 'Deny',
          ...(rules === undefined ? {} : rangesProps(rules)),
          entraOnly: authConfig?.passwordAuth === 'Disabled',
          ...settingProps(answered),
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
  capabilities: list(z.object({ name: text })),
  ipRules: list(z.object({ ipAddressOrRange: text })),
  privateEndpointConnections: privateConnections,
})

/** https://learn.microsoft.com/azure/templates/microsoft.documentdb/databaseaccounts */
const OTHER_APIS: ReadonlySet<string> = new Set(['EnableCassandra', 'EnableGremlin', 'EnableTable'])

const isNoSql = ({ kind, properties }: z.output<typeof cosmos>): boolean | undefined =>
  kind === undefined
    ? undefined
    : kind === 'GlobalDocumentDB' && !properties.capabilities.some(({ name }) => OTHER_APIS.has(name ?? ''))

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
        noSql: isNoSql(found),
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
