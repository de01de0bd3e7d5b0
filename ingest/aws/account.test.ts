import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { account } from './account.ts'

const ID = '111111111111'
const report = (use: string) => ({
  Content: Buffer.from(
    [
      'user,arn,password_last_used,access_key_1_last_used_date',
      `<root_account>,arn:aws:iam::${ID}:root,${use},N/A`,
    ].join('\n'),
  ).toString('base64'),
})

test('an account without password policy, alias and block says so', async () => {
  const { props } = await collectFrom(account, {
    'iam list-account-aliases': { AccountAliases: [] },
    'iam get-account-password-policy': null,
    's3control get-public-access-block': null,
  })
  expect(props(ID)).toMatchObject({
    alias: null,
    passwordPolicy: null,
    passwordMinimumLength: 0,
    s3BlockPublicPolicy: false,
  })
})

test('what was not read is left out', async () => {
  const { props } = await collectFrom(account, { 'iam list-account-aliases': null })
  expect(Object.keys(props(ID) ?? {}).sort()).toEqual(['account', 'alias', 'provider', 'region'])
})

test('an account is called by its alias', async () => {
  const { props } = await collectFrom(account, {
    'iam list-account-aliases': { AccountAliases: ['harbour'] },
  })
  expect(props(ID)).toMatchObject({ name: 'harbour', alias: 'harbour' })
})

test('MFA and keys of the root user come from the summary', async () => {
  const { props } = await collectFrom(account, {
    'iam get-account-summary': { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 2 } },
  })
  expect(props(ID)).toMatchObject({ rootMfaEnabled: true, rootAccessKeys: 2 })
})

test.each([
  ['2026-10-05T10:41:02+00:00', '2026-10-05T10:41:02Z'],
  ['no_information', 'never'],
])('a root password used %s was last used %s', async (use, last) => {
  const { props } = await collectFrom(account, { 'iam get-credential-report': report(use) })
  expect(props(ID)).toMatchObject({ rootLastUsed: last })
})

test('a report that was never made is made', async () => {
  const made: string[] = []
  let ready = false
  const source = {
    async call(call: string) {
      made.push(call)
      if (call === 'iam generate-credential-report') ready = true
      if (call === 'iam get-credential-report') return ready ? report('no_information') : null
      return call === 'iam generate-credential-report' ? { State: 'COMPLETE' } : null
    },
  }
  const { collectAll } = await import('../run.ts')
  const partition = { provider: 'aws', account: ID, region: 'global', service: 'account' } as const
  const { partitions } = await collectAll([{ partition, collector: account, source }])
  expect(partitions[0]?.nodes[0]?.props).toMatchObject({ rootLastUsed: 'never' })
  expect(made.filter((call) => call.endsWith('credential-report'))).toEqual([
    'iam get-credential-report',
    'iam generate-credential-report',
    'iam get-credential-report',
  ])
})

const device = (user: string) => ({
  SerialNumber: `arn:aws:iam::${ID}:mfa/device`,
  User: { Arn: `arn:aws:iam::${ID}:${user}` },
})

test.each([
  ['of root', [device('root')], true],
  ['of a user alone', [device('user/ada')], false],
  ['that nobody has', [{ SerialNumber: `arn:aws:iam::${ID}:mfa/spare` }], false],
])('a virtual MFA device %s', async (_whose, VirtualMFADevices, rootVirtualMfa) => {
  const { props } = await collectFrom(account, {
    'iam list-account-aliases': null,
    'iam list-virtual-mfa-devices': { VirtualMFADevices },
  })
  expect(props(ID)).toMatchObject({ rootVirtualMfa })
})

test('a password policy tells what characters it asks for and when passwords expire', async () => {
  const { props } = await collectFrom(account, {
    'iam get-account-password-policy': {
      PasswordPolicy: {
        RequireSymbols: true,
        RequireNumbers: true,
        RequireUppercaseCharacters: false,
        ExpirePasswords: true,
        MaxPasswordAge: 90,
      },
    },
  })
  expect(props(ID)).toMatchObject({ passwordCharacters: ['digit', 'symbol'], passwordMaximumAgeDays: 90 })
})

test('without a password policy nothing is asked for and nothing expires', async () => {
  const { props } = await collectFrom(account, { 'iam get-account-password-policy': null })
  expect(props(ID)).toMatchObject({ passwordCharacters: [], passwordMaximumAgeDays: 0 })
})
