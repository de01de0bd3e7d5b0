import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { traceVariables } from '../../variables.ts'
import { regionalArn, roleArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone } from '../shapes.ts'
import { parameterList, variables } from './stacks.ts'

const setList = z.object({
  Summaries: listOf(
    z.object({
      StackSetName: z.string(),
      StackSetId: z.string(),
      Status: textOrNone,
      PermissionModel: textOrNone,
      AutoDeployment: z
        .object({ Enabled: z.boolean().nullish(), RetainStacksOnAccountRemoval: z.boolean().nullish() })
        .nullish(),
    }),
  ),
})
export type StackSet = z.output<typeof setList>['Summaries'][number]

const detail = z.object({
  StackSet: z.object({
    StackSetARN: textOrNone,
    AdministrationRoleARN: textOrNone,
    ExecutionRoleName: textOrNone,
    Parameters: parameterList,
    Capabilities: listOf(z.string()),
    Tags: tagList,
  }),
})
type Detail = z.output<typeof detail>['StackSet']

const instanceList = z.object({
  Summaries: listOf(z.object({ Account: textOrNone, Region: textOrNone, StackId: textOrNone })),
})
type Instance = z.output<typeof instanceList>['Summaries'][number]

/** Stack sets that are not deleted. */
export const listSets = (answer: unknown): StackSet[] =>
  setList.parse(answer ?? {}).Summaries.filter(({ Status }) => Status !== 'DELETED')

/** `set` and `instances`: undefined for a call that gave nothing. */
export function setRecords(partition: PartitionId, one: StackSet, set: unknown, instances: unknown): Records {
  const records = new RecordBuilder()
  const known = set ? detail.parse(set).StackSet : undefined
  const listed = instances === undefined ? undefined : instanceList.parse(instances ?? {}).Summaries
  const id = known?.StackSetARN ?? regionalArn(partition, 'cloudformation', `stackset/${one.StackSetId}`)
  records.node(
    'AwsCloudFormationStackSet',
    id,
    nodeProps(partition, one.StackSetName, {
      status: one.Status,
      permissionModel: one.PermissionModel,
      autoDeployment: autoDeployment(one),
      ...(known === undefined ? {} : settings(known)),
      ...(listed === undefined ? {} : places(listed)),
    }),
  )
  records.relate(id, 'HAS_SERVICE_ROLE', known?.AdministrationRoleARN)
  for (const role of executionRoles(partition, known, listed)) records.relate(id, 'HAS_EXECUTION_ROLE', role)
  for (const { StackId } of listed ?? []) records.relate(id, 'MANAGES', StackId)
  return records
}

function settings(known: Detail) {
  const parameters = traceVariables(variables(known.Parameters))
  return {
    administrationRole: known.AdministrationRoleARN ?? null,
    executionRoleName: known.ExecutionRoleName ?? null,
    capabilities: known.Capabilities.toSorted(),
    parameterNames: parameters.names,
    parameterCredentialKinds: parameters.kinds,
    parameterAccessKeyIds: parameters.accessKeyIds,
    foreignClients: parameters.foreignClients,
    tags: tagTexts(known.Tags),
  }
}

function places(listed: readonly Instance[]) {
  const distinct = (of: (instance: Instance) => string | undefined) =>
    [...new Set(listed.flatMap((instance) => of(instance) ?? []))].sort()
  return {
    instances: listed.length,
    instanceAccounts: distinct(({ Account }) => Account),
    instanceRegions: distinct(({ Region }) => Region),
  }
}

function autoDeployment({ AutoDeployment }: StackSet) {
  if (!AutoDeployment) return undefined
  const { Enabled, RetainStacksOnAccountRemoval } = AutoDeployment
  return { Enabled: Enabled ?? false, RetainStacksOnAccountRemoval: RetainStacksOnAccountRemoval ?? false }
}

/**
 * The execution role has the same name in every account that the set enters.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
function executionRoles(
  partition: PartitionId,
  known: Detail | undefined,
  listed: readonly Instance[] | undefined,
): Iterable<string> {
  if (known?.ExecutionRoleName === undefined) return []
  const accounts = (listed ?? []).flatMap(({ Account }) => Account ?? [])
  return new Set(
    accounts.flatMap((account) => roleArn(known.ExecutionRoleName, { ...partition, account }) ?? []),
  )
}
