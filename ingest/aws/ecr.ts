import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { keyArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { policyProps } from './resource-policy.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from './shapes.ts'

const LIST = 'ecr describe-repositories'
const POLICY = 'ecr get-repository-policy'
const IMAGES = 'ecr describe-images'

const repositoryList = z.object({
  repositories: listOf(
    z.object({
      repositoryArn: z.string(),
      repositoryName: z.string(),
      repositoryUri: textOrNone,
      imageTagMutability: textOrNone,
      imageScanningConfiguration: z.object({ scanOnPush: z.boolean().nullish() }).nullish(),
      encryptionConfiguration: z.object({ encryptionType: textOrNone, kmsKey: textOrNone }).nullish(),
      createdAt: timeOrNone,
    }),
  ),
})
export type Repository = z.output<typeof repositoryList>['repositories'][number]

const imageList = z.object({
  imageDetails: listOf(
    z.object({
      imagePushedAt: timeOrNone,
      imageScanFindingsSummary: z
        .object({ findingSeverityCounts: z.record(z.string(), z.number()).nullish() })
        .nullish(),
    }),
  ),
})

const policyAnswer = z.object({ policyText: z.unknown().optional() })

/** Image repositories and who may push to and pull from them. */
export const ecr = defineCollector({
  provider: 'aws',
  service: 'ecr',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'ecr:DescribeRepositories', pageSize: 1000 },
    [POLICY]: {
      permission: 'ecr:GetRepositoryPolicy',
      per: 'repositoryName',
      none: ['RepositoryPolicyNotFoundException'],
    },
    [IMAGES]: { permission: 'ecr:DescribeImages', per: 'repositoryName', pageSize: 1000 },
  },
  async *collect(context) {
    const { repositories } = repositoryList.parse((await context.call(LIST)) ?? {})
    yield* context.map(repositories, async (one) => {
      const { repositoryName } = one
      const policy = await context.attempt(POLICY, { repositoryName })
      return repositoryRecords(
        context.partition,
        one,
        policy,
        await context.attempt(IMAGES, { repositoryName }),
      )
    })
  },
})

/** `answer`: null for a repository without a policy; that and `images` are undefined when they could not be read. */
export function repositoryRecords(
  partition: PartitionId,
  one: Repository,
  answer: unknown,
  images?: unknown,
): Records {
  const records = new RecordBuilder()
  const text = answer ? (policyAnswer.parse(answer).policyText ?? null) : answer
  const props = nodeProps(partition, one.repositoryName, {
    uri: one.repositoryUri,
    tagMutability: one.imageTagMutability,
    scanOnPush: one.imageScanningConfiguration?.scanOnPush ?? false,
    encryption: one.encryptionConfiguration?.encryptionType,
    createdAt: one.createdAt,
    ...newestImage(images),
    ...policyProps(records, POLICY, one.repositoryName, text),
  })
  return records
    .node('AwsEcrRepository', one.repositoryArn, props)
    .relate(one.repositoryArn, 'USES_KEY', keyArn(one.encryptionConfiguration?.kmsKey, partition))
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFindingsSummary.html */
function newestImage(answer: unknown) {
  const images = answer === undefined ? [] : imageList.parse(answer ?? {}).imageDetails
  const [newest] = images.toSorted((a, b) => ((a.imagePushedAt ?? '') < (b.imagePushedAt ?? '') ? 1 : -1))
  const counts = newest?.imageScanFindingsSummary?.findingSeverityCounts
  return {
    newestImagePushedAt: newest?.imagePushedAt,
    newestImageFindings: counts ? (counts.CRITICAL ?? 0) + (counts.HIGH ?? 0) : undefined,
  }
}
