import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { armChild, armList, defineAzureCollector } from './calls.ts'
import { diagnosticsOf, readSentCategories } from './diagnostics.ts'
import { firewallProps, networkRules, privateConnections } from './firewall.ts'
import { flag, list, number, optional, propsOf, readList, resource, text } from './shapes.ts'

const VERSION = '2023-07-01'

const rights = optional(list(z.string()))
const vault = resource({
  enableRbacAuthorization: flag,
  enableSoftDelete: flag,
  enablePurgeProtection: flag,
  enabledForTemplateDeployment: flag,
  publicNetworkAccess: text,
  networkAcls: networkRules,
  privateEndpointConnections: privateConnections,
  accessPolicies: list(
    z.object({
      objectId: z.string(),
      tenantId: text,
      applicationId: text,
      permissions: optional(z.object({ secrets: rights, keys: rights, certificates: rights })),
    }),
  ),
})
type Vault = z.output<typeof vault>

/** Times are seconds since 1970: https://learn.microsoft.com/rest/api/keyvault/keys/list */
const attributes = optional(z.object({ enabled: flag, exp: number }))
const listedKey = resource({ attributes })
const secret = resource({ attributes })
/** The list leaves the rotation policy out: https://learn.microsoft.com/rest/api/keyvault/keys/get */
const wholeKey = resource({
  rotationPolicy: optional(
    z.object({ lifetimeActions: list(z.object({ action: optional(z.object({ type: text })) })) }),
  ),
})

const lower = (all: readonly string[] | undefined) => (all ?? []).map((one) => one.toLowerCase()).sort()

/** Vaults, who may read them, and how long their keys and secrets last; never a secret, nor its name. */
export const keyvault = defineAzureCollector({
  service: 'keyvault',
  level: 'subscription',
  calls: {
    'keyvault vaults': armList('Microsoft.KeyVault/vaults', VERSION),
    'keyvault keys': armChild('Microsoft.KeyVault/vaults/keys', 'keys', VERSION),
    'keyvault key': {
      host: 'arm',
      path: '{id}/keys/{key}',
      query: { 'api-version': VERSION },
      per: ['id', 'key'],
      permission: 'Microsoft.KeyVault/vaults/keys/read',
    },
    'keyvault secrets': armChild('Microsoft.KeyVault/vaults/secrets', 'secrets', VERSION),
    'keyvault diagnostic-settings': diagnosticsOf(),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const vaults = (await readList(context, 'keyvault vaults', vault, missing)) ?? []
    const read: VaultRead[] = []
    for await (const one of context.map(vaults, (found) => vaultRecords(context, found))) {
      read.push(one)
      yield one.records
    }
    yield* keyRecords(context, read)
    yield { nodes: [], relationships: [], missing }
  },
})

interface VaultRead {
  readonly records: RecordBuilder
  readonly id: string
  readonly keys: readonly z.output<typeof listedKey>[]
}

async function vaultRecords(context: CollectContext, found: Vault): Promise<VaultRead> {
  const records = new RecordBuilder()
  const { id, properties } = found
  const secrets = await readList(context, 'keyvault secrets', secret, records.missing, { id })
  const call = 'keyvault diagnostic-settings'
  const logCategories = await readSentCategories(context, call, records.missing, { id })
  records.resource(context.partition, 'AzureKeyVault', found, {
    ...firewallProps({
      publicNetworkAccess: properties.publicNetworkAccess,
      rules: properties.networkAcls,
      connections: properties.privateEndpointConnections,
    }),
    bypass: properties.networkAcls?.bypass ?? 'AzureServices',
    rbac: properties.enableRbacAuthorization ?? false,
    softDelete: properties.enableSoftDelete ?? true,
    purgeProtection: properties.enablePurgeProtection ?? false,
    templateDeployment: properties.enabledForTemplateDeployment ?? false,
    accessPolicies: properties.accessPolicies.map(policyProps),
    logCategories,
    lastingSecrets: secrets?.filter(({ properties: { attributes: given } }) => lasts(given)).length,
  })
  const keys = (await readList(context, 'keyvault keys', listedKey, records.missing, { id })) ?? []
  return { records, id, keys }
}

/** Of all vaults together: one may have thousands. */
async function* keyRecords(
  context: CollectContext,
  vaults: readonly VaultRead[],
): AsyncIterable<RecordBuilder> {
  const all = vaults.flatMap(({ id, keys }) => keys.map((key) => ({ id, key })))
  yield* context.map(all, async ({ id, key }) => {
    const { enabled, exp } = key.properties.attributes ?? {}
    const props = {
      enabled: enabled ?? true,
      expiresAt: exp === undefined ? null : new Date(exp * 1000).toISOString(),
      rotates: await rotates(context, id, key.name),
    }
    return new RecordBuilder()
      .resource(context.partition, 'AzureKeyVaultKey', key, props)
      .relate(id, 'CONTAINS', key.id)
  })
}

const policyProps = ({
  objectId,
  tenantId,
  applicationId,
  permissions,
}: Vault['properties']['accessPolicies'][number]) =>
  propsOf({
    principalId: objectId.toLowerCase(),
    tenantId,
    applicationId,
    secrets: lower(permissions?.secrets),
    keys: lower(permissions?.keys),
    certificates: lower(permissions?.certificates),
  })

/** In use, and without an end. */
const lasts = (given: z.output<typeof attributes>): boolean =>
  given?.enabled !== false && given?.exp === undefined

async function rotates(context: CollectContext, id: string, key: string | undefined) {
  const parsed = wholeKey.safeParse(await context.attempt('keyvault key', { id, key }))
  const actions = parsed.data?.properties.rotationPolicy?.lifetimeActions ?? []
  return parsed.success ? actions.some(({ action }) => action?.type?.toLowerCase() === 'rotate') : undefined
}
