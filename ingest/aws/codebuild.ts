import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { environmentProps, traceVariables, type Variable } from '../variables.ts'
import { keyArn, regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { bucketSource, imageSource, relateCode } from './code-source.ts'
import { relateNetwork } from './network-ends.ts'
import { listOf, lowerTagList, nodeProps, tagTexts, textOrNone, timeOrNone } from './shapes.ts'
import { buildsPullRequestsOfAnyone, webhook } from './webhook.ts'

const LIST = 'codebuild list-projects'
const PROJECTS = 'codebuild batch-get-projects'

const nameList = z.object({ projects: listOf(z.string()) })

const source = z.object({
  type: textOrNone,
  location: textOrNone,
  buildspec: textOrNone,
  auth: z.object({ type: textOrNone }).nullish(),
})

const projectList = z.object({
  projects: listOf(
    z.object({
      name: z.string(),
      arn: z.string(),
      source: source.nullish(),
      secondarySources: listOf(source),
      artifacts: z.object({ type: textOrNone }).nullish(),
      environment: z
        .object({
          image: textOrNone,
          privilegedMode: z.boolean().nullish(),
          environmentVariables: listOf(z.object({ name: z.string(), value: textOrNone, type: textOrNone })),
        })
        .nullish(),
      serviceRole: textOrNone,
      buildBatchConfig: z.object({ serviceRole: textOrNone }).nullish(),
      webhook: webhook.nullish(),
      projectVisibility: textOrNone,
      concurrentBuildLimit: z.number().nullish(),
      timeoutInMinutes: z.number().nullish(),
      encryptionKey: textOrNone,
      vpcConfig: z
        .object({ vpcId: textOrNone, subnets: listOf(z.string()), securityGroupIds: listOf(z.string()) })
        .nullish(),
      created: timeOrNone,
      tags: lowerTagList,
    }),
  ),
})
type Project = z.output<typeof projectList>['projects'][number]
type Source = z.output<typeof source>

/** Build projects: whose role builds have, where their code comes from. */
export const codebuild = defineCollector({
  provider: 'aws',
  service: 'codebuild',
  scope: 'region',
  calls: {
    [LIST]: { permission: 'codebuild:ListProjects' },
    [PROJECTS]: { permission: 'codebuild:BatchGetProjects', batch: { member: 'names', size: 100 } },
  },
  async *collect(context) {
    const names = nameList.parse((await context.call(LIST)) ?? {}).projects
    if (names.length > 0) yield projectRecords(context.partition, await context.call(PROJECTS, { names }))
  },
})

export function projectRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const project of projectList.parse(answer ?? {}).projects) {
    const id = project.arn
    const { vpcConfig } = project
    records.node('AwsCodeBuildProject', id, projectProps(partition, project))
    records.relate(id, 'HAS_EXECUTION_ROLE', project.serviceRole)
    records.relate(id, 'HAS_SERVICE_ROLE', project.buildBatchConfig?.serviceRole)
    records.relate(id, 'USES_KEY', keyArn(project.encryptionKey, partition))
    relateCode(records, id, codeOf(partition, project))
    for (const secret of secretsOf(partition, project)) records.relate(id, 'USES_SECRET', secret)
    relateNetwork(records, partition, id, {
      vpc: vpcConfig?.vpcId,
      subnets: vpcConfig?.subnets,
      securityGroups: vpcConfig?.securityGroupIds,
    })
  }
  return records
}

function projectProps(partition: PartitionId, project: Project) {
  const { source: from, environment } = project
  const inline = isInline(from?.buildspec)
  return nodeProps(partition, project.name, {
    serviceRole: project.serviceRole ?? null,
    batchServiceRole: project.buildBatchConfig ? (project.buildBatchConfig.serviceRole ?? null) : null,
    sourceType: from?.type,
    sourceLocation: (from?.type !== 'NO_SOURCE' && withoutUser(from?.location)) || null,
    sourceAuthType: from?.auth?.type ?? null,
    inlineBuildspec: inline,
    artifactsType: project.artifacts?.type,
    image: environment?.image,
    privileged: environment?.privilegedMode ?? false,
    webhook: project.webhook != null,
    pullRequestsOfAnyone: buildsPullRequestsOfAnyone(project.webhook),
    ...environmentProps(traceVariables(variablesOf(project), inline ? (from?.buildspec ?? '') : '')),
    publicBuilds: project.projectVisibility === 'PUBLIC_READ',
    concurrentBuildLimit: project.concurrentBuildLimit ?? undefined,
    timeoutMinutes: project.timeoutInMinutes ?? undefined,
    createdAt: project.created,
    tags: tagTexts(project.tags),
  })
}

/** A value of another type than PLAINTEXT is the name of a secret or parameter. */
const variablesOf = ({ environment }: Project): readonly Variable[] =>
  (environment?.environmentVariables ?? []).map(({ name, value, type }) => ({
    name,
    value: type === undefined || type === 'PLAINTEXT' ? value : undefined,
  }))

/** A file name or an S3 ARN otherwise. https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
const isInline = (buildspec: string | undefined): boolean => /^\s*[{[]|\n/.test(buildspec ?? '')

/** An address may bear a token: `https://token@example.org/repository`. */
function withoutUser(location: string | undefined): string | undefined {
  return location?.replace(/^([a-z][a-z+.-]*:\/\/)[^/]*@/i, '$1')
}

function codeOf(partition: PartitionId, project: Project) {
  const sources = [project.source, ...project.secondarySources]
  const inBucket = (one: Source | null | undefined) =>
    one?.type === 'S3' ? bucketSource(one.location, partition.region) : undefined
  const buildspec = project.source?.buildspec ?? ''
  return [
    ...sources.map(inBucket),
    buildspec.startsWith('arn:') ? bucketSource(buildspec, partition.region) : undefined,
    imageSource(project.environment?.image),
  ]
}

/** Secrets by ARN and parameters by name; a secret's bare name does not tell its ARN. */
function secretsOf(partition: PartitionId, { environment }: Project): readonly string[] {
  return (environment?.environmentVariables ?? []).flatMap(({ type, value = '' }) => {
    if (type === 'PARAMETER_STORE') {
      return value.startsWith('arn:')
        ? value
        : regionalArn(partition, 'ssm', `parameter/${value.replace(/^\//, '')}`)
    }
    // arn:…:secret:name-suffix:json-key:version-stage:version-id
    return type === 'SECRETS_MANAGER' && value.startsWith('arn:')
      ? value.split(':').slice(0, 7).join(':')
      : []
  })
}
