import { expect, test } from 'vitest'
import { takesOldTls } from './tls-policies.ts'

test.each([
  ['ELBSecurityPolicy-2016-08', true],
  ['ELBSecurityPolicy-FS-1-1-2019-08', true],
  ['ELBSecurityPolicy-FS-2018-06', true],
  ['ELBSecurityPolicy-TLS-1-1-2017-01', true],
  ['ELBSecurityPolicy-TLS13-1-0-2021-06', true],
  ['ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04', true],
  ['ELBSecurityPolicy-TLS-1-2-Ext-2018-06', false],
  ['ELBSecurityPolicy-FS-1-2-Res-2020-10', false],
  ['ELBSecurityPolicy-TLS13-1-2-Res-2021-06', false],
  ['ELBSecurityPolicy-TLS13-1-3-2021-06', false],
  ['ELBSecurityPolicy-Quantum-2030-01', undefined],
  ['custom', undefined],
])('that %s takes TLS 1.0 or 1.1 is %s', (policy, old) => {
  expect(takesOldTls(policy)).toBe(old)
})
