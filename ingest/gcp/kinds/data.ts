import { z } from 'zod'
import { defineAsset } from '../define.ts'

const Secret = z.object({ rotation: z.object({ rotationPeriod: z.string().nullish() }).nullish() })

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
export const secret = defineAsset({
  type: 'secretmanager.googleapis.com/Secret',
  kind: 'GcpSecret',
  read: (data) => ({ props: { rotationPeriod: Secret.parse(data).rotation?.rotationPeriod ?? null } }),
})

const CryptoKey = z.object({ purpose: z.string().nullish(), rotationPeriod: z.string().nullish() })

/** https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys */
export const cryptoKey = defineAsset({
  type: 'cloudkms.googleapis.com/CryptoKey',
  kind: 'GcpCryptoKey',
  read: (data, { name }) => {
    const { purpose, rotationPeriod } = CryptoKey.parse(data)
    return {
      props: { ...(purpose != null && { purpose }), rotationPeriod: rotationPeriod ?? null },
      inside: [name.replace(/\/cryptoKeys\/[^/]+$/, '')],
    }
  },
})

export const keyRing = defineAsset({
  type: 'cloudkms.googleapis.com/KeyRing',
  kind: 'GcpKeyRing',
  read: () => ({ props: {} }),
})

const Dataset = z.object({
  access: z.array(z.record(z.string(), z.json())).nullish(),
  defaultEncryptionConfiguration: z.object({ kmsKeyName: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/bigquery/docs/reference/rest/v2/datasets#Dataset */
export const dataset = defineAsset({
  type: 'bigquery.googleapis.com/Dataset',
  kind: 'GcpBigQueryDataset',
  read: (data) => {
    const { access, defaultEncryptionConfiguration } = Dataset.parse(data)
    const key = defaultEncryptionConfiguration?.kmsKeyName || null
    return {
      props: { ...(access != null && { access }), kmsKey: key },
      relations: key === null ? [] : [['USES_KEY', `//cloudkms.googleapis.com/${key}`]],
    }
  },
})
