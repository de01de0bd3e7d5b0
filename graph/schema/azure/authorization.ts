import { defineNode, derived, flag, json, text, texts, time } from '../define.ts'

const policy = { class: 'Policy', provider: 'azure', service: 'authorization' } as const

const ASSIGNMENT = {
  principalId: text('object id of the principal'),
  principalType: text('User | Group | ServicePrincipal | ForeignGroup'),
  roleDefinitionId: text('lower-cased id of the role definition'),
  scope: text('lower-cased id of what it is assigned at; / is the root'),
  condition: text('ABAC condition; absent when it has none'),
}

export const AzureRoleDefinition = defineNode({
  ...policy,
  kind: 'AzureRoleDefinition',
  title: 'Azure role',
  properties: {
    roleId: text('the last part of its id, which is the same in every subscription for built-in roles'),
    type: text('BuiltInRole | CustomRole'),
    permissions: json('[{ actions, notActions, dataActions, notDataActions, condition }]'),
    assignableScopes: texts('where it may be assigned'),
    everyAction: flag('a block of it allows every control-plane action, by a lone star'),
  },
})

export const AzureRoleAssignment = defineNode({
  ...policy,
  kind: 'AzureRoleAssignment',
  title: 'Azure role assignment',
  properties: {
    ...ASSIGNMENT,
    roleName: derived(text('name of the role')),
    principalIsGuest: derived(flag('the principal is a user of another tenant')),
    privileged: derived(flag('the role may write role assignments, or everything')),
    controlsScope: derived(
      flag(
        'it gives every action, or the assignment of roles without a condition, at a subscription, a management group or the root; absent when the role was not read',
      ),
    ),
  },
})

export const AzureRoleEligibility = defineNode({
  ...policy,
  kind: 'AzureRoleEligibility',
  title: 'Eligible Azure role assignment',
  properties: {
    ...ASSIGNMENT,
    endsAt: time('when the eligibility ends; absent when it does not'),
    roleName: derived(text('name of the role')),
  },
})

export const AzureDenyAssignment = defineNode({
  ...policy,
  kind: 'AzureDenyAssignment',
  title: 'Azure deny assignment',
  properties: {
    scope: text('lower-cased id of what it holds at'),
    permissions: json('[{ actions, notActions, dataActions, notDataActions, condition }]'),
    principals: json('[{ id, type }]; the zero id of type SystemDefined is everyone'),
    excludePrincipals: json('[{ id, type }]'),
    doNotApplyToChildScopes: flag('holds at its own scope only'),
    effect: text('enforced | audit'),
  },
})

export const AzureLock = defineNode({
  ...policy,
  kind: 'AzureLock',
  title: 'Resource lock',
  properties: { scope: text('lower-cased id of what it locks'), level: text('ReadOnly | CanNotDelete') },
})

/** https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure */
export const AzurePolicyAssignment = defineNode({
  ...policy,
  service: 'policy',
  kind: 'AzurePolicyAssignment',
  title: 'Azure policy assignment',
  properties: {
    scope: text('lower-cased id of what it is assigned at'),
    policyDefinitionId: text('lower-cased id of the definition or initiative'),
    enforcementMode: text('Default | DoNotEnforce | Enroll'),
    customDefinitions: texts(
      'lower-cased ids of the custom definitions that it assigns, itself or by its initiative; absent when these were not read',
    ),
  },
})

export const AzurePolicyDefinition = defineNode({
  ...policy,
  service: 'policy',
  kind: 'AzurePolicyDefinition',
  title: 'Azure policy definition',
  properties: { type: text('Custom: those of Microsoft are not kept') },
})
