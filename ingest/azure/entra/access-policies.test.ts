import { expect, test } from 'vitest'
import { accessPolicy, askedBy } from './access-policies.ts'

/** https://learn.microsoft.com/graph/api/resources/conditionalaccessconditionset */
const policy = (conditions: object = {}, grantControls: object = {}, state = 'enabled') =>
  accessPolicy.parse({
    id: 'p',
    state,
    conditions: {
      users: { includeUsers: ['All'] },
      applications: { includeApplications: ['All'] },
      clientAppTypes: ['all'],
      ...conditions,
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], ...grantControls },
  })

test('a policy for all users and applications asks MFA of everybody, administrators and portals too', () => {
  expect(askedBy([policy()])).toMatchObject({
    mfaForAllUsers: true,
    mfaForManagement: true,
    mfaForAdminPortals: true,
    mfaForAdministrators: true,
    deviceCodeBlocked: false,
    riskySignInsAsked: false,
  })
})

test.each<[string, ReturnType<typeof policy>]>([
  ['is not enforced', policy({}, {}, 'enabledForReportingButNotEnforced')],
  ['lets a compliant device do instead', policy({}, { builtInControls: ['mfa', 'compliantDevice'] })],
  [
    'lets a device do instead of a strength',
    policy(
      {},
      { authenticationStrength: { id: 's' }, builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    ),
  ],
  ['is about risky sign-ins', policy({ signInRiskLevels: ['high'] })],
  ['is about users at risk', policy({ userRiskLevels: ['high'] })],
  ['is about one platform', policy({ platforms: { includePlatforms: ['iOS'] } })],
  ['spares one platform', policy({ platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } })],
  [
    'spares trusted networks',
    policy({ locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } }),
  ],
  ['is about legacy clients', policy({ clientAppTypes: ['exchangeActiveSync', 'other'] })],
  ['is about some devices', policy({ devices: { deviceFilter: { mode: 'include', rule: 'x' } } })],
  ['is about a flow', policy({ authenticationFlows: { transferMethods: 'deviceCodeFlow' } })],
  ['is about some users', policy({ users: { includeUsers: ['u'] } })],
])('a policy that %s does not ask MFA of everybody', (_, one) => {
  expect(askedBy([one])).toMatchObject({ mfaForAllUsers: false })
})

test('a policy for modern clients asks MFA of everybody: others cannot do MFA at all', () => {
  expect(askedBy([policy({ clientAppTypes: ['browser', 'mobileAppsAndDesktopClients'] })])).toMatchObject({
    mfaForAllUsers: true,
  })
})

test('a strength of authentication asks for MFA', () => {
  const strength = { authenticationStrength: { id: 's' }, builtInControls: [] }
  expect(askedBy([policy({}, strength)])).toMatchObject({ mfaForAllUsers: true })
})

test('administrators are asked when every role of theirs is named', () => {
  const some = { users: { includeRoles: ['62e90394-69f5-4237-9190-012177145e10'] } }
  expect(askedBy([policy(some)])).toMatchObject({ mfaForAdministrators: false })
})

test('the device code flow is blocked by a policy for all users that blocks it', () => {
  const flow = { authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' } }
  expect(askedBy([policy(flow, { builtInControls: ['block'] })])).toMatchObject({ deviceCodeBlocked: true })
  expect(askedBy([policy(flow)])).toMatchObject({ deviceCodeBlocked: false })
  expect(askedBy([policy({}, { builtInControls: ['block'] })])).toMatchObject({ deviceCodeBlocked: false })
})

test('risky sign-ins are asked when those of medium and of high risk are', () => {
  expect(askedBy([policy({ signInRiskLevels: ['high'] })])).toMatchObject({ riskySignInsAsked: false })
  const two = [policy({ signInRiskLevels: ['high'] }), policy({ signInRiskLevels: ['medium'] })]
  expect(askedBy(two)).toMatchObject({ riskySignInsAsked: true })
  const some = policy({ signInRiskLevels: ['high', 'medium'], users: { includeUsers: ['u'] } })
  expect(askedBy([some])).toMatchObject({ riskySignInsAsked: false })
})
