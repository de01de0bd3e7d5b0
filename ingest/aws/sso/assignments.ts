import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, textOrNone } from '../shapes.ts'
import type { Instance } from './instances.ts'

const assignmentList = z.object({
  AccountAssignments: listOf(
    z.object({ AccountId: textOrNone, PrincipalType: textOrNone, PrincipalId: textOrNone }),
  ),
})

/** Users and groups of the identity store that are given the permission set, and in which accounts; an answer each. */
export function assignmentRecords(
  partition: PartitionId,
  instance: Instance,
  set: string,
  answers: readonly unknown[],
): Records {
  const records = new RecordBuilder()
  const accounts = new Map<string, Set<string>>()
  for (const one of answers.flatMap((answer) => assignmentList.parse(answer ?? {}).AccountAssignments)) {
    const { AccountId, PrincipalType, PrincipalId } = one
    if (AccountId === undefined || PrincipalType === undefined || PrincipalId === undefined) continue
    const id = principalArn(instance, PrincipalType, PrincipalId)
    const known = accounts.get(id)
    if (known === undefined) {
      const props = { type: PrincipalType, principalId: PrincipalId }
      records.node('AwsIdentityCenterPrincipal', id, nodeProps(partition, PrincipalId, props))
    }
    accounts.set(id, (known ?? new Set<string>()).add(AccountId))
  }
  for (const [id, given] of accounts) {
    records.relate(id, 'HAS_PERMISSION_SET', set, { accounts: [...given].sort() })
  }
  return records
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html */
function principalArn({ InstanceArn }: Instance, type: string, id: string): string {
  const [, partition = 'aws'] = InstanceArn.split(':')
  return `arn:${partition}:identitystore:::${type.toLowerCase()}/${id}`
}
