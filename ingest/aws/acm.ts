import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'acm list-certificates'

/** Unless they are named, only RSA 1024 and 2048: https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html */
const KEY_TYPES = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
]

const certificateList = z.object({
  CertificateSummaryList: listOf(
    z.object({
      CertificateArn: z.string(),
      DomainName: textOrNone,
      Type: textOrNone,
      Status: textOrNone,
      KeyAlgorithm: textOrNone,
      InUse: z.boolean().nullish(),
      RenewalEligibility: textOrNone,
      NotAfter: timeOrNone,
      CreatedAt: timeOrNone,
      ImportedAt: timeOrNone,
    }),
  ),
})
type Certificate = z.output<typeof certificateList>['CertificateSummaryList'][number]

/** Certificates of Certificate Manager: what they are for, whether in use, how long valid. */
export const acm = defineCollector({
  provider: 'aws',
  service: 'acm',
  scope: 'region',
  calls: { [LIST]: { permission: 'acm:ListCertificates', pageSize: 1000 } },
  async *collect(context) {
    const answer = await context.call(LIST, { Includes: { keyTypes: KEY_TYPES } })
    const { CertificateSummaryList } = certificateList.parse(answer ?? {})
    for (const one of CertificateSummaryList) yield certificateRecords(context.partition, one)
  },
})

function certificateRecords(partition: PartitionId, one: Certificate): Records {
  const props = nodeProps(partition, one.DomainName, {
    type: one.Type,
    status: one.Status,
    keyAlgorithm: one.KeyAlgorithm,
    inUse: one.InUse ?? undefined,
    renewalEligibility: one.RenewalEligibility,
    expiresAt: one.NotAfter,
    createdAt: one.CreatedAt ?? one.ImportedAt,
  })
  return new RecordBuilder().node('AwsAcmCertificate', one.CertificateArn, props)
}
