import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { assignmentRecords } from './assignments.ts'
import { type Instance, listInstances, listTexts } from './instances.ts'
import { instanceRecords, permissionSetRecords } from './permission-sets.ts'

const SETS = 'sso-admin list-permission-sets'
const SET = 'sso-admin describe-permission-set'
const MANAGED = 'sso-admin list-managed-policies-in-permission-set'
const CUSTOMER = 'sso-admin list-customer-managed-policy-references-in-permission-set'
const INLINE = 'sso-admin get-inline-policy-for-permission-set'
const ACCOUNTS = 'sso-admin list-accounts-for-provisioned-permission-set'
const ASSIGNMENTS = 'sso-admin list-account-assignments'
const none = ['ResourceNotFoundException']

/** Permission sets of IAM Identity Center, the accounts they are in and whom they are given to. */
export const sso = defineCollector({
  provider: 'aws',
  service: 'sso',
  scope: 'region',
  calls: {
    'sso-admin list-instances': { permission: 'sso:ListInstances' },
    [SETS]: { permission: 'sso:ListPermissionSets', per: 'InstanceArn', pageSize: 100 },
    [SET]: { permission: 'sso:DescribePermissionSet', per: 'PermissionSetArn' },
    [MANAGED]: { permission: 'sso:ListManagedPoliciesInPermissionSet', per: 'PermissionSetArn' },
    [CUSTOMER]: {
      permission: 'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
      per: 'PermissionSetArn',
    },
    [INLINE]: { permission: 'sso:GetInlinePolicyForPermissionSet', per: 'PermissionSetArn', none },
    [ACCOUNTS]: { permission: 'sso:ListAccountsForProvisionedPermissionSet', per: 'PermissionSetArn' },
    [ASSIGNMENTS]: { permission: 'sso:ListAccountAssignments', per: ['PermissionSetArn', 'AccountId'] },
  },
  async *collect(context) {
    for (const instance of listInstances(await context.call('sso-admin list-instances'))) {
      yield* readInstance(context, instance)
    }
  },
})

async function* readInstance(context: CollectContext, instance: Instance): AsyncIterable<Records> {
  const { InstanceArn } = instance
  yield instanceRecords(context.partition, instance)
  const sets = listTexts(await context.attempt(SETS, { InstanceArn }), 'PermissionSets')
  for (const set of sets) yield* readSet(context, instance, set)
}

async function* readSet(context: CollectContext, instance: Instance, set: string): AsyncIterable<Records> {
  const input = { InstanceArn: instance.InstanceArn, PermissionSetArn: set }
  const accounts = await context.attempt(ACCOUNTS, input)
  yield permissionSetRecords(context.partition, instance, set, {
    set: await context.attempt(SET, input),
    managed: await context.attempt(MANAGED, input),
    customer: await context.attempt(CUSTOMER, input),
    inline: await context.attempt(INLINE, input),
    accounts,
  })
  const asked = listTexts(accounts, 'AccountIds')
  const answers: unknown[] = []
  for await (const answer of context.map(asked, (AccountId) =>
    context.attempt(ASSIGNMENTS, { ...input, AccountId }),
  )) {
    answers.push(answer)
  }
  yield assignmentRecords(context.partition, instance, set, answers)
}
