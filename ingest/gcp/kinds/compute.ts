import { z } from 'zod'
import { defineAsset, lastPart } from '../define.ts'

const Instance = z.object({
  status: z.string().nullish(),
  machineType: z.string().nullish(),
  canIpForward: z.boolean().nullish(),
  tags: z.object({ items: z.array(z.string()).nullish() }).nullish(),
  metadata: z
    .object({ items: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish() })
    .nullish(),
  serviceAccounts: z.array(z.object({ email: z.string(), scopes: z.array(z.string()).nullish() })).nullish(),
  shieldedInstanceConfig: z.object({ enableSecureBoot: z.boolean().nullish() }).nullish(),
  networkInterfaces: z
    .array(
      z.object({
        network: z.string().nullish(),
        subnetwork: z.string().nullish(),
        networkIP: z.string().nullish(),
        accessConfigs: z.array(z.object({ natIP: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
})

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances */
export const instance = defineAsset({
  type: 'compute.googleapis.com/Instance',
  kind: 'GcpInstance',
  read: (data) => {
    const {
      status,
      machineType,
      canIpForward,
      tags,
      metadata,
      serviceAccounts,
      shieldedInstanceConfig,
      networkInterfaces,
    } = Instance.parse(data)
    const items = metadata?.items ?? []
    const setting = (key: string) => flagOf(items.find((item) => item.key.toLowerCase() === key)?.value)
    const account = serviceAccounts?.[0]
    return {
      props: {
        ...(status != null && { status }),
        ...(machineType != null && { machineType: lastPart(machineType) }),
        networkTags: [...(tags?.items ?? [])].sort(),
        metadataKeys: items.map(({ key }) => key).sort(),
        canIpForward: canIpForward === true,
        shieldedSecureBoot: shieldedInstanceConfig?.enableSecureBoot === true,
        serviceAccount: account?.email.toLowerCase() ?? null,
        scopes: [...(account?.scopes ?? [])].sort(),
        serialPortEnabled: setting('serial-port-enable') === true,
        ...optional('osLogin', setting('enable-oslogin')),
        ...optional('blockProjectSshKeys', setting('block-project-ssh-keys')),
        networkInterfaces: (networkInterfaces ?? []).map((one) => ({
          network: one.network ?? null,
          subnetwork: one.subnetwork ?? null,
          address: one.networkIP ?? null,
          external: one.accessConfigs?.some(({ natIP }) => Boolean(natIP)) === true,
        })),
      },
      relations:
        account === undefined
          ? []
          : [['HAS_EXECUTION_ROLE', `serviceAccount:${account.email.toLowerCase()}`]],
    }
  },
})

/** Metadata flags are texts: https://cloud.google.com/compute/docs/metadata/setting-custom-metadata#boolean */
function flagOf(value: string | null | undefined): boolean | undefined {
  return value == null ? undefined : ['true', '1', 'yes', 'y'].includes(value.toLowerCase())
}

const optional = (name: string, value: boolean | undefined) => (value === undefined ? {} : { [name]: value })
