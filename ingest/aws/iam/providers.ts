import type { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { lastPart } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { nodeProps, tagTexts } from '../shapes.ts'
import type { instanceProfileList, oidcProvider, samlProviderList, serverCertificateList } from './shapes.ts'

export function instanceProfileRecords(
  partition: PartitionId,
  { InstanceProfiles }: z.output<typeof instanceProfileList>,
): Records {
  const records = new RecordBuilder()
  for (const profile of InstanceProfiles) {
    const props = nodeProps(partition, profile.InstanceProfileName, {
      uniqueId: profile.InstanceProfileId,
      path: profile.Path,
      createdAt: profile.CreateDate,
      tags: tagTexts(profile.Tags),
    })
    records.node('AwsIamInstanceProfile', profile.Arn, props)
    for (const role of profile.Roles) records.relate(profile.Arn, 'HAS_ROLE', role.Arn)
  }
  return records
}

/** `provider` is undefined when only the listing could be read: its ARN tells the issuer. */
export function oidcProviderRecords(
  partition: PartitionId,
  arn: string,
  provider: z.output<typeof oidcProvider> | undefined,
): Records {
  const url = provider?.Url?.replace(/^https:\/\//, '') ?? arn.slice(arn.indexOf('/') + 1)
  const props = nodeProps(partition, url, {
    url,
    clientIds: provider?.ClientIDList.toSorted(),
    createdAt: provider?.CreateDate,
    tags: provider === undefined ? undefined : tagTexts(provider.Tags),
  })
  return new RecordBuilder().node('AwsOidcProvider', arn, props)
}

export function samlProviderRecords(
  partition: PartitionId,
  { SAMLProviderList }: z.output<typeof samlProviderList>,
): Records {
  const records = new RecordBuilder()
  for (const { Arn, ValidUntil, CreateDate } of SAMLProviderList) {
    const props = { validUntil: ValidUntil, createdAt: CreateDate }
    records.node('AwsSamlProvider', Arn, nodeProps(partition, lastPart(Arn), props))
  }
  return records
}

/** Certificates are listed without their keys. */
export function serverCertificateRecords(
  partition: PartitionId,
  { ServerCertificateMetadataList }: z.output<typeof serverCertificateList>,
): Records {
  const records = new RecordBuilder()
  for (const one of ServerCertificateMetadataList) {
    const props = { path: one.Path, expiresAt: one.Expiration, createdAt: one.UploadDate }
    records.node('AwsIamServerCertificate', one.Arn, nodeProps(partition, one.ServerCertificateName, props))
  }
  return records
}
