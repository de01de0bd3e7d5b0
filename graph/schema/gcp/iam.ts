import { defineNode, derived, flag, json, text, texts, time } from '../define.ts'
import { POLICY } from './policy.ts'

const iam = { class: 'Identity', provider: 'gcp', service: 'iam' } as const

export const GcpUser = defineNode({
  ...iam,
  kind: 'GcpUser',
  title: 'Google account',
  properties: { email: text('lower case') },
})

export const GcpGroup = defineNode({
  ...iam,
  kind: 'GcpGroup',
  title: 'Google group',
  properties: {
    email: text('lower case'),
    membersKnown: flag('its members were read; absent or false: who is in it is not known'),
  },
})

export const GcpServiceAccount = defineNode({
  ...iam,
  kind: 'GcpServiceAccount',
  title: 'Service account',
  properties: {
    email: text('lower case'),
    uniqueId: text('numeric id, also its OAuth client id'),
    disabled: flag('it can get no tokens'),
    description: text('as its owner wrote it'),
    ...POLICY,
    adminRoles: derived(
      texts(
        'Owner, Editor and administrator roles on projects, folders, organizations, its own and of groups it is known to be in',
      ),
    ),
    basicRoles: derived(texts('Owner and Editor, where it holds them on a project, folder or organization')),
  },
})

export const GcpServiceAccountKey = defineNode({
  ...iam,
  kind: 'GcpServiceAccountKey',
  class: 'Secret',
  title: 'Service account key',
  properties: {
    keyType: text('USER_MANAGED | SYSTEM_MANAGED'),
    keyOrigin: text('GOOGLE_PROVIDED | USER_PROVIDED'),
    disabled: flag('it is refused'),
    validAfter: time('when it was made'),
    validBefore: time('when it ends; the year 9999 for never'),
  },
})

export const GcpRole = defineNode({
  ...iam,
  kind: 'GcpRole',
  class: 'Policy',
  title: 'IAM role',
  properties: {
    role: text('as bindings name it: projects/p/roles/r'),
    stage: text('ALPHA, BETA, GA, DISABLED, …'),
    permissions: texts('what it contains; absent when it was not read'),
  },
})

export const GcpIdentityProvider = defineNode({
  ...iam,
  kind: 'GcpIdentityProvider',
  title: 'Workload identity pool provider',
  properties: {
    issuer: text('of its tokens, without / at the end; null when it is not of OIDC'),
    awsAccount: text('the AWS account whose identities it admits; null when it is not of AWS'),
    attributeMapping: json('{ google.subject: assertion.sub, … }; empty where it has none'),
    conditioned: flag('an attribute condition chooses among its identities'),
    disabled: flag('it admits nobody'),
  },
})

export const GcpIdentityPool = defineNode({
  ...iam,
  kind: 'GcpIdentityPool',
  title: 'Workload identity pool',
  properties: { disabled: flag('it admits nobody') },
})

export const GcpApiKey = defineNode({
  ...iam,
  kind: 'GcpApiKey',
  class: 'Secret',
  service: 'apikeys',
  title: 'API key',
  properties: {
    deleted: flag('it is on its way out'),
    apis: texts('services that it may call; empty when all that are enabled'),
    application: text('browser | server | android | ios: who may use it; none for anyone'),
    openApplication: flag('anyone may use it: it names nobody, or every referrer or address'),
  },
})

export const GcpDenyPolicy = defineNode({
  ...iam,
  kind: 'GcpDenyPolicy',
  class: 'Policy',
  title: 'Deny policy',
  properties: {
    rules: json(
      '[{ denyRule: { deniedPrincipals, exceptionPrincipals, deniedPermissions, exceptionPermissions, denialCondition } }]',
    ),
  },
})

export const GcpEntitlement = defineNode({
  ...iam,
  kind: 'GcpEntitlement',
  class: 'Policy',
  service: 'privilegedaccessmanager',
  title: 'Entitlement of Privileged Access Manager',
  properties: {
    state: text('AVAILABLE, CREATING, DELETING, …'),
    eligible: texts('members that may take up its roles'),
    approvalNeeded: flag('somebody else has to approve first'),
    approvers: texts('members that may approve'),
    resource: text('full name of the project, folder or organization that its roles are for'),
    roleBindings: json('[{ role, condition }]'),
  },
})

export const GcpAccessBoundary = defineNode({
  ...iam,
  kind: 'GcpAccessBoundary',
  class: 'Policy',
  title: 'Principal access boundary policy',
  properties: {
    resources: texts('nodes that its principals may reach'),
    enforcementVersion: text('which permissions it holds back'),
    bindings: json('[{ principalSet, condition }]'),
  },
})
