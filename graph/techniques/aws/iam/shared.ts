import type { Identity } from '../../../access/aws/estate.ts'
import { principalKey } from '../../../access/aws/principal.ts'
import { type Change, changedBy, EVERYTHING, outcomeOf } from '../../engine/outcome.ts'
import { propertyOf } from '../../engine/prerequisites.ts'
import type { Scene } from '../../engine/scene.ts'
import { candidate, follow, isProtectedRole, nodesIn } from '../../engine/sources.ts'
import type { Candidate, Prerequisite, Source } from '../../privilege.ts'

/** https://attack.mitre.org/techniques/T1098/003/ and https://attack.mitre.org/techniques/T1078/004/ */
export const ADDS_RIGHTS = ['T1098.003', 'T1078.004']
/** https://attack.mitre.org/techniques/T1098/001/ */
export const ADDS_CREDENTIAL = ['T1098.001', 'T1078.004']

export const iamReference = (operation: string): string =>
  `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${operation}.html`

/** Where a policy limits which policies may be attached, it must admit one of these: either is enough. */
export const ADMINISTRATOR_POLICY = {
  'iam:PolicyARN': [EVERYTHING.id, 'arn:aws:iam::aws:policy/IAMFullAccess'],
}

export const GRANT: Change = { add: [EVERYTHING] }

/**
 * The account, as its administrator, through a changed identity; limited where a control goes on to hold, and then
 * with what the identity has become.
 */
export function asAdministrator(
  scene: Scene,
  changed: Identity,
  change: Change,
  nodes: Candidate['nodes'],
): readonly Candidate[] {
  const outcome = outcomeOf(scene, changed, change)
  if (scene.facts.node(changed.account) === undefined) return []
  if (outcome.administrator) return [candidate(nodes, changed.account, { conditions: outcome.conditions })]
  const { limitedBy } = outcome
  const becomes = changedBy(changed, change)
  return [candidate(nodes, changed.account, limitedBy === null ? { becomes } : { becomes, limitedBy })]
}

/** Oneself, given everything. */
export const selfAs = (kind: 'user' | 'role'): Source => ({
  says: kind === 'user' ? 'the user itself' : 'the role itself',
  ofSelf: (scene, self) =>
    self.principal.kind === kind && !isProtectedRole(self.node)
      ? asAdministrator(scene, self, GRANT, { [kind]: self.node })
      : [],
})

/** The account's users, each reached as itself. */
export const users: Source = {
  says: 'users',
  inAccount: (scene, account) =>
    nodesIn(scene, account, 'AwsIamUser').map((user) => candidate({ user }, user.id)),
}

/** The account's roles, each reached as itself. */
export const roles: Source = {
  says: 'roles',
  inAccount: (scene, account) =>
    nodesIn(scene, account, 'AwsIamRole').map((role) => candidate({ role }, role.id)),
}

/** Identities of the account of one kind. */
export const identitiesIn = (scene: Scene, account: string, kind: 'AwsIamUser' | 'AwsIamRole') =>
  nodesIn(scene, account, kind).flatMap((node) => scene.estate.identities.get(principalKey(node.id)) ?? [])

/** Roles of one's own account that one may assume. */
export function assumableRoles(scene: Scene, self: Identity): readonly Identity[] {
  return scene.assumableBy(self.id).flatMap(({ to }) => {
    const role = scene.estate.identities.get(principalKey(to))
    return role === undefined || role.account !== self.account || role.id === self.id ? [] : [role]
  })
}

/** Customer-managed policies attached to an identity, its own or a group's. */
export const managedPolicies = (scene: Scene, { own }: Identity) =>
  own.identity
    .filter(({ type }) => type === 'customer-managed')
    .flatMap(({ id }) => scene.facts.node(id) ?? [])

export const groupsOfUser = (scene: Scene, id: string) => follow(scene, id, 'MEMBER_OF')

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html : at most five. */
export const roomForVersion = propertyOf(
  'policy-versions',
  'the policy has fewer than five versions',
  'policy',
  'versions',
  (versions) => typeof versions === 'number' && versions < 5,
)

/** A user may have two: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const roomForKey = propertyOf(
  'access-keys',
  'the user has fewer than two access keys',
  'user',
  'accessKeys',
  (keys) => typeof keys === 'number' && keys < 2,
)

export const modifiable: Prerequisite = {
  id: 'modifiable-role',
  says: 'the role is neither service-linked nor made by IAM Identity Center',
  decide: ({ nodes }) =>
    nodes.role !== undefined && isProtectedRole(nodes.role)
      ? { state: 'unmet', detail: 'AWS refuses changes of this role' }
      : { state: 'met', detail: 'the role may be changed' },
}
