import { expect, test } from 'vitest'
import { collected } from '../collected.testkit.ts'
import { entra } from './index.ts'

const TENANT = '/tenants/aaaaaaaa-2222-3333-4444-555555555555'
const tenantOf = async (given: { readonly [call: string]: unknown }) =>
  (await collected(entra, given)).propsOf(TENANT)

/** https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
const asking = (application: string, more: object = {}) => [
  {
    id: 'p',
    state: 'enabled',
    conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: [application] } },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    ...more,
  },
]
const defaults = (isEnabled: boolean) => ({ 'entra security-defaults': { isEnabled } })

test('MFA is asked by default by security defaults or by a policy for all', async () => {
  expect(await tenantOf(defaults(true))).toMatchObject({ mfaByDefault: true })
  const policy = { 'entra conditional-access': asking('All') }
  expect(await tenantOf({ ...defaults(false), ...policy })).toMatchObject({ mfaByDefault: true })
  expect(await tenantOf({ ...defaults(false), 'entra conditional-access': [] })).toMatchObject({
    mfaByDefault: false,
  })
  expect(await tenantOf(defaults(false))).not.toHaveProperty('mfaByDefault')
})

test('a policy for the administration portals is not one for all, and one that is off asks nothing', async () => {
  const portals = asking('MicrosoftAdminPortals')
  expect(await tenantOf({ 'entra conditional-access': portals })).toMatchObject({
    mfaForAdminPortals: true,
    mfaForAllUsers: false,
  })
  const off = asking('MicrosoftAdminPortals', { state: 'enabledForReportingButNotEnforced' })
  expect(await tenantOf({ 'entra conditional-access': off })).toMatchObject({ mfaForAdminPortals: false })
})

test('only trusted named locations are counted', async () => {
  const locations = [{ displayName: 'office', isTrusted: true }, { displayName: 'countries' }]
  expect(await tenantOf({ 'entra named-locations': locations })).toMatchObject({ trustedLocations: 1 })
  expect(await tenantOf({})).not.toHaveProperty('trustedLocations')
})

test('an application tells when its secrets and certificates end', async () => {
  const credential = (endDateTime: string) => ({
    keyId: 'k',
    startDateTime: '2025-01-01T00:00:00Z',
    endDateTime,
  })
  const applications = [
    {
      id: 'APP',
      passwordCredentials: [credential('2026-01-01T00:00:00.5Z')],
      keyCredentials: [credential('2025-06-01T00:00:00Z')],
    },
  ]
  const { propsOf } = await collected(entra, { 'entra applications': applications })
  expect(propsOf('app')).toMatchObject({
    credentialEnds: ['2025-06-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    longestCredentialDays: 365,
    secretPeriods: ['2025-01-01T00:00:00Z/2026-01-01T00:00:00Z'],
  })
})

/** https://learn.microsoft.com/graph/api/authenticationmethodspolicy-get */
test('a tenant tells for whom Temporary Access Pass is on', async () => {
  const passOf = async (state: string, ...targets: readonly string[]) => {
    const includeTargets = targets.map((id) => ({ id, targetType: 'group' }))
    const configuration = { id: 'TemporaryAccessPass', state, includeTargets }
    const policy = { id: 'authenticationMethodsPolicy', authenticationMethodConfigurations: [configuration] }
    const { nodes } = await collected(entra, { 'entra authentication-methods': policy })
    return nodes.find(({ kind }) => kind === 'AzureTenant')?.props.temporaryAccessPass
  }
  expect(await passOf('enabled', 'all_users')).toBe('all')
  expect(await passOf('enabled', 'b3a9')).toBe('some')
  expect(await passOf('disabled', 'all_users')).toBe('none')
})

/** https://learn.microsoft.com/graph/api/subscribedsku-list */
test('a tenant tells whether it is licensed for Privileged Identity Management', async () => {
  const licensed = async (servicePlanName: string, provisioningStatus = 'Success') => {
    const sku = { capabilityStatus: 'Enabled', servicePlans: [{ servicePlanName, provisioningStatus }] }
    const { nodes } = await collected(entra, { 'entra licences': [sku] })
    return nodes.find(({ kind }) => kind === 'AzureTenant')?.props.privilegedManagement
  }
  expect(await licensed('AAD_PREMIUM_P2')).toBe(true)
  expect(await licensed('AAD_PREMIUM')).toBe(false)
  expect(await licensed('AAD_PREMIUM_P2', 'Disabled')).toBe(false)
  const { nodes } = await collected(entra, {})
  expect(nodes.find(({ kind }) => kind === 'AzureTenant')?.props).not.toHaveProperty('privilegedManagement')
})

/** https://learn.microsoft.com/graph/api/oauth2permissiongrant-list */
test('a client tells what it may do in Graph for everybody, and for those who consented', async () => {
  const GRAPH = '00000003-0000-0000-c000-000000000000'
  const given = {
    'entra service-principals': [
      { id: 'GRAPH', appId: GRAPH },
      { id: 'CLIENT', appId: 'c' },
      { id: 'OTHER', appId: 'o' },
    ],
    'entra consent-grants': [
      {
        clientId: 'client',
        resourceId: 'graph',
        consentType: 'AllPrincipals',
        scope: ' User.Read Mail.Read ',
      },
      {
        clientId: 'CLIENT',
        resourceId: 'GRAPH',
        consentType: 'Principal',
        principalId: 'a',
        scope: 'Files.Read',
      },
      { clientId: 'client', resourceId: 'other', consentType: 'AllPrincipals', scope: 'user_impersonation' },
    ],
  }
  const propsOf = async (all: object, id: string) =>
    (await collected(entra, { ...all })).nodes.find((node) => node.id === id)?.props
  expect(await propsOf(given, 'client')).toMatchObject({
    delegatedForAll: ['Mail.Read', 'User.Read'],
    delegatedByUsers: ['Files.Read'],
  })
  expect(await propsOf(given, 'other')).toMatchObject({ delegatedForAll: [], delegatedByUsers: [] })
  const { 'entra consent-grants': _unread, ...rest } = given
  expect(await propsOf(rest, 'client')).not.toHaveProperty('delegatedForAll')
})
