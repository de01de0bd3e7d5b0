import { expect, test } from 'vitest'
import type { CoverageEntry } from '../../graph/snapshot/records.ts'
import { ledgerOf } from './ledger.ts'
import { readinessOf } from './readiness.ts'
import type { Subject } from './subjects.ts'
import { anEntry } from './testkit.ts'

const bucket: Subject = {
  id: 'arn:aws:s3:::ledger',
  kind: 'AwsS3Bucket',
  name: 'ledger',
  account: '111111111111',
  region: 'us-east-1',
  stale: false,
  exposed: false,
  sensitivity: null,
}
const gapOf = (
  needs: readonly string[],
  coverage: readonly CoverageEntry[],
  subject: Partial<Subject> = {},
) => readinessOf({ provider: 'aws', needs }, ledgerOf(coverage)).ofSubject({ ...bucket, ...subject })

test('a partition that is OK serves', () => {
  expect(gapOf(['s3'], [anEntry()])).toBeNull()
})

test('what is of no account depends on all of them', () => {
  const other = anEntry({ account: '222222222222', state: 'DENIED' })
  expect(gapOf(['s3'], [anEntry()], { account: '' })).toBeNull()
  expect(gapOf(['s3'], [anEntry(), other])).toBeNull()
  expect(gapOf(['s3'], [anEntry(), other], { account: '' })).toContain('of 222222222222')
  expect(gapOf(['s3'], [], { account: '' })).toContain('not in the coverage ledger')
})

test('a region that was denied leaves the other regions alone', () => {
  const coverage = [
    anEntry({ service: 'ec2', region: 'eu-west-1', state: 'DENIED' }),
    anEntry({ service: 'ec2', region: 'us-east-1' }),
  ]
  expect(gapOf(['ec2'], coverage)).toBeNull()
  expect(gapOf(['ec2'], coverage, { region: 'eu-west-1' })).toContain('DENIED')
})

test('a global resource depends on every region that a rule needs', () => {
  const coverage = [anEntry({ service: 'ec2', region: 'eu-west-1', state: 'THROTTLED' })]
  expect(gapOf(['ec2'], coverage, { region: 'global' })).toContain('THROTTLED')
})

test('a call that was denied for one bucket leaves that one open, and no other', () => {
  const missing = [{ call: 's3api get-bucket-policy', state: 'DENIED' as const, resource: 'ledger' }]
  const coverage = [anEntry({ state: 'DENIED', missing })]
  const needs = ['s3/s3api get-bucket-policy']
  expect(gapOf(needs, coverage)).toContain('get-bucket-policy')
  expect(gapOf(needs, coverage, { id: 'arn:aws:s3:::other', name: 'other' })).toBeNull()
})

test('a call that the rule does not need does not matter', () => {
  const missing = [{ call: 's3api get-bucket-logging', state: 'DENIED' as const, resource: 'ledger' }]
  expect(gapOf(['s3/s3api get-bucket-policy'], [anEntry({ state: 'DENIED', missing })])).toBeNull()
})

test('a call that was never made leaves the whole partition open', () => {
  const missing = [{ call: 's3api get-bucket-policy', state: 'UNSUPPORTED' as const, resource: null }]
  expect(gapOf(['s3/s3api get-bucket-policy'], [anEntry({ missing })])).toContain('UNSUPPORTED')
})

test('what was carried forward from an earlier scan is left open', () => {
  expect(gapOf(['s3'], [anEntry()], { stale: true })).not.toBeNull()
})

test('another provider or account does not serve', () => {
  expect(gapOf(['s3'], [anEntry({ provider: 'gcp' }), anEntry({ account: '222222222222' })])).not.toBeNull()
})

test('a rule on subscriptions asks nothing of a tenant, nor one on tenants of a subscription', () => {
  const read = (account: string, service: string) =>
    anEntry({ provider: 'azure', account, region: 'global', service })
  const coverage = [read('tenant', 'entra'), read('tenant', 'management'), read('subscription', 'storage')]
  const accountsOf = (...needs: readonly string[]) =>
    readinessOf({ provider: 'azure', needs }, ledgerOf(coverage)).accounts
  expect(accountsOf('storage/storage accounts')).toEqual(['subscription'])
  expect(accountsOf('keyvault')).toEqual(['subscription'])
  expect(accountsOf('entra/entra users')).toEqual(['tenant'])
  expect(
    readinessOf({ provider: 'azure', needs: ['keyvault'] }, ledgerOf(coverage)).ofAccount('subscription'),
  ).toEqual(['keyvault was not read'])
})

test('what a rule needs of the tenant besides is asked of the tenants, and what was found without it stays found', () => {
  const read = (account: string, service: string, state: CoverageEntry['state'] = 'OK') =>
    anEntry({ provider: 'azure', account, region: 'global', service, state })
  const needs = ['authorization', 'entra/entra groups']
  const of = (...coverage: readonly CoverageEntry[]) =>
    readinessOf({ provider: 'azure', needs }, ledgerOf(coverage))
  const both = of(read('s', 'authorization'), read('t', 'entra'))
  expect([both.accounts, both.ofAccount('s'), both.elsewhere]).toEqual([['s'], [], null])
  expect(of(read('s', 'authorization')).elsewhere).toBe('entra was not read')
  expect(of(read('s', 'authorization'), read('t', 'entra', 'DENIED')).elsewhere).toBe(
    'entra in global is DENIED, of t',
  )
})

test('one group of the tenant whose members could not be read leaves everyone open', () => {
  const missing = [{ call: 'entra group-members', state: 'DENIED' as const, resource: 'g' }]
  const coverage = [
    anEntry({ provider: 'azure', account: 's', service: 'authorization' }),
    anEntry({ provider: 'azure', account: 't', service: 'entra', state: 'DENIED', missing }),
  ]
  const elsewhere = (call: string) =>
    readinessOf({ provider: 'azure', needs: ['authorization', `entra/${call}`] }, ledgerOf(coverage))
      .elsewhere
  expect(elsewhere('entra group-members')).toContain('group-members')
  expect(elsewhere('entra users')).toBeNull()
})

test.each([
  ['policies of Google Cloud are', 'asset list --content-type=iam-policy'],
  ['who is in the groups that they name is', 'identity groups memberships list'],
])('%s needed of every account, and what was found without stays found', (_, call) => {
  const of = (missing: CoverageEntry['missing'], ...needs: readonly string[]) =>
    readinessOf(
      { provider: 'gcp', needs: ['asset/asset list', ...needs] },
      ledgerOf([
        anEntry({ provider: 'gcp', account: 'shop', region: 'global', service: 'asset', missing }),
        anEntry({ provider: 'gcp', account: 'other', region: 'global', service: 'asset' }),
      ]),
    )
  const above = [{ call, state: 'UNSUPPORTED' as const, resource: 'folders/7' }]
  const unread = of(above, `asset/${call}`)
  expect([unread.ofAccount('shop'), unread.elsewhere]).toEqual([
    [],
    `${call} in global gave nothing: UNSUPPORTED, of shop`,
  ])
  expect(of(above).elsewhere).toBeNull()
  expect(of([], `asset/${call}`).elsewhere).toBeNull()
})
