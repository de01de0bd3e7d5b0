import { z } from 'zod'
import { computeName, defineAsset } from '../define.ts'

const Zone = z.object({
  dnsName: z.string().nullish(),
  visibility: z.string().nullish(),
  dnssecConfig: z
    .object({
      state: z.string().nullish(),
      defaultKeySpecs: z
        .array(z.object({ keyType: z.string().nullish(), algorithm: z.string().nullish() }))
        .nullish(),
    })
    .nullish(),
})

type KeySpecs = NonNullable<NonNullable<z.infer<typeof Zone>['dnssecConfig']>['defaultKeySpecs']>

/** The API writes `keySigning`, an inventory may write `KEY_SIGNING`. */
const plain = (text: string | null | undefined): string => (text ?? '').replaceAll('_', '').toLowerCase()

/** https://cloud.google.com/dns/docs/reference/rest/v1/managedZones */
export const dnsZone = defineAsset({
  type: 'dns.googleapis.com/ManagedZone',
  kind: 'GcpDnsZone',
  read: (data) => {
    const { dnsName, visibility, dnssecConfig } = Zone.parse(data)
    const specs = dnssecConfig?.defaultKeySpecs ?? []
    return {
      props: {
        ...(dnsName != null && { dnsName }),
        visibility: plain(visibility) || 'public',
        dnssec: plain(dnssecConfig?.state) || 'off',
        keySigningAlgorithm: algorithmOf(specs, 'keysigning'),
        zoneSigningAlgorithm: algorithmOf(specs, 'zonesigning'),
      },
    }
  },
})

const algorithmOf = (specs: KeySpecs, type: string): string | null =>
  plain(specs.find(({ keyType }) => plain(keyType) === type)?.algorithm) || null

const Policy = z.object({
  enableLogging: z.boolean().nullish(),
  networks: z.array(z.object({ networkUrl: z.string().nullish() })).nullish(),
})

/** https://cloud.google.com/dns/docs/reference/rest/v1/policies */
export const dnsPolicy = defineAsset({
  type: 'dns.googleapis.com/Policy',
  kind: 'GcpDnsPolicy',
  read: (data) => {
    const { enableLogging, networks } = Policy.parse(data)
    const ids = (networks ?? []).flatMap(({ networkUrl }) => (networkUrl ? computeName(networkUrl) : []))
    return {
      props: { logging: enableLogging === true, networks: ids.sort() },
      relations: ids.map((id) => ['ATTACHED_TO', id]),
    }
  },
})
