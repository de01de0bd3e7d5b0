import type { Documents, Group, Identities, Role, Tags, User } from './identities.ts'
import { dateOf, iamId } from './ids.ts'
import { MANAGED, managedArn } from './managed-policies.ts'
import type { PolicyDocument } from './policy.ts'
import { tagList } from './writer.ts'

/** What GetAccountAuthorizationDetails says of one thing each. */

const arnOf = (account: string, path: string): string => `arn:aws:iam::${account}:${path}`

const policyArn = (account: string, name: string): string =>
  name in MANAGED ? managedArn(name) : arnOf(account, `policy/${name}`)

const attached = (account: string, names: readonly string[] = []) =>
  names.map((name) => ({ PolicyName: name, PolicyArn: policyArn(account, name) }))

const inlineOf = (documents: Documents = {}) =>
  Object.entries(documents).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }))

const tagsOf = (tags: Tags | undefined) => (tags === undefined ? {} : { Tags: tagList(tags) })

const createdAt = (account: string, kind: string, name: string): string =>
  dateOf(`${account}/${kind}/${name}`, '2026-10-03T07:00:00+00:00')

function boundaryOf(account: string, name: string | undefined) {
  if (name === undefined) return {}
  const PermissionsBoundaryArn = policyArn(account, name)
  return { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn } }
}

export const userDetail = (account: string, user: User) => ({
  Path: '/',
  UserName: user.name,
  UserId: iamId('AIDA', `${account}/${user.name}`),
  Arn: arnOf(account, `user/${user.name}`),
  CreateDate: user.keys?.[0]?.created ?? user.password?.changed ?? createdAt(account, 'user', user.name),
  ...(user.inline === undefined ? {} : { UserPolicyList: inlineOf(user.inline) }),
  GroupList: user.groups ?? [],
  AttachedManagedPolicies: attached(account, user.policies),
  ...boundaryOf(account, user.boundary),
  ...tagsOf(user.tags),
})

export const groupDetail = (account: string, group: Group) => ({
  Path: '/',
  GroupName: group.name,
  GroupId: iamId('AGPA', `${account}/${group.name}`),
  Arn: arnOf(account, `group/${group.name}`),
  CreateDate: createdAt(account, 'group', group.name),
  GroupPolicyList: inlineOf(group.inline),
  AttachedManagedPolicies: attached(account, group.policies),
})

export const roleDetail = (account: string, role: Role) => ({
  ...roleBase(account, role),
  InstanceProfileList: role.instanceProfile ? [profileOf(account, role)] : [],
  RolePolicyList: inlineOf(role.inline),
  AttachedManagedPolicies: attached(account, role.policies),
  ...boundaryOf(account, role.boundary),
  ...tagsOf(role.tags),
  RoleLastUsed: role.lastUsed === undefined ? {} : { LastUsedDate: role.lastUsed, Region: 'eu-west-1' },
})

const roleBase = (account: string, role: Role) => ({
  Path: role.path ?? '/',
  RoleName: role.name,
  RoleId: iamId('AROA', `${account}/${role.name}`),
  Arn: arnOf(account, `role${role.path ?? '/'}${role.name}`),
  CreateDate: createdAt(account, 'role', role.name),
  AssumeRolePolicyDocument: role.trust,
})

/** The instance profile that has the role's name. */
export const profileOf = (account: string, role: Role) => ({
  Path: '/',
  InstanceProfileName: role.name,
  InstanceProfileId: iamId('AIPA', `${account}/${role.name}`),
  Arn: arnOf(account, `instance-profile/${role.name}`),
  CreateDate: createdAt(account, 'role', role.name),
  Roles: [roleBase(account, role)],
})

/** The account's own policies, and of those that AWS manages the ones in use. */
export function policyDetails(account: string, identities: Identities) {
  const { users, groups, roles, policies } = identities
  const holders = [...users, ...groups, ...roles]
  const boundaries = [...users, ...roles].flatMap(({ boundary }) => boundary ?? [])
  const used = new Set([...holders.flatMap((holder) => holder.policies ?? []), ...boundaries])
  const managed = Object.entries(MANAGED).filter(([name]) => used.has(name))
  const all = [
    ...Object.entries(policies),
    ...managed.map(([name, { document }]) => [name, document] as const),
  ]
  return all.map(([name, document]) => ({
    ...policyDetail(account, name, document),
    AttachmentCount: holders.filter((holder) => holder.policies?.includes(name)).length,
    PermissionsBoundaryUsageCount: boundaries.filter((boundary) => boundary === name).length,
  }))
}

function policyDetail(account: string, name: string, document: PolicyDocument) {
  const CreateDate = createdAt(account, 'policy', name)
  return {
    PolicyName: name,
    PolicyId: iamId('ANPA', name in MANAGED ? name : `${account}/${name}`),
    Arn: policyArn(account, name),
    Path: MANAGED[name]?.path ?? '/',
    DefaultVersionId: 'v1',
    IsAttachable: true,
    CreateDate,
    UpdateDate: CreateDate,
    PolicyVersionList: [{ Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate }],
  }
}
