import { ApiError, type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { DELEGATION_CALLS, readDelegations, readRootFeatures } from './delegation.ts'
import { readPolicies } from './policies.ts'
import { lonelyRecords, organizationRecords } from './records.ts'
import { accountList, type Organization, organization, type Root, rootList } from './shapes.ts'
import { readTree } from './tree.ts'

/**
 * The organization, as its management account or a delegated administrator sees it. A member account is refused all
 * but the description: it is then OK, and what restricts it stays unknown until the management account is read.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
 */
export const organizations = defineCollector({
  provider: 'aws',
  service: 'organizations',
  scope: 'global',
  calls: {
    'organizations describe-organization': {
      permission: 'organizations:DescribeOrganization',
      none: ['AWSOrganizationsNotInUseException'],
    },
    'organizations list-roots': { permission: 'organizations:ListRoots', none: ['AccessDeniedException'] },
    'organizations list-organizational-units-for-parent': {
      permission: 'organizations:ListOrganizationalUnitsForParent',
      per: 'ParentId',
    },
    'organizations list-accounts-for-parent': {
      permission: 'organizations:ListAccountsForParent',
      per: 'ParentId',
    },
    'organizations list-accounts': { permission: 'organizations:ListAccounts' },
    'organizations list-policies': { permission: 'organizations:ListPolicies', per: 'Filter' },
    'organizations describe-policy': { permission: 'organizations:DescribePolicy', per: 'PolicyId' },
    'organizations list-targets-for-policy': {
      permission: 'organizations:ListTargetsForPolicy',
      per: 'PolicyId',
    },
    ...DELEGATION_CALLS,
  },
  async *collect(context) {
    const described = await context.call('organizations describe-organization')
    const own = described ? organization.parse(described).Organization : undefined
    const root = own === undefined ? undefined : await readRoot(context, own)
    if (own === undefined || root === undefined) yield lonelyRecords(context.partition, own)
    else yield await readOrganization(context, own, root)
  },
})

/** undefined in a member account. A management account that is refused lacks a permission. */
async function readRoot(context: CollectContext, own: Organization): Promise<Root | undefined> {
  const call = 'organizations list-roots'
  const answer = await context.call(call)
  const root = rootList.parse(answer ?? {}).Roots[0]
  if (root === undefined && own.MasterAccountId === context.partition.account) {
    throw new ApiError(`${call}: AccessDeniedException`, 'DENIED', 'AccessDeniedException')
  }
  return root
}

async function readOrganization(context: CollectContext, own: Organization, root: Root): Promise<Records> {
  return organizationRecords(context.partition, {
    organization: own,
    root,
    branches: await readTree(context, root),
    accounts: accountList.parse((await context.attempt('organizations list-accounts')) ?? {}).Accounts,
    policies: {
      SERVICE_CONTROL_POLICY: await readPolicies(context, 'SERVICE_CONTROL_POLICY'),
      RESOURCE_CONTROL_POLICY: await readPolicies(context, 'RESOURCE_CONTROL_POLICY'),
    },
    delegations: await readDelegations(context),
    rootFeatures: await readRootFeatures(context, own),
  })
}
