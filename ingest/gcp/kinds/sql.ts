import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { defineAsset, usesKey } from '../define.ts'

const Instance = z.object({
  databaseVersion: z.string().nullish(),
  instanceType: z.string().nullish(),
  ipAddresses: z.array(z.object({ type: z.string().nullish() })).nullish(),
  state: z.string().nullish(),
  diskEncryptionConfiguration: z.object({ kmsKeyName: z.string().nullish() }).nullish(),
  settings: z
    .object({
      activationPolicy: z.string().nullish(),
      databaseFlags: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
      deletionProtectionEnabled: z.boolean().nullish(),
      backupConfiguration: z.object({ enabled: z.boolean().nullish() }).nullish(),
      ipConfiguration: z
        .object({
          ipv4Enabled: z.boolean().nullish(),
          requireSsl: z.boolean().nullish(),
          sslMode: z.string().nullish(),
          authorizedNetworks: z.array(z.object({ value: z.string().nullish() })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

type Settings = NonNullable<z.infer<typeof Instance>['settings']>
type Addresses = z.infer<typeof Instance>['ipAddresses']

/** https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances#DatabaseInstance */
export const sqlInstance = defineAsset({
  type: 'sqladmin.googleapis.com/Instance',
  kind: 'GcpSqlInstance',
  read: (data) => {
    const given = Instance.parse(data)
    const { databaseVersion, instanceType, ipAddresses, settings, state } = given
    const key = given.diskEncryptionConfiguration?.kmsKeyName || null
    return {
      props: {
        ...(databaseVersion != null && {
          version: databaseVersion,
          engine: databaseVersion.split('_')[0] ?? databaseVersion,
        }),
        ...(instanceType != null && { instanceType }),
        encryption: key === null ? 'google' : 'kms',
        kmsKey: key,
        ...stateOf(state, settings),
        ...(settings != null && settingsOf(settings, ipAddresses)),
      },
      relations: usesKey(key),
    }
  },
})

/** RUNNABLE is told of one that is switched off, too: https://cloud.google.com/sql/docs/mysql/start-stop-restart-instance */
const stateOf = (state: string | null | undefined, settings: Settings | null | undefined): Props =>
  state == null ? {} : { state: settings?.activationPolicy === 'NEVER' ? 'STOPPED' : state }

function settingsOf(settings: Settings, addresses: Addresses): Props {
  const { databaseFlags, backupConfiguration: backup, ipConfiguration: ip } = settings
  return {
    databaseFlags: (databaseFlags ?? []).map(({ name, value }) => `${name}=${value ?? ''}`).sort(),
    deletionProtection: settings.deletionProtectionEnabled === true,
    ...(backup != null && { backups: backup.enabled === true }),
    ...(ip != null && {
      publicAddress: ip.ipv4Enabled === true || (addresses ?? []).some(({ type }) => type === 'PRIMARY'),
      authorizedNetworks: (ip.authorizedNetworks ?? []).flatMap(({ value }) => value ?? []).sort(),
      ...plainConnections(ip),
    }),
  }
}

const BY_MODE: { readonly [mode: string]: boolean } = {
  ALLOW_UNENCRYPTED_AND_ENCRYPTED: true,
  ENCRYPTED_ONLY: false,
  TRUSTED_CLIENT_CERTIFICATE_REQUIRED: false,
}

/** The mode decides; `requireSsl`, which asks for a client certificate too, stands for it where an instance has none. */
function plainConnections({ sslMode, requireSsl }: NonNullable<Settings['ipConfiguration']>): Props {
  const plain = BY_MODE[sslMode ?? ''] ?? (requireSsl == null ? undefined : !requireSsl)
  const known = BY_MODE[sslMode ?? ''] !== undefined
  const asked = known ? sslMode === 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED' : requireSsl
  return {
    ...(plain !== undefined && { plainConnections: plain }),
    ...(asked != null && { clientCertificates: asked }),
  }
}
