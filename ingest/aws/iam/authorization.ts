import type { Props } from '../../../graph/snapshot/records.ts'
import type { PartitionId, Records } from '../../collector.ts'
import { inlinePolicyId, lastPart } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { parseDocument } from '../documents.ts'
import { nodeProps, tagTexts } from '../shapes.ts'
import type {
  AttachedPolicies,
  AuthorizationDetails,
  GroupDetail,
  InlinePolicies,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from './shapes.ts'

const CALL = 'iam get-account-authorization-details'

/** Groups, roles, policies and how users, groups and roles hold them. User nodes are made in users.ts. */
export function authorizationRecords(partition: PartitionId, details: AuthorizationDetails): Records {
  const records = new RecordBuilder()
  const groups = new Map(details.GroupDetailList.map((group) => [group.GroupName, group.Arn]))
  for (const user of details.UserDetailList) addUserPolicies(records, partition, user, groups)
  for (const group of details.GroupDetailList) addGroup(records, partition, group)
  for (const role of details.RoleDetailList) addRole(records, partition, role)
  const held = policiesInUse(details)
  for (const policy of details.Policies) {
    if (!isAwsManaged(policy.Arn) || held.has(policy.Arn)) addManagedPolicy(records, partition, policy)
  }
  return records
}

function addUserPolicies(
  records: RecordBuilder,
  partition: PartitionId,
  user: UserDetail,
  groups: ReadonlyMap<string, string>,
): void {
  for (const name of user.GroupList) records.relate(user.Arn, 'MEMBER_OF', groups.get(name))
  addPolicies(records, partition, user.Arn, user.UserPolicyList, user.AttachedManagedPolicies)
  records.relate(user.Arn, 'BOUNDED_BY', user.PermissionsBoundary?.PermissionsBoundaryArn)
}

function addGroup(records: RecordBuilder, partition: PartitionId, group: GroupDetail): void {
  const props = {
    uniqueId: group.GroupId,
    path: group.Path,
    createdAt: group.CreateDate,
    inlinePolicies: group.GroupPolicyList.length,
    attachedPolicies: group.AttachedManagedPolicies.length,
  }
  records.node('AwsIamGroup', group.Arn, nodeProps(partition, group.GroupName, props))
  addPolicies(records, partition, group.Arn, group.GroupPolicyList, group.AttachedManagedPolicies)
}

function addRole(records: RecordBuilder, partition: PartitionId, role: RoleDetail): void {
  const trustPolicy = parseDocument(role.AssumeRolePolicyDocument)
  if (trustPolicy === undefined) records.unparseable(CALL, role.Arn)
  const props = nodeProps(partition, role.RoleName, {
    uniqueId: role.RoleId,
    path: role.Path,
    createdAt: role.CreateDate,
    tags: tagTexts(role.Tags),
    trustPolicy,
    maxSessionDuration: role.MaxSessionDuration,
    serviceLinked:
      role.Path?.startsWith('/aws-service-role/') ?? role.Arn.includes(':role/aws-service-role/'),
    lastUsedAt: role.RoleLastUsed?.LastUsedDate,
    inlinePolicies: role.RolePolicyList.length,
    attachedPolicies: role.AttachedManagedPolicies.length,
  })
  records.node('AwsIamRole', role.Arn, props)
  addPolicies(records, partition, role.Arn, role.RolePolicyList, role.AttachedManagedPolicies)
  records.relate(role.Arn, 'BOUNDED_BY', role.PermissionsBoundary?.PermissionsBoundaryArn)
}

function addPolicies(
  records: RecordBuilder,
  partition: PartitionId,
  identity: string,
  inline: InlinePolicies,
  attached: AttachedPolicies,
): void {
  for (const { PolicyArn } of attached) {
    records.relate(identity, 'HAS_POLICY', PolicyArn, { attachment: 'attached' })
  }
  for (const { PolicyName, PolicyDocument } of inline) {
    const id = inlinePolicyId(identity, PolicyName)
    addPolicy(records, id, PolicyDocument, nodeProps(partition, PolicyName, { type: 'inline' }))
    records.relate(identity, 'HAS_POLICY', id, { attachment: 'inline' })
  }
}

function addManagedPolicy(records: RecordBuilder, partition: PartitionId, policy: PolicyDetail): void {
  const versions = policy.PolicyVersionList
  const chosen =
    versions.find((version) => version.IsDefaultVersion) ??
    versions.find((version) => version.VersionId === policy.DefaultVersionId)
  const awsManaged = isAwsManaged(policy.Arn)
  const props = nodeProps(partition, policy.PolicyName ?? lastPart(policy.Arn), {
    type: awsManaged ? 'aws-managed' : 'customer-managed',
    // An AWS-managed policy belongs to no account, and several accounts tell of it.
    account: awsManaged ? undefined : partition.account,
    createdAt: policy.CreateDate,
    defaultVersion: policy.DefaultVersionId,
    versions: versions.length,
    versionIds: versions.map((version) => version.VersionId).sort(),
    attachments: awsManaged ? undefined : policy.AttachmentCount,
  })
  addPolicy(records, policy.Arn, chosen?.Document, props)
}

function addPolicy(records: RecordBuilder, id: string, document: unknown, props: Props): void {
  const parsed = parseDocument(document)
  if (parsed === undefined) records.unparseable(CALL, id)
  records.node('AwsIamPolicy', id, parsed === undefined ? props : { ...props, document: parsed })
}

const isAwsManaged = (arn: string): boolean => /^arn:[^:]+:iam::aws:policy\//.test(arn)

/** AWS lists its own policies only when they are in use; emulators list all of them. */
function policiesInUse(details: AuthorizationDetails): ReadonlySet<string> {
  const { UserDetailList: users, GroupDetailList: groups, RoleDetailList: roles } = details
  const attached = [...users, ...groups, ...roles].flatMap((identity) => identity.AttachedManagedPolicies)
  const boundaries = [...users, ...roles].map(
    (identity) => identity.PermissionsBoundary?.PermissionsBoundaryArn,
  )
  return new Set([
    ...attached.map((policy) => policy.PolicyArn),
    ...boundaries.filter((arn) => arn !== undefined),
  ])
}
