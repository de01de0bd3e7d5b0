import { TECHNIQUE } from '../../../likelihood.ts'
import type { Props } from '../../../snapshot/records.ts'
import type { Change } from '../../engine/outcome.ts'
import { definePrivilege, type Permission, type Source } from '../../privilege.ts'
import { ACCOUNT, ATTACKER, iamArn, identity, scenario, TARGET_ROLE, trustFor } from '../example.ts'
import {
  ADDS_RIGHTS,
  ADMINISTRATOR_POLICY,
  asAdministrator,
  assumableRoles,
  GRANT,
  iamReference,
  identitiesIn,
  managedPolicies,
  modifiable,
  roles,
  roomForVersion,
} from './shared.ts'

const rewriteTrust: Permission = { action: 'iam:UpdateAssumeRolePolicy', on: 'role' }
const assume: Permission = { action: 'sts:AssumeRole', on: 'role', trust: 'as-is' }
const assumeRewritten: Permission = { action: 'sts:AssumeRole', on: 'role', trust: 'rewritten' }
const attach: Permission = { action: 'iam:AttachRolePolicy', on: 'role', context: ADMINISTRATOR_POLICY }
const put: Permission = { action: 'iam:PutRolePolicy', on: 'role' }
const newVersion: Permission = { action: 'iam:CreatePolicyVersion', on: 'policy' }

const POLICY = iamArn('policy/of-target')
const targetRole = (props: Props) => identity(TARGET_ROLE, 'role', props)
const trusting = trustFor(ATTACKER.user)
const managed = (type: string) =>
  ({
    nodes: [[POLICY, 'AwsIamPolicy', { type, versions: 1, account: ACCOUNT, document: { Statement: [] } }]],
    facts: [[TARGET_ROLE, 'HAS_POLICY', POLICY]],
  }) as const
const ON = { role: TARGET_ROLE, policy: POLICY }

export const rewrittenTrust = definePrivilege({
  id: 'iam-012',
  title: 'Rewrites the trust policy of a role to name itself, and assumes the role',
  category: 'principal-access',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.apiCall,
  references: [iamReference('UpdateAssumeRolePolicy')],
  source: roles,
  needs: { self: [rewriteTrust, assumeRewritten], target: [modifiable], world: [] },
  example: scenario({ permissions: [rewriteTrust], on: ON, nodes: [targetRole({})] }),
  nearMiss: scenario({ permissions: [rewriteTrust], on: ON, nodes: [targetRole({ serviceLinked: true })] }),
})

/** Roles that make their account's administrator after a change. */
const rolesAfter = (change: Change): Source => ({
  says: 'roles that would administer the account',
  *inAccount(scene, account) {
    for (const role of identitiesIn(scene, account, 'AwsIamRole'))
      yield* asAdministrator(scene, role, change, { role: role.node })
  },
})
const assumableAfter = (change: Change): Source => ({
  says: 'roles the principal may assume',
  *ofSelf(scene, self) {
    for (const role of assumableRoles(scene, self))
      yield* asAdministrator(scene, role, change, { role: role.node })
  },
})
const policiesOfRoles: Source = {
  says: 'customer-managed policies attached to roles',
  *inAccount(scene, account) {
    for (const role of identitiesIn(scene, account, 'AwsIamRole'))
      for (const policy of managedPolicies(scene, role))
        yield* asAdministrator(scene, role, { rewrite: policy.id }, { role: role.node, policy })
  },
}
const policiesOfAssumableRoles: Source = {
  says: 'customer-managed policies attached to roles the principal may assume',
  *ofSelf(scene, self) {
    for (const role of assumableRoles(scene, self))
      for (const policy of managedPolicies(scene, role))
        yield* asAdministrator(scene, role, { rewrite: policy.id }, { role: role.node, policy })
  },
}

const grantAll = { assumable: assumableAfter(GRANT), any: rolesAfter(GRANT) }

const common = {
  category: 'principal-access',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.twoCalls,
} as const

/** Grants everything to a role that trusts the principal, and assumes it. */
const thenAssume = (id: string, title: string, grant: Permission, operation: string) =>
  definePrivilege({
    ...common,
    id,
    title,
    references: [iamReference(operation)],
    source: grantAll.assumable,
    needs: { self: [grant, assume], target: [modifiable], world: [] },
    example: scenario({
      permissions: [grant, assume],
      on: ON,
      nodes: [targetRole({ trustPolicy: trusting })],
    }),
    nearMiss: scenario({ permissions: [grant, assume], on: ON, nodes: [targetRole({})] }),
  })

/** Grants everything to a role and rewrites its trust policy. */
const thenTrust = (id: string, title: string, grant: Permission, operation: string) =>
  definePrivilege({
    ...common,
    id,
    title,
    references: [iamReference(operation), iamReference('UpdateAssumeRolePolicy')],
    source: grantAll.any,
    needs: { self: [grant, rewriteTrust, assumeRewritten], target: [modifiable], world: [] },
    example: scenario({ permissions: [grant, rewriteTrust], on: ON, nodes: [targetRole({})] }),
    nearMiss: scenario({ permissions: [grant], on: ON, nodes: [targetRole({})] }),
  })

export const policyAttachedToAssumableRole = thenAssume(
  'iam-014',
  'Attaches AdministratorAccess to a role it may assume',
  attach,
  'AttachRolePolicy',
)
export const inlinePolicyOnAssumableRole = thenAssume(
  'iam-017',
  'Writes an inline policy into a role it may assume',
  put,
  'PutRolePolicy',
)
export const policyAttachedAndTrusted = thenTrust(
  'iam-019',
  'Attaches AdministratorAccess to a role and makes it trust itself',
  attach,
  'AttachRolePolicy',
)
export const inlinePolicyAndTrusted = thenTrust(
  'iam-021',
  'Writes an inline policy into a role and makes it trust itself',
  put,
  'PutRolePolicy',
)

export const newVersionOnAssumableRole = definePrivilege({
  ...common,
  id: 'iam-016',
  title: 'Writes a new version of a policy that is attached to a role it may assume',
  references: [iamReference('CreatePolicyVersion')],
  source: policiesOfAssumableRoles,
  needs: { self: [newVersion, assume], target: [roomForVersion], world: [] },
  example: scenario({
    permissions: [newVersion, assume],
    on: ON,
    nodes: [targetRole({ trustPolicy: trusting }), ...managed('customer-managed').nodes],
    facts: managed('customer-managed').facts,
  }),
  nearMiss: scenario({
    permissions: [newVersion, assume],
    on: ON,
    nodes: [targetRole({ trustPolicy: trusting }), ...managed('aws-managed').nodes],
    facts: managed('aws-managed').facts,
  }),
})

export const newVersionAndTrusted = definePrivilege({
  ...common,
  id: 'iam-020',
  title: 'Writes a new version of a policy that is attached to a role and makes the role trust itself',
  references: [iamReference('CreatePolicyVersion'), iamReference('UpdateAssumeRolePolicy')],
  source: policiesOfRoles,
  needs: {
    self: [newVersion, rewriteTrust, assumeRewritten],
    target: [roomForVersion, modifiable],
    world: [],
  },
  example: scenario({
    permissions: [newVersion, rewriteTrust],
    on: ON,
    nodes: [targetRole({}), ...managed('customer-managed').nodes],
    facts: managed('customer-managed').facts,
  }),
  nearMiss: scenario({
    permissions: [newVersion, rewriteTrust],
    on: ON,
    nodes: [targetRole({}), ...managed('aws-managed').nodes],
    facts: managed('aws-managed').facts,
  }),
})
