import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { inlinePolicyId, lastPart } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { parseDocument } from '../documents.ts'
import { listOf, nodeProps, textOrNone, timeOrNone } from '../shapes.ts'
import { type Instance, listTexts } from './instances.ts'

const detail = z.object({
  PermissionSet: z.object({
    Name: textOrNone,
    SessionDuration: textOrNone,
    RelayState: textOrNone,
    CreatedDate: timeOrNone,
  }),
})
const managedList = z.object({ AttachedManagedPolicies: listOf(z.object({ Arn: z.string() })) })
const customerList = z.object({ CustomerManagedPolicyReferences: listOf(z.unknown()) })
const inlineAnswer = z.object({ InlinePolicy: z.unknown().optional() })

/** Answers about one permission set; undefined for a call that gave nothing. */
export interface PermissionSetAnswers {
  readonly set: unknown
  readonly managed: unknown
  readonly customer: unknown
  readonly inline: unknown
  readonly accounts: unknown
}

export function instanceRecords(partition: PartitionId, one: Instance): Records {
  const props = nodeProps(partition, one.Name ?? lastPart(one.InstanceArn), {
    identityStore: one.IdentityStoreId,
    status: one.Status,
    owner: one.OwnerAccountId,
    createdAt: one.CreatedDate,
  })
  return new RecordBuilder().node('AwsIdentityCenter', one.InstanceArn, props)
}

export function permissionSetRecords(
  partition: PartitionId,
  instance: Instance,
  id: string,
  answers: PermissionSetAnswers,
): Records {
  const records = new RecordBuilder()
  const known = answers.set ? detail.parse(answers.set).PermissionSet : undefined
  const text = answers.inline === undefined ? undefined : inlineText(answers.inline)
  records.node(
    'AwsPermissionSet',
    id,
    nodeProps(partition, known?.Name ?? lastPart(id), {
      sessionDuration: known?.SessionDuration,
      relayState: known?.RelayState,
      createdAt: known?.CreatedDate,
      inlinePolicies: text === undefined ? undefined : text === '' ? 0 : 1,
      customerManagedPolicies: answers.customer === undefined ? undefined : count(answers.customer),
    }),
  )
  records.relate(id, 'DEFINED_IN', instance.InstanceArn)
  for (const account of listTexts(answers.accounts, 'AccountIds'))
    records.relate(id, 'PROVISIONED_IN', account)
  for (const { Arn } of managedList.parse(answers.managed ?? {}).AttachedManagedPolicies) {
    records.relate(id, 'HAS_POLICY', Arn, { attachment: 'attached' })
  }
  if (text) addInlinePolicy(records, partition, id, text)
  return records
}

const count = (answer: unknown): number =>
  customerList.parse(answer ?? {}).CustomerManagedPolicyReferences.length

/** A permission set without an inline policy has an empty one. */
const inlineText = (answer: unknown): unknown => inlineAnswer.parse(answer ?? {}).InlinePolicy ?? ''

function addInlinePolicy(records: RecordBuilder, partition: PartitionId, set: string, text: unknown): void {
  const id = inlinePolicyId(set, 'inline')
  const document = parseDocument(text)
  if (document === undefined) records.unparseable('sso-admin get-inline-policy-for-permission-set', set)
  records.node('AwsIamPolicy', id, nodeProps(partition, 'inline', { type: 'inline', document }))
  records.relate(set, 'HAS_POLICY', id, { attachment: 'inline' })
}
