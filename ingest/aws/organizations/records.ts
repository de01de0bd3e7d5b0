import type { Value } from '../../../graph/snapshot/records.ts'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { nodeProps } from '../shapes.ts'
import type { Delegations } from './delegation.ts'
import { levelsAt, type OrganizationPolicy, type PolicyType } from './policies.ts'
import type { MemberAccount, Organization, Root } from './shapes.ts'
import type { Branch } from './tree.ts'

/** What was read of an organization from its management account, or from a delegated administrator's. */
export interface OrganizationAnswers {
  readonly organization: Organization
  readonly root: Root
  readonly branches: readonly Branch[]
  readonly accounts: readonly MemberAccount[]
  readonly policies: Readonly<Record<PolicyType, readonly OrganizationPolicy[] | undefined>>
  readonly delegations: Delegations | undefined
  readonly rootFeatures: readonly string[] | undefined
}

/** An account that is in no organization, or in one that it may not look into. */
export function lonelyRecords(partition: PartitionId, organization: Organization | undefined): Records {
  const props = nodeProps(partition, undefined, {
    organization: organization?.Id ?? null,
    managementAccount: organization?.MasterAccountId === partition.account,
    ...(organization === undefined ? ALONE : {}),
  })
  const records = new RecordBuilder().node('AwsAccount', partition.account, props)
  if (organization !== undefined) addOrganization(records, partition, organization)
  return records
}

const ALONE = { serviceControlPolicies: [], resourceControlPolicies: [], delegatedAdministrator: false }

/** Its account is the management account, whoever tells of it. */
function addOrganization(
  records: RecordBuilder,
  partition: PartitionId,
  { Id, Arn, MasterAccountId }: Organization,
  more: { readonly [name: string]: Value | undefined } = {},
): void {
  const props = { organizationId: Id, managementAccountId: MasterAccountId, ...more }
  records.node('AwsOrganization', Arn, nodeProps({ ...partition, account: MasterAccountId }, Id, props))
}

/** The organization, its units and policies, and what they mean for each account. */
export function organizationRecords(partition: PartitionId, answers: OrganizationAnswers): Records {
  const { organization, root, branches } = answers
  const records = new RecordBuilder()
  const idOf = new Map(branches.map((branch) => [branch.id, branch.unit?.Arn ?? organization.Arn]))
  addOrganization(records, partition, organization, {
    rootId: root.Id,
    policyTypes: root.PolicyTypes.map(({ Type }) => Type).sort(),
    centralRootFeatures: answers.rootFeatures,
  })
  for (const branch of branches) addBranch(records, partition, branch, idOf)
  const pathOf = accountPaths(branches)
  for (const account of answers.accounts)
    addAccount(records, partition, account, pathOf.get(account.Id), answers)
  for (const policy of Object.values(answers.policies).flatMap((policies) => policies ?? [])) {
    addPolicy(records, partition, policy, idOf)
  }
  return records
}

function addBranch(
  records: RecordBuilder,
  partition: PartitionId,
  { id, unit, units, accounts }: Branch,
  idOf: ReadonlyMap<string, string>,
): void {
  if (unit !== undefined) {
    records.node(
      'AwsOrganizationalUnit',
      unit.Arn,
      nodeProps(partition, unit.Name ?? unit.Id, { unitId: unit.Id }),
    )
  }
  for (const child of units ?? []) records.relate(idOf.get(id), 'CONTAINS', child.Arn)
  for (const account of accounts ?? []) records.relate(idOf.get(id), 'CONTAINS', account.Id)
}

const accountPaths = (branches: readonly Branch[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    branches.flatMap(({ accounts, path }) => (accounts ?? []).map((account) => [account.Id, path] as const)),
  )

function addAccount(
  records: RecordBuilder,
  partition: PartitionId,
  account: MemberAccount,
  path: readonly string[] | undefined,
  { organization, root, policies, delegations }: OrganizationAnswers,
): void {
  const levels = (type: PolicyType): Value | undefined =>
    path === undefined ? undefined : levelsAt([...path, account.Id], type, policies[type], root)
  const props = nodeProps({ ...partition, account: account.Id }, account.Name ?? account.Id, {
    email: account.Email,
    organization: organization.Id,
    managementAccount: account.Id === organization.MasterAccountId,
    organizationPath: path,
    serviceControlPolicies: levels('SERVICE_CONTROL_POLICY'),
    resourceControlPolicies: levels('RESOURCE_CONTROL_POLICY'),
    delegatedAdministrator: delegations?.has(account.Id),
    delegatedServices: delegations?.has(account.Id) === false ? [] : delegations?.get(account.Id),
    createdAt: account.JoinedTimestamp,
  })
  records.node('AwsAccount', account.Id, props)
}

function addPolicy(
  records: RecordBuilder,
  partition: PartitionId,
  { summary, type, document, targets }: OrganizationPolicy,
  idOf: ReadonlyMap<string, string>,
): void {
  if (document === null) records.unparseable('organizations describe-policy', summary.Id)
  const props = nodeProps(partition, summary.Name ?? summary.Id, {
    policyId: summary.Id,
    type,
    awsManaged: summary.AwsManaged,
    document: document ?? undefined,
  })
  records.node('AwsOrganizationPolicy', summary.Arn, props)
  for (const target of targets ?? []) {
    records.relate(/^\d{12}$/.test(target) ? target : idOf.get(target), 'RESTRICTED_BY', summary.Arn)
  }
}
