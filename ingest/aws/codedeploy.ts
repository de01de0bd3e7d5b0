import { z } from 'zod'
import type { Value } from '../../graph/snapshot/records.ts'
import { type CollectContext, defineCollector, type PartitionId, type Records } from '../collector.ts'
import { regionalArn } from './arns.ts'
import { RecordBuilder } from './builder.ts'
import { listOf, nodeProps, textOrNone } from './shapes.ts'

const APPLICATIONS = 'deploy list-applications'
const LIST = 'deploy list-deployment-groups'
const GROUPS = 'deploy batch-get-deployment-groups'

const applicationList = z.object({ applications: listOf(z.string()) })
const groupList = z.object({ deploymentGroups: listOf(z.string()) })
/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_EC2TagFilter.html */
const tagFilters = listOf(z.object({ Key: textOrNone, Value: textOrNone, Type: textOrNone }))

const described = z.object({
  deploymentGroupsInfo: listOf(
    z.object({
      deploymentGroupName: z.string(),
      serviceRoleArn: textOrNone,
      computePlatform: textOrNone,
      autoScalingGroups: listOf(z.object({ name: z.string() })),
      ec2TagFilters: tagFilters,
      ec2TagSet: z.object({ ec2TagSetList: listOf(tagFilters) }).nullish(),
    }),
  ),
})

/** Deployment groups, by application. */
export const codedeploy = defineCollector({
  provider: 'aws',
  service: 'codedeploy',
  scope: 'region',
  calls: {
    [APPLICATIONS]: { permission: 'codedeploy:ListApplications' },
    [LIST]: { permission: 'codedeploy:ListDeploymentGroups', per: 'applicationName' },
    [GROUPS]: {
      permission: 'codedeploy:BatchGetDeploymentGroups',
      per: 'applicationName',
      batch: { member: 'deploymentGroupNames', size: 100 },
    },
  },
  async *collect(context) {
    const { applications } = applicationList.parse((await context.call(APPLICATIONS)) ?? {})
    yield* context.map(applications, (application) => readGroups(context, application))
  },
})

async function readGroups(context: CollectContext, applicationName: string): Promise<Records> {
  const listed = groupList.parse((await context.attempt(LIST, { applicationName })) ?? {})
  const deploymentGroupNames = listed.deploymentGroups
  const answer =
    deploymentGroupNames.length === 0
      ? null
      : await context.attempt(GROUPS, { applicationName, deploymentGroupNames })
  return groupRecords(context.partition, applicationName, deploymentGroupNames, answer)
}

/** Every listed group, with what its description says if it came. */
export function groupRecords(
  partition: PartitionId,
  application: string,
  names: readonly string[],
  answer: unknown,
): Records {
  const records = new RecordBuilder()
  const known = new Map(
    described.parse(answer ?? {}).deploymentGroupsInfo.map((one) => [one.deploymentGroupName, one]),
  )
  for (const name of names) {
    const group = known.get(name)
    const id = regionalArn(partition, 'codedeploy', `deploymentgroup:${application}/${name}`)
    const props = {
      application,
      platform: group?.computePlatform,
      serviceRole: group?.serviceRoleArn,
      ...(group && { autoScalingGroups: group.autoScalingGroups.map(({ name: own }) => own).sort() }),
      ...(group && { tagFilters: filtersOf(group) }),
    }
    records.node('AwsCodeDeployGroup', id, nodeProps(partition, name, props))
    records.relate(id, 'HAS_SERVICE_ROLE', group?.serviceRoleArn)
  }
  return records
}

type Group = z.output<typeof described>['deploymentGroupsInfo'][number]

/** A group has one list of filters, or a set of lists of which each has to fit. */
const filtersOf = ({ ec2TagFilters, ec2TagSet }: Group): Value =>
  [...(ec2TagFilters.length > 0 ? [ec2TagFilters] : []), ...(ec2TagSet?.ec2TagSetList ?? [])].map((filters) =>
    filters.map(({ Key, Value: value, Type }) => ({
      key: Key ?? null,
      value: value ?? null,
      type: Type ?? 'KEY_AND_VALUE',
    })),
  )
