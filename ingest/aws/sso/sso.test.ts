import { expect, test } from 'vitest'
import { collectFrom } from '../../answers.fixture.ts'
import { sso } from './index.ts'

const instance = 'arn:aws:sso:::instance/ssoins-1'
const set = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1'
const managed = 'arn:aws:iam::aws:policy/AdministratorAccess'
const withSet = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(sso, {
    'sso-admin list-instances': { Instances: [{ InstanceArn: instance }] },
    [`sso-admin list-permission-sets ${instance}`]: { PermissionSets: [set] },
    ...answers,
  })

test('a permission set is its policies, and is in accounts', async () => {
  const { from, props } = await withSet({
    [`sso-admin list-managed-policies-in-permission-set ${set}`]: {
      AttachedManagedPolicies: [{ Arn: managed }],
    },
    [`sso-admin get-inline-policy-for-permission-set ${set}`]: { InlinePolicy: '{"Statement": []}' },
    [`sso-admin list-accounts-for-provisioned-permission-set ${set}`]: { AccountIds: ['222222222222'] },
  })
  expect(from(set)).toEqual([
    `DEFINED_IN ${instance}`,
    `HAS_POLICY ${managed}`,
    `HAS_POLICY ${set}#inline/inline`,
    'PROVISIONED_IN 222222222222',
  ])
  expect(props(`${set}#inline/inline`)).toMatchObject({ document: { Statement: [] } })
})

test('an empty inline policy is none', async () => {
  const { from, props } = await withSet({
    [`sso-admin get-inline-policy-for-permission-set ${set}`]: { InlinePolicy: '' },
  })
  expect(from(set)).toEqual([`DEFINED_IN ${instance}`])
  expect(props(set)).toMatchObject({ inlinePolicies: 0 })
})

test('who is given a permission set in two accounts is one principal', async () => {
  const assigned = (AccountId: string) => ({
    AccountAssignments: [{ AccountId, PrincipalType: 'GROUP', PrincipalId: 'g-1' }],
  })
  const { from, ids } = await withSet({
    [`sso-admin list-accounts-for-provisioned-permission-set ${set}`]: {
      AccountIds: ['222222222222', '333333333333'],
    },
    [`sso-admin list-account-assignments ${set} 222222222222`]: assigned('222222222222'),
    [`sso-admin list-account-assignments ${set} 333333333333`]: assigned('333333333333'),
  })
  expect(ids).toContain('arn:aws:identitystore:::group/g-1')
  expect(from('arn:aws:identitystore:::group/g-1')).toEqual([`HAS_PERMISSION_SET ${set}`])
})
