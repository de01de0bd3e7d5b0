import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, HOME, OTHER, policy } from './testkit.ts'

const BUCKET = 'arn:aws:s3:::data'
const denyWithoutTls = (more: Props = {}): Props => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET, `${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
})
const requiresTls = (document: Props | null) =>
  derive({ identities: {}, buckets: { data: { policy: document } } }).properties.get(BUCKET)?.requiresTls

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
test.each<[string, readonly Props[]]>([
  ['by a Deny for everyone without TLS', [denyWithoutTls()]],
  ['where an Allow stands beside it', [{ ...allow('s3:GetObject'), Principal: '*' }, denyWithoutTls()]],
  ['for everyone of AWS', [denyWithoutTls({ Principal: { AWS: '*' } })]],
  ['of reading and writing alone', [denyWithoutTls({ Action: ['s3:GetObject', 's3:PutObject'] })]],
  [
    'by one statement for reading and one for writing',
    [denyWithoutTls({ Action: 's3:Get*' }), denyWithoutTls({ Action: 's3:Put*' })],
  ],
  [
    'if the key is there',
    [denyWithoutTls({ Condition: { BoolIfExists: { 'AWS:securetransport': 'False' } } })],
  ],
])('a bucket requires TLS %s', (_, statements) => {
  expect(requiresTls(policy(...statements))).toBe(true)
})

test.each<[string, readonly Props[]]>([
  ['of reading alone', [denyWithoutTls({ Action: 's3:GetObject' })]],
  ['of writing alone', [denyWithoutTls({ Action: 's3:PutObject' })]],
  ['of one account', [denyWithoutTls({ Principal: { AWS: OTHER } })]],
  ['of the bucket without its objects', [denyWithoutTls({ Resource: BUCKET })]],
  ['of some objects', [denyWithoutTls({ Resource: `${BUCKET}/logs/*` })]],
  [
    'of those that come with TLS',
    [denyWithoutTls({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })],
  ],
  ['whatever comes', [denyWithoutTls({ Condition: {} })]],
  ['by another key', [denyWithoutTls({ Condition: { Bool: { 'aws:ViaAWSService': 'false' } } })]],
  [
    'in some circumstances',
    [
      denyWithoutTls({
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          IpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
        },
      }),
    ],
  ],
  ['by an Allow', [denyWithoutTls({ Effect: 'Allow' })]],
])('a bucket does not require TLS by a Deny %s', (_, statements) => {
  expect(requiresTls(policy(...statements))).toBe(false)
})

test('a Deny that spares someone does not require TLS', () => {
  const { Principal: _, ...rest } = denyWithoutTls()
  expect(requiresTls(policy({ ...rest, NotPrincipal: '*' }))).toBe(false)
})

test('without a policy no TLS is required; of one that was not collected nothing is said', () => {
  expect(requiresTls(null)).toBe(false)
  const node = { id: BUCKET, kind: 'AwsS3Bucket', props: { account: HOME } }
  expect(derive({ identities: {}, nodes: [node] }).properties.get(BUCKET)).not.toHaveProperty('requiresTls')
})
