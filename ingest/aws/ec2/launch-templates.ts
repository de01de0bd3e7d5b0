import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { findCredentials } from '../../credential-kinds.ts'
import { awsPartition } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import type { Ec2Ids } from './ids.ts'
import { decodeUserData } from './instances.ts'

const templateList = z.object({
  LaunchTemplates: listOf(
    z.object({
      LaunchTemplateId: z.string(),
      LaunchTemplateName: textOrNone,
      CreateTime: timeOrNone,
      DefaultVersionNumber: z.number().optional(),
      LatestVersionNumber: z.number().optional(),
      Tags: tagList,
    }),
  ),
})
export type LaunchTemplate = z.output<typeof templateList>['LaunchTemplates'][number]

export const listTemplates = (answer: unknown): LaunchTemplate[] =>
  templateList.parse(answer ?? {}).LaunchTemplates

const versionList = z.object({
  LaunchTemplateVersions: listOf(
    z.object({
      DefaultVersion: z.boolean().optional(),
      LaunchTemplateData: z
        .object({
          ImageId: textOrNone,
          IamInstanceProfile: z.object({ Arn: textOrNone, Name: textOrNone }).nullish(),
          MetadataOptions: z
            .object({
              HttpTokens: textOrNone,
              HttpEndpoint: textOrNone,
              HttpPutResponseHopLimit: z.number().optional(),
            })
            .nullish(),
          UserData: textOrNone,
        })
        .nullish(),
    }),
  ),
})

/** A launch template as its default version says it; `versions` is undefined when they could not be read. */
export function templateRecords(
  partition: PartitionId,
  ids: Ec2Ids,
  template: LaunchTemplate,
  versions: unknown,
): Records {
  const id = ids.arn('launch-template', template.LaunchTemplateId)
  const known = versions === undefined ? [] : versionList.parse(versions ?? {}).LaunchTemplateVersions
  const data = known.find((version) => version.DefaultVersion)?.LaunchTemplateData
  const profile = data?.IamInstanceProfile?.Arn ?? data?.IamInstanceProfile?.Name
  const found = data ? findCredentials(decodeUserData(data.UserData ?? '')) : undefined
  const props = nodeProps(partition, template.LaunchTemplateName ?? template.LaunchTemplateId, {
    templateId: template.LaunchTemplateId,
    defaultVersion: template.DefaultVersionNumber,
    latestVersion: template.LatestVersionNumber,
    imageId: data?.ImageId,
    httpTokens: data?.MetadataOptions?.HttpTokens,
    httpEndpoint: data?.MetadataOptions?.HttpEndpoint,
    httpPutResponseHopLimit: data?.MetadataOptions?.HttpPutResponseHopLimit,
    instanceProfile: data ? (profile ?? null) : undefined,
    userDataKinds: found?.kinds,
    userDataAccessKeyIds: found?.accessKeyIds,
    foreignClients: found?.foreignClients,
    createdAt: template.CreateTime,
    tags: tagTexts(template.Tags),
  })
  return new RecordBuilder()
    .node('AwsLaunchTemplate', id, props)
    .relate(id, 'HAS_INSTANCE_PROFILE', profileArn(partition, profile))
}

/** A profile named without its ARN is taken to have no path, as nearly all have none. */
export function profileArn(partition: PartitionId, profile: string | undefined): string | undefined {
  if (profile === undefined || profile.startsWith('arn:')) return profile
  return `arn:${awsPartition(partition.region)}:iam::${partition.account}:instance-profile/${profile}`
}
