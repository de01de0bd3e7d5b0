import { TECHNIQUE } from '../../../likelihood.ts'
import { definePrivilege, type Permission, type Source } from '../../privilege.ts'
import { ACCOUNT, ATTACKER, iamArn, scenario } from '../example.ts'
import {
  ADDS_RIGHTS,
  ADMINISTRATOR_POLICY,
  asAdministrator,
  iamReference,
  managedPolicies,
  roomForVersion,
  selfAs,
} from './shared.ts'

const ownPolicies: Source = {
  says: 'customer-managed policies attached to the principal',
  ofSelf: (scene, self) =>
    managedPolicies(scene, self).flatMap((policy) =>
      asAdministrator(scene, self, { rewrite: policy.id }, { policy }),
    ),
}

const POLICY = iamArn('policy/own')
const newVersion: Permission = { action: 'iam:CreatePolicyVersion', on: 'policy' }
const attached = (type: string) =>
  scenario({
    permissions: [newVersion],
    on: { policy: POLICY },
    nodes: [[POLICY, 'AwsIamPolicy', { type, versions: 1, account: ACCOUNT, document: { Statement: [] } }]],
    facts: [[ATTACKER.user, 'HAS_POLICY', POLICY]],
  })

export const newVersionOfOwnPolicy = definePrivilege({
  id: 'iam-001',
  title: 'Writes a new default version of a policy that is attached to oneself',
  category: 'self-escalation',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('CreatePolicyVersion')],
  source: ownPolicies,
  needs: { self: [newVersion], target: [roomForVersion], world: [] },
  example: attached('customer-managed'),
  nearMiss: attached('aws-managed'),
})

/** The four ways to give oneself a policy. */
const onSelf = (
  id: string,
  title: string,
  as: 'user' | 'role',
  operation: 'PutRolePolicy' | 'PutUserPolicy' | 'AttachUserPolicy' | 'AttachRolePolicy',
) => {
  const context = operation.startsWith('Attach') ? { context: ADMINISTRATOR_POLICY } : {}
  const permission: Permission = { action: `iam:${operation}`, on: as, ...context }
  return definePrivilege({
    id,
    title,
    category: 'self-escalation',
    edge: 'CAN_ESCALATE',
    attack: ADDS_RIGHTS,
    likelihood: TECHNIQUE.apiCall,
    references: [iamReference(operation)],
    source: selfAs(as),
    needs: { self: [permission], target: [], world: [] },
    example: scenario({ as, permissions: [permission], on: { [as]: ATTACKER[as] } }),
    nearMiss: scenario({ as, permissions: [permission], on: { [as]: iamArn(`${as}/somebody-else`) } }),
  })
}

export const inlinePolicyOnOwnRole = onSelf(
  'iam-005',
  'Writes an inline policy into its own role',
  'role',
  'PutRolePolicy',
)
export const inlinePolicyOnSelf = onSelf(
  'iam-007',
  'Writes an inline policy into its own user',
  'user',
  'PutUserPolicy',
)
export const policyAttachedToSelf = onSelf(
  'iam-008',
  'Attaches AdministratorAccess to its own user',
  'user',
  'AttachUserPolicy',
)
export const policyAttachedToOwnRole = onSelf(
  'iam-009',
  'Attaches AdministratorAccess to its own role',
  'role',
  'AttachRolePolicy',
)
