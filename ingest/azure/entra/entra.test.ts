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
