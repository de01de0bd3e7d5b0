import type { Identity } from '../../access/aws/estate.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { newcomerAdministers } from '../engine/outcome.ts'
import type { Scene } from '../engine/scene.ts'
import { candidate, follow } from '../engine/sources.ts'
import { definePrivilege, type Permission, type Prerequisite, type Source } from '../privilege.ts'
import { ACCOUNT, iamArn, scenario } from './example.ts'
import { ADDS_RIGHTS, asAdministrator, GRANT, identitiesIn } from './iam/shared.ts'

const RESERVED = ':role/aws-reserved/sso.amazonaws.com/'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_${operation}.html`

/** `AWSReservedSSO_<permission set>_<16 hex digits>` is what a permission set looks like in an account. */
const rolesOf = (scene: Scene, account: string, set: NodeRecord): readonly Identity[] =>
  identitiesIn(scene, account, 'AwsIamRole').filter(
    ({ id, principal }) =>
      id.includes(RESERVED) &&
      principal.name.replace(/_[0-9a-f]{16}$/, '') === `AWSReservedSSO_${String(set.props.name)}`,
  )

/** The permission set that the principal signed in with, and every account it is provisioned in. */
const ownPermissionSet: Source = {
  says: 'the permission set that the principal is assigned',
  *ofSelf(scene, self) {
    if (!self.id.includes(RESERVED)) return
    for (const set of scene.facts.ofKind('AwsPermissionSet')) {
      if (!rolesOf(scene, self.account, set).some(({ id }) => id === self.id)) continue
      const [instance] = follow(scene, set.id, 'DEFINED_IN')
      if (instance === undefined) continue
      for (const account of follow(scene, set.id, 'PROVISIONED_IN'))
        for (const role of rolesOf(scene, account.id, set))
          yield* asAdministrator(scene, role, GRANT, { set, instance, self: self.node })
    }
  },
}

/** The API answers to the account that owns the instance, and to a delegated administrator. */
const fromOwner: Prerequisite = {
  id: 'identity-center-owner',
  says: 'the principal is in the account that administers IAM Identity Center',
  decide: ({ nodes }) =>
    nodes.instance?.props.owner === nodes.self?.props.account
      ? { state: 'met', detail: 'its account owns the instance' }
      : { state: 'unknown', detail: 'whether its account is a delegated administrator is not known' },
}

/** "If the permission set is already referenced by account assignments, you need to call ProvisionPermissionSet." */
const provisioned: Prerequisite = {
  id: 'provisioned',
  says: 'the change is provisioned to the accounts',
  undecidable: true,
  decide: () => ({ state: 'unknown', detail: 'when the change is provisioned is not known' }),
}

const INSTANCE = 'arn:aws:sso:::instance/ssoins-1'
const SET = 'arn:aws:sso:::permissionSet/ssoins-1/ps-1'
const SIGNED_IN = iamArn('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Support_0123456789abcdef')

const center: readonly (readonly [string, string, { readonly [name: string]: string }])[] = [
  [INSTANCE, 'AwsIdentityCenter', { account: ACCOUNT, owner: ACCOUNT }],
  [SET, 'AwsPermissionSet', { account: ACCOUNT, name: 'Support' }],
]

/** The attacker of the examples signs in through Identity Center. */
const signedIn = (permissions: readonly Permission[], inSet: boolean) => {
  const literal = scenario({
    as: 'role',
    self: SIGNED_IN,
    permissions,
    on: { set: SET, instance: INSTANCE },
    nodes: center,
    facts: [
      [SET, 'DEFINED_IN', INSTANCE],
      [SET, 'PROVISIONED_IN', ACCOUNT],
    ],
  })
  if (inSet) return literal
  return { ...literal, facts: literal.facts.filter(([, kind]) => kind !== 'PROVISIONED_IN') }
}

const onOwnSet = (id: string, title: string, operation: string) => {
  const permissions: readonly Permission[] = [
    { action: `sso:${operation}`, on: 'set' },
    { action: `sso:${operation}`, on: 'instance' },
    { action: 'sso:ProvisionPermissionSet', on: 'set', optional: true },
  ]
  return definePrivilege({
    id,
    title,
    category: 'self-escalation',
    edge: 'CAN_ESCALATE',
    attack: ADDS_RIGHTS,
    likelihood: TECHNIQUE.twoCalls,
    references: [reference(operation), reference('ProvisionPermissionSet')],
    source: ownPermissionSet,
    needs: { self: permissions, target: [fromOwner], world: [provisioned] },
    example: signedIn(permissions, true),
    nearMiss: signedIn(permissions, false),
  })
}

export const policyAttachedToOwnSet = onOwnSet(
  'sso-002',
  'Attaches AdministratorAccess to the permission set it is assigned',
  'AttachManagedPolicyToPermissionSet',
)
export const inlinePolicyOnOwnSet = onOwnSet(
  'sso-003',
  'Writes an inline policy into the permission set it is assigned',
  'PutInlinePolicyToPermissionSet',
)

/** Accounts of the organization that an Identity Center instance can assign. */
const assignableAccounts: Source = {
  says: 'accounts that IAM Identity Center assigns',
  *ofSelf(scene, self) {
    const home = scene.facts.node(self.account)
    for (const instance of scene.facts.ofKind('AwsIdentityCenter')) {
      if (instance.props.owner !== self.account || home === undefined) continue
      for (const account of scene.facts.ofKind('AwsAccount')) {
        const together = account.props.organization === home.props.organization
        if (account.id !== home.id && !(together && typeof home.props.organization === 'string')) continue
        if (!newcomerAdministers(scene, account.id, self)) continue
        const assigned = { id: `arn:aws:sso:::account/${account.id}`, kind: 'Assigned', props: {} }
        yield candidate({ instance, assigned }, account.id, { conditions: controlsUser(self) })
      }
    }
  },
}

const controlsUser = ({ id }: Identity) =>
  id.includes(RESERVED)
    ? []
    : [
        {
          key: 'identity-center-user',
          state: 'unknown',
          detail: 'the attacker must hold some user of IAM Identity Center to assign to',
        } as const,
      ]

const NEW_SET = 'arn:aws:sso:::permissionSet/{new}/{new}'
const assign: readonly Permission[] = [
  { action: 'sso:CreatePermissionSet', on: 'instance' },
  { action: 'sso:CreatePermissionSet', on: NEW_SET },
  { action: 'sso:AttachManagedPolicyToPermissionSet', on: NEW_SET },
  { action: 'sso:AttachManagedPolicyToPermissionSet', on: 'instance' },
  { action: 'sso:CreateAccountAssignment', on: NEW_SET },
  { action: 'sso:CreateAccountAssignment', on: 'instance' },
  { action: 'sso:CreateAccountAssignment', on: 'assigned' },
]
const assigning = (owner: string) =>
  scenario({
    as: 'role',
    self: SIGNED_IN,
    permissions: assign,
    on: { instance: INSTANCE, assigned: `arn:aws:sso:::account/${ACCOUNT}` },
    nodes: [[INSTANCE, 'AwsIdentityCenter', { account: owner, owner }]],
  })

export const newPermissionSetAssigned = definePrivilege({
  id: 'sso-001',
  title: 'Creates a permission set with AdministratorAccess and assigns it to itself',
  category: 'self-escalation',
  edge: 'CAN_ESCALATE',
  attack: ADDS_RIGHTS,
  likelihood: TECHNIQUE.twoCalls,
  references: [reference('CreatePermissionSet'), reference('CreateAccountAssignment')],
  source: assignableAccounts,
  needs: { self: assign, target: [], world: [] },
  example: assigning(ACCOUNT),
  nearMiss: assigning('222222222222'),
})
