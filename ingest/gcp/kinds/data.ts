import { z } from 'zod'
import type { Props } from '../../../graph/snapshot/records.ts'
import { defineAsset, usesKey } from '../define.ts'

const Secret = z.object({ rotation: z.object({ rotationPeriod: z.string().nullish() }).nullish() })

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets */
export const secret = defineAsset({
  type: 'secretmanager.googleapis.com/Secret',
  kind: 'GcpSecret',
  read: (data) => {
    const period = Secret.parse(data).rotation?.rotationPeriod
    return { props: { rotates: period != null, rotationDays: daysOf(period) } }
  },
})

/** A duration such as 7776000s in days. */
const daysOf = (period: string | null | undefined): number | null =>
  period == null ? null : Number.parseFloat(period) / 86_400

const CryptoKey = z.object({
  purpose: z.string().nullish(),
  rotationPeriod: z.string().nullish(),
  nextRotationTime: z.string().nullish(),
  primary: z.object({ state: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys */
export const cryptoKey = defineAsset({
  type: 'cloudkms.googleapis.com/CryptoKey',
  kind: 'GcpCryptoKey',
  read: (data, { name }) => {
    const { purpose, rotationPeriod, nextRotationTime, primary } = CryptoKey.parse(data)
    return {
      props: {
        ...(purpose != null && { purpose }),
        rotates: rotationPeriod != null,
        rotationDays: daysOf(rotationPeriod),
        nextRotation: nextRotationTime ?? null,
        ...(primary != null && { primaryEnabled: primary.state === 'ENABLED' }),
      },
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
      props: { ...(access != null && { access }), ...encryptionBy(key) },
      relations: usesKey(key),
    }
  },
})

const Table = z.object({
  type: z.string().nullish(),
  encryptionConfiguration: z.object({ kmsKeyName: z.string().nullish() }).nullish(),
})

/** https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#Table */
export const table = defineAsset({
  type: 'bigquery.googleapis.com/Table',
  kind: 'GcpBigQueryTable',
  read: (data, { name }) => {
    const { type, encryptionConfiguration } = Table.parse(data)
    const key = encryptionConfiguration?.kmsKeyName || null
    return {
      props: { ...(type != null && { type }), ...encryptionBy(key) },
      relations: usesKey(key),
      inside: [name.replace(/\/tables\/[^/]+$/, '')],
    }
  },
})

const encryptionBy = (key: string | null): Props => ({
  encryption: key === null ? 'google' : 'kms',
  kmsKey: key,
})
