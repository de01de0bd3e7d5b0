import { describe, expect, test } from 'vitest'
import { assetsOf, named } from './assets.testkit.ts'

const propsOf = async (type: string, data: object) =>
  (await assetsOf({ type, name: 'one', data })).props(named(type, 'one'))

describe('an API key', () => {
  const key = (restrictions?: object) => propsOf('apikeys.googleapis.com/Key', { restrictions })

  test('without restrictions is for every API and everyone', async () => {
    expect(await key()).toMatchObject({
      apis: [],
      application: 'none',
      openApplication: true,
      deleted: false,
    })
  })

  test('names its APIs', async () => {
    const apiTargets = [{ service: 'translate.googleapis.com', methods: ['GET'] }]
    expect(await key({ apiTargets })).toMatchObject({ apis: ['translate.googleapis.com'] })
  })

  test.each([
    [['*'], true],
    [['https://*/*'], true],
    [['*.com'], true],
    [['*.shop.example/*', '*.com/*'], true],
    [['*.shop.example/*'], false],
    [['https://shop.example'], false],
    [[], true],
  ])('for the referrers %j is open: %s', async (allowedReferrers, openApplication) => {
    expect(await key({ browserKeyRestrictions: { allowedReferrers } })).toMatchObject({
      application: 'browser',
      openApplication,
    })
  })

  test.each([
    [['0.0.0.0/0'], true],
    [['::/0', '10.0.0.1'], true],
    [['203.0.113.7'], false],
  ])('for the addresses %j is open: %s', async (allowedIps, openApplication) => {
    expect(await key({ serverKeyRestrictions: { allowedIps } })).toMatchObject({
      application: 'server',
      openApplication,
    })
  })

  test('for an application of a phone is not open', async () => {
    expect(await key({ iosKeyRestrictions: { allowedBundleIds: ['b'] } })).toMatchObject({
      application: 'ios',
      openApplication: false,
    })
  })
})

test.each([
  [
    { oidc: { issuerUri: 'https://gitlab.com/' }, attributeCondition: ' ' },
    { issuer: 'https://gitlab.com', conditioned: false, disabled: false },
  ],
  [
    { aws: { accountId: '1' }, attributeCondition: "attribute.a == 'b'", disabled: true },
    { issuer: null, conditioned: true, disabled: true },
  ],
  [
    { aws: { accountId: '111111111111' }, attributeMapping: { 'google.subject': 'assertion.arn' } },
    { awsAccount: '111111111111', attributeMapping: { 'google.subject': 'assertion.arn' }, issuer: null },
  ],
  [{ oidc: { issuerUri: 'https://login.shop.example' } }, { awsAccount: null, attributeMapping: {} }],
])('the provider %j is %j', async (data, expected) => {
  expect(await propsOf('iam.googleapis.com/WorkloadIdentityPoolProvider', data)).toMatchObject(expected)
})

test('a key of Cloud KMS tells in days how often it rotates', async () => {
  const type = 'cloudkms.googleapis.com/CryptoKey'
  expect(
    await propsOf(type, {
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod: '7776000s',
      nextRotationTime: '2026-02-01T00:00:00Z',
      primary: { state: 'ENABLED' },
    }),
  ).toMatchObject({
    rotates: true,
    rotationDays: 90,
    nextRotation: '2026-02-01T00:00:00Z',
    primaryEnabled: true,
  })
  const bare = await propsOf(type, { purpose: 'ENCRYPT_DECRYPT' })
  expect(bare).toMatchObject({ rotates: false, rotationDays: null })
  expect(bare).not.toHaveProperty('primaryEnabled')
})
