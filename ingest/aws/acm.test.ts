import { expect, test } from 'vitest'
import { answering, collectFrom } from '../answers.fixture.ts'
import { collectAll } from '../run.ts'
import { acm } from './acm.ts'

const ARN = 'arn:aws:acm:us-east-1:111111111111:certificate/12345678-1234-1234-1234-123456789012'

const certificate = (more: object) =>
  collectFrom(acm, {
    'acm list-certificates': {
      CertificateSummaryList: [{ CertificateArn: ARN, DomainName: 'example.org', ...more }],
    },
  })

test('a certificate tells whether it is in use and how long it is valid', async () => {
  const { props } = await certificate({
    Type: 'IMPORTED',
    Status: 'ISSUED',
    InUse: true,
    NotAfter: '2026-01-31T23:59:59+00:00',
    ImportedAt: '2025-01-01T00:00:00+00:00',
  })
  expect(props(ARN)).toMatchObject({
    name: 'example.org',
    type: 'IMPORTED',
    inUse: true,
    expiresAt: '2026-01-31T23:59:59Z',
    createdAt: '2025-01-01T00:00:00Z',
  })
})

test('what a list does not tell is left out', async () => {
  const { props } = await certificate({})
  expect(props(ARN)).not.toHaveProperty('inUse')
  expect(props(ARN)).not.toHaveProperty('expiresAt')
})

test('certificates of every kind of key are asked for', async () => {
  const inputs: unknown[] = []
  const partition = { provider: 'aws', account: '111111111111', region: 'us-east-1', service: 'acm' } as const
  const { call } = answering(acm, { 'acm list-certificates': {} })
  const source = {
    call: (name: string, input?: { readonly [member: string]: unknown }) => {
      inputs.push(input)
      return call(name, input)
    },
  }
  await collectAll([{ partition, collector: acm, source }])
  expect(inputs).toEqual([{ Includes: { keyTypes: expect.arrayContaining(['RSA_4096', 'EC_prime256v1']) } }])
})
