import { credentialReport } from './credential-report.ts'
import { groupDetail, policyDetails, profileOf, roleDetail, userDetail } from './iam-details.ts'
import type { AccessKey, Identities, User } from './identities.ts'
import { dateOf, iamId } from './ids.ts'
import type { AccountWriter } from './writer.ts'

/** Writes everything that IAM answers about one account. */
export function writeIam(out: AccountWriter, identities: Identities): void {
  const { account } = out
  const { users, groups, roles, alias } = identities
  out.put('global', 'iam get-account-authorization-details', {
    UserDetailList: users.map((user) => userDetail(account, user)),
    GroupDetailList: groups.map((group) => groupDetail(account, group)),
    RoleDetailList: roles.map((role) => roleDetail(account, role)),
    Policies: policyDetails(account, identities),
  })
  const profiles = roles.filter((role) => role.instanceProfile).map((role) => profileOf(account, role))
  out.list('global', 'iam list-instance-profiles', 'InstanceProfiles', profiles)
  out.list('global', 'iam list-account-aliases', 'AccountAliases', [alias])
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
