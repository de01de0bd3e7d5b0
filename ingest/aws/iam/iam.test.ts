import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { iam } from './index.ts'

const DETAILS = 'iam get-account-authorization-details'
const base = 'arn:aws:iam::111111111111'
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const user = { Arn: `${base}:user/ana`, UserName: 'ana', Path: '/' }
const role = { Arn: `${base}:role/app`, RoleName: 'app', Path: '/', AssumeRolePolicyDocument: document }

const withUser = (more: object, answers: { readonly [call: string]: unknown } = {}) =>
  collectFrom(iam, { [DETAILS]: { UserDetailList: [{ ...user, ...more }] }, ...answers })
const withRole = (more: object) => collectFrom(iam, { [DETAILS]: { RoleDetailList: [{ ...role, ...more }] } })

test('a user is a member of its groups', async () => {
  const { from } = await collectFrom(iam, {
    [DETAILS]: {
      UserDetailList: [{ ...user, GroupList: ['team'] }],
      GroupDetailList: [{ Arn: `${base}:group/path/team`, GroupName: 'team' }],
    },
  })
  expect(from(user.Arn)).toEqual([`MEMBER_OF ${base}:group/path/team`])
})

test('a group tells how many policies it holds', async () => {
  const group = { Arn: `${base}:group/team`, GroupName: 'team' }
  const held = {
    GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: document }],
    AttachedManagedPolicies: [{ PolicyArn: `${base}:policy/a` }, { PolicyArn: `${base}:policy/b` }],
  }
  const { props } = await collectFrom(iam, { [DETAILS]: { GroupDetailList: [{ ...group, ...held }] } })
  expect(props(group.Arn)).toMatchObject({ inlinePolicies: 1, attachedPolicies: 2 })
})

test('a group that is not listed is not guessed', async () => {
  const { from } = await withUser({ GroupList: ['team'] })
  expect(from(user.Arn)).toEqual([])
})

test('an inline policy is a node of its own, named after its holder', async () => {
  const { from, props } = await withRole({ RolePolicyList: [{ PolicyName: 'p', PolicyDocument: document }] })
  expect(from(role.Arn)).toEqual([`HAS_POLICY ${role.Arn}#inline/p`])
  expect(props(`${role.Arn}#inline/p`)).toMatchObject({ type: 'inline', document })
})

test('a permissions boundary bounds, and grants nothing', async () => {
  const { from } = await withRole({ PermissionsBoundary: { PermissionsBoundaryArn: `${base}:policy/fence` } })
  expect(from(role.Arn)).toEqual([`BOUNDED_BY ${base}:policy/fence`])
})

test('a percent-encoded document reads like a plain one', async () => {
  const encoded = encodeURIComponent(JSON.stringify(document))
  const { props } = await withRole({ AssumeRolePolicyDocument: encoded })
  expect(props(role.Arn)).toMatchObject({ trustPolicy: document })
})

test('a trust policy that cannot be parsed leaves the role, without it, and is noted', async () => {
  const { props, coverage } = await withRole({ AssumeRolePolicyDocument: '{"Statement":' })
  expect(props(role.Arn)).not.toHaveProperty('trustPolicy')
  expect(coverage).toMatchObject({ state: 'OK' })
  expect(coverage.missing).toContainEqual({ call: DETAILS, state: 'UNPARSEABLE', resource: role.Arn })
})

test('a managed policy has the document of its default version', async () => {
  const { props } = await collectFrom(iam, {
    [DETAILS]: {
      Policies: [
        {
          Arn: `${base}:policy/p`,
          PolicyName: 'p',
          DefaultVersionId: 'v1',
          PolicyVersionList: [
            { VersionId: 'v2', IsDefaultVersion: false, Document: {} },
            { VersionId: 'v1', IsDefaultVersion: true, Document: document },
          ],
        },
      ],
    },
  })
  expect(props(`${base}:policy/p`)).toMatchObject({ document, versions: 2, versionIds: ['v1', 'v2'] })
})

test.each([
  ['in use', [{ PolicyArn: 'arn:aws:iam::aws:policy/X' }], true],
  ['not in use', [], false],
])('an AWS-managed policy %s', async (_, AttachedManagedPolicies, there) => {
  const { ids } = await collectFrom(iam, {
    [DETAILS]: {
      RoleDetailList: [{ ...role, AttachedManagedPolicies }],
      Policies: [{ Arn: 'arn:aws:iam::aws:policy/X', PolicyVersionList: [] }],
    },
  })
  expect(ids.includes('arn:aws:iam::aws:policy/X')).toBe(there)
})

test('a service-linked role is known by its path', async () => {
  const linked = await withRole({ Path: '/aws-service-role/ecs.amazonaws.com/' })
  const plain = await withRole({ Path: '/service-role/' })
  expect([linked.props(role.Arn)?.serviceLinked, plain.props(role.Arn)?.serviceLinked]).toEqual([true, false])
})

const credentials = {
  'iam get-login-profile ana': { LoginProfile: { UserName: 'ana' } },
  'iam list-mfa-devices ana': { MFADevices: [{ SerialNumber: `${base}:mfa/ana` }] },
  'iam list-access-keys ana': {
    AccessKeyMetadata: [
      { AccessKeyId: 'AKIAOLD', Status: 'Active', CreateDate: '2024-01-01T00:00:00Z' },
      { AccessKeyId: 'AKIAOFF', Status: 'Inactive', CreateDate: '2020-01-01T00:00:00Z' },
    ],
  },
  'iam get-access-key-last-used AKIAOLD': {
    AccessKeyLastUsed: { LastUsedDate: '2026-10-01T00:00:00Z', ServiceName: 's3', Region: 'us-east-1' },
  },
  'iam get-access-key-last-used AKIAOFF': { AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } },
}

test('password, MFA and keys of a user are counted', async () => {
  const { props } = await withUser({}, credentials)
  expect(props(user.Arn)).toMatchObject({
    consoleAccess: true,
    mfaEnabled: true,
    mfaDevices: 1,
    accessKeys: 2,
    activeAccessKeys: 1,
    oldestActiveKeyCreatedAt: '2024-01-01T00:00:00Z',
    lastActivityAt: '2026-10-01T00:00:00Z',
  })
})

test('a key that was never used has no last use', async () => {
  const { props } = await withUser({}, credentials)
  expect(props(`${user.Arn}#access-key/AKIAOFF`)).toEqual(
    expect.not.objectContaining({ lastUsedAt: expect.anything(), lastUsedService: expect.anything() }),
  )
})

test('a user without a login profile has no console access', async () => {
  const { props } = await withUser({}, { 'iam get-login-profile ana': null })
  expect(props(user.Arn)).toMatchObject({ consoleAccess: false })
})

test('MFA that could not be read is unknown, not missing', async () => {
  const { props, coverage } = await withUser(
    {},
    { 'iam list-mfa-devices ana': denied('iam list-mfa-devices') },
  )
  expect(props(user.Arn)).not.toHaveProperty('mfaEnabled')
  expect(coverage.state).toBe('DENIED')
})

const report = [
  'user,arn,password_enabled,password_last_used,password_last_changed,mfa_active',
  `ana,${user.Arn},true,2026-09-09T08:07:06+00:00,2026-01-02T03:04:05+00:00,true`,
].join('\n')
const withReport = { 'iam get-credential-report': { Content: Buffer.from(report).toString('base64') } }

test('the credential report stands in for calls that gave nothing', async () => {
  const { props } = await withUser({}, withReport)
  expect(props(user.Arn)).toMatchObject({
    consoleAccess: true,
    mfaEnabled: true,
    passwordLastUsed: '2026-09-09T08:07:06Z',
    passwordLastChanged: '2026-01-02T03:04:05Z',
  })
})

test('what a call says outranks the report, which may be four hours old', async () => {
  const { props } = await withUser({}, { ...withReport, 'iam list-mfa-devices ana': { MFADevices: [] } })
  expect(props(user.Arn)).toMatchObject({ mfaEnabled: false })
})

test('an instance profile has its role', async () => {
  const profile = {
    Arn: `${base}:instance-profile/app`,
    InstanceProfileName: 'app',
    Roles: [{ Arn: role.Arn }],
  }
  const { from } = await collectFrom(iam, {
    [DETAILS]: {},
    'iam list-instance-profiles': { InstanceProfiles: [profile] },
  })
  expect(from(profile.Arn)).toEqual([`HAS_ROLE ${role.Arn}`])
})

test('an OIDC provider is named by its issuer', async () => {
  const Arn = `${base}:oidc-provider/token.actions.githubusercontent.com`
  const { props } = await collectFrom(iam, {
    [DETAILS]: {},
    'iam list-open-id-connect-providers': { OpenIDConnectProviderList: [{ Arn }] },
    [`iam get-open-id-connect-provider ${Arn}`]: {
      Url: 'https://token.actions.githubusercontent.com',
      ClientIDList: ['b', 'a'],
    },
  })
  expect(props(Arn)).toMatchObject({ url: 'token.actions.githubusercontent.com', clientIds: ['a', 'b'] })
})

test.each([
  [`${base}:mfa/ana`, 'virtual'],
  [`${base}:sms-mfa/ana`, 'sms'],
  [`${base}:u2f/user/ana/key-ABC`, 'security-key'],
  ['GAHT12345678', 'hardware'],
])('the device %s is %s', async (serial, type) => {
  const { props } = await withUser(
    {},
    { ...credentials, 'iam list-mfa-devices ana': { MFADevices: [{ SerialNumber: serial }] } },
  )
  const id = serial.startsWith('arn:') ? serial : `${user.Arn}#mfa/${serial}`
  expect(props(id)).toMatchObject({ type })
})
