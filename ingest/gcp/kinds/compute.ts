import { z } from 'zod'
import { defineAsset, lastPart } from '../define.ts'
import { COMPUTE_PROJECT, instanceSettings, Metadata } from './metadata.ts'

const Instance = z.object({
  status: z.string().nullish(),
  machineType: z.string().nullish(),
  canIpForward: z.boolean().nullish(),
  tags: z.object({ items: z.array(z.string()).nullish() }).nullish(),
  metadata: Metadata,
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
  read: (data, _asset, beside) => {
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
        ...instanceSettings(items, beside.one(COMPUTE_PROJECT)),
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
