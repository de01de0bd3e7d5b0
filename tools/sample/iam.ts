import { credentialReport } from './credential-report.ts'
import { dateOf, iamId } from './ids.ts'
import { MANAGED, managedArn } from './managed-policies.ts'
import type { PolicyDocument } from './policy.ts'
import { type AccountWriter, tagList } from './writer.ts'

type Tags = { readonly [key: string]: string }
type Documents = { readonly [name: string]: PolicyDocument }

export interface AccessKey {
  readonly created: string
  /** Absent: never used. */
  readonly lastUsed?: string
  readonly service?: string
  readonly inactive?: true
}

export interface User {
  readonly name: string
  readonly groups?: readonly string[]
  readonly mfa?: true
  /** Absent: no console password. */
  readonly password?: { readonly changed: string; readonly lastUsed?: string }
  readonly keys?: readonly AccessKey[]
  readonly policies?: readonly string[]
  readonly inline?: Documents
  readonly boundary?: string
  readonly tags?: Tags
}

export interface Group {
  readonly name: string
  readonly policies?: readonly string[]
  readonly inline?: Documents
}

export interface Role {
  readonly name: string
  readonly path?: string
  readonly trust: PolicyDocument
  readonly policies?: readonly string[]
  readonly inline?: Documents
  readonly boundary?: string
  /** Absent: never. */
  readonly lastUsed?: string
  readonly instanceProfile?: true
  readonly tags?: Tags
}

export interface Identities {
  readonly alias: string
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly roles: readonly Role[]
  /** Customer-managed policies by name. */
  readonly policies: Documents
  readonly oidc?: readonly { readonly url: string; readonly audiences: readonly string[] }[]
  readonly saml?: readonly string[]
  readonly passwordPolicy?: object
  readonly rootMfa: boolean
}

/** Writes everything that IAM answers about one account. */
export function writeIam(out: AccountWriter, identities: Identities): void {
  const { account } = out
  const arn = (path: string) => `arn:aws:iam::${account}:${path}`
  const policyArn = (name: string) => (name in MANAGED ? managedArn(name) : arn(`policy/${name}`))
  const attached = (names: readonly string[] = []) =>
    names.map((name) => ({ PolicyName: name, PolicyArn: policyArn(name) }))
  const inlineOf = (documents: Documents = {}) =>
    Object.entries(documents).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }))
  const boundaryOf = (name: string | undefined) =>
    name === undefined
      ? {}
      : {
          PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: policyArn(name) },
        }
  const tagsOf = (tags: Tags | undefined) => (tags === undefined ? {} : { Tags: tagList(tags) })
  const created = (kind: string, name: string) =>
    dateOf(`${account}/${kind}/${name}`, '2026-10-03T07:00:00+00:00')

  const userDetail = (user: User) => ({
    Path: '/',
    UserName: user.name,
    UserId: iamId('AIDA', `${account}/${user.name}`),
    Arn: arn(`user/${user.name}`),
    CreateDate: user.keys?.[0]?.created ?? user.password?.changed ?? created('user', user.name),
    ...(user.inline === undefined ? {} : { UserPolicyList: inlineOf(user.inline) }),
    GroupList: user.groups ?? [],
    AttachedManagedPolicies: attached(user.policies),
    ...boundaryOf(user.boundary),
    ...tagsOf(user.tags),
  })
  const groupDetail = (group: Group) => ({
    Path: '/',
    GroupName: group.name,
    GroupId: iamId('AGPA', `${account}/${group.name}`),
    Arn: arn(`group/${group.name}`),
    CreateDate: created('group', group.name),
    GroupPolicyList: inlineOf(group.inline),
    AttachedManagedPolicies: attached(group.policies),
  })
  const roleBase = (role: Role) => ({
    Path: role.path ?? '/',
    RoleName: role.name,
    RoleId: iamId('AROA', `${account}/${role.name}`),
    Arn: arn(`role${role.path ?? '/'}${role.name}`),
    CreateDate: created('role', role.name),
    AssumeRolePolicyDocument: role.trust,
  })
  const profileOf = (role: Role) => ({
    Path: '/',
    InstanceProfileName: role.name,
    InstanceProfileId: iamId('AIPA', `${account}/${role.name}`),
    Arn: arn(`instance-profile/${role.name}`),
    CreateDate: created('role', role.name),
    Roles: [roleBase(role)],
  })
  const roleDetail = (role: Role) => ({
    ...roleBase(role),
    InstanceProfileList: role.instanceProfile ? [profileOf(role)] : [],
    RolePolicyList: inlineOf(role.inline),
    AttachedManagedPolicies: attached(role.policies),
    ...boundaryOf(role.boundary),
    ...tagsOf(role.tags),
    RoleLastUsed: role.lastUsed === undefined ? {} : { LastUsedDate: role.lastUsed, Region: 'eu-west-1' },
  })

  const { users, groups, roles } = identities
  const holders = [...users, ...groups, ...roles]
  const boundaries = [...users, ...roles].flatMap(({ boundary }) => boundary ?? [])
  const policyDetail = (name: string, document: PolicyDocument) => ({
    PolicyName: name,
    PolicyId: iamId('ANPA', name in MANAGED ? name : `${account}/${name}`),
    Arn: policyArn(name),
    Path: MANAGED[name]?.path ?? '/',
    DefaultVersionId: 'v1',
    AttachmentCount: holders.filter(({ policies }) => policies?.includes(name)).length,
    PermissionsBoundaryUsageCount: boundaries.filter((boundary) => boundary === name).length,
    IsAttachable: true,
    CreateDate: created('policy', name),
    UpdateDate: created('policy', name),
    PolicyVersionList: [
      { Document: document, VersionId: 'v1', IsDefaultVersion: true, CreateDate: created('policy', name) },
    ],
  })
  const used = new Set([...holders.flatMap(({ policies }) => policies ?? []), ...boundaries])
  const managed = Object.entries(MANAGED).filter(([name]) => used.has(name))

  out.put('global', 'iam get-account-authorization-details', {
    UserDetailList: users.map(userDetail),
    GroupDetailList: groups.map(groupDetail),
    RoleDetailList: roles.map(roleDetail),
    Policies: [
      ...Object.entries(identities.policies).map(([name, document]) => policyDetail(name, document)),
      ...managed.map(([name, { document }]) => policyDetail(name, document)),
    ],
  })
  out.list(
    'global',
    'iam list-instance-profiles',
    'InstanceProfiles',
    roles.filter((role) => role.instanceProfile).map(profileOf),
  )
  out.list('global', 'iam list-account-aliases', 'AccountAliases', [identities.alias])
  writeUsers(out, identities)
  writeProviders(out, identities)
  writeSummary(out, identities)
}

function writeUsers(out: AccountWriter, { users, rootMfa }: Identities): void {
  const { account } = out
  const listed = users.map((user) => ({
    Path: '/',
    UserName: user.name,
    UserId: iamId('AIDA', `${account}/${user.name}`),
    Arn: `arn:aws:iam::${account}:user/${user.name}`,
    CreateDate: user.keys?.[0]?.created ?? user.password?.changed ?? dateOf(user.name),
    ...(user.password?.lastUsed === undefined ? {} : { PasswordLastUsed: user.password.lastUsed }),
  }))
  out.list('global', 'iam list-users', 'Users', listed)
  for (const user of users) writeUser(out, user)
  out.put('global', 'iam get-credential-report', credentialReport(account, users, rootMfa))
}

function writeUser(out: AccountWriter, user: User): void {
  const { name } = user
  if (user.password === undefined) out.refused('global', 'iam get-login-profile', 'NoSuchEntity', name)
  else {
    const profile = { UserName: name, CreateDate: user.password.changed, PasswordResetRequired: false }
    out.put('global', 'iam get-login-profile', { LoginProfile: profile }, name)
  }
  if (user.mfa === undefined) out.nothing('global', 'iam list-mfa-devices', name)
  else {
    const serial = `arn:aws:iam::${out.account}:mfa/${name}`
    const device = { UserName: name, SerialNumber: serial, EnableDate: dateOf(`mfa/${name}`) }
    out.put('global', 'iam list-mfa-devices', { MFADevices: [device] }, name)
  }
  if (user.keys === undefined) out.nothing('global', 'iam list-access-keys', name)
  else writeKeys(out, name, user.keys)
}

function writeKeys(out: AccountWriter, user: string, keys: readonly AccessKey[]): void {
  const withIds = keys.map((key, index) => ({
    ...key,
    id: iamId('AKIA', `${out.account}/${user}/${index}`).slice(0, 20),
  }))
  const metadata = withIds.map(({ id, created, inactive }) => ({
    UserName: user,
    AccessKeyId: id,
    Status: inactive ? 'Inactive' : 'Active',
    CreateDate: created,
  }))
  out.put('global', 'iam list-access-keys', { AccessKeyMetadata: metadata }, user)
  for (const { id, lastUsed, service } of withIds) {
    const never = { ServiceName: 'N/A', Region: 'N/A' }
    const used =
      lastUsed === undefined
        ? never
        : { LastUsedDate: lastUsed, ServiceName: service ?? 's3', Region: 'eu-west-1' }
    out.put('global', 'iam get-access-key-last-used', { UserName: user, AccessKeyLastUsed: used }, id)
  }
}

function writeProviders(out: AccountWriter, { oidc = [], saml = [] }: Identities): void {
  const arn = (path: string) => `arn:aws:iam::${out.account}:${path}`
  const oidcArns = oidc.map(({ url }) => ({ Arn: arn(`oidc-provider/${url}`) }))
  out.list('global', 'iam list-open-id-connect-providers', 'OpenIDConnectProviderList', oidcArns)
  for (const { url, audiences } of oidc) {
    const provider = {
      Url: url,
      ClientIDList: audiences,
      ThumbprintList: [],
      CreateDate: dateOf(`oidc/${url}`),
    }
    out.put('global', 'iam get-open-id-connect-provider', provider, arn(`oidc-provider/${url}`))
  }
  const providers = saml.map((name) => ({
    Arn: arn(`saml-provider/${name}`),
    ValidUntil: '2027-10-20T09:00:00+00:00',
    CreateDate: dateOf(`saml/${name}`),
  }))
  out.list('global', 'iam list-saml-providers', 'SAMLProviderList', providers)
}

function writeSummary(out: AccountWriter, identities: Identities): void {
  const { users, groups, roles, policies, rootMfa, passwordPolicy } = identities
  out.put('global', 'iam get-account-summary', {
    SummaryMap: {
      Users: users.length,
      Groups: groups.length,
      Roles: roles.length,
      Policies: Object.keys(policies).length,
      MFADevices: users.filter((user) => user.mfa).length,
      MFADevicesInUse: users.filter((user) => user.mfa).length + (rootMfa ? 1 : 0),
      AccountMFAEnabled: rootMfa ? 1 : 0,
      AccountAccessKeysPresent: 0,
      AccountSigningCertificatesPresent: 0,
    },
  })
  if (passwordPolicy === undefined) out.refused('global', 'iam get-account-password-policy', 'NoSuchEntity')
  else out.put('global', 'iam get-account-password-policy', { PasswordPolicy: passwordPolicy })
}
