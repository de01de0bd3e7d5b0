import { expect, test } from 'vitest'
import { findCredentials } from './credential-kinds.ts'

// Written in parts, so that no scanner takes this file for a leak.
const written = (...parts: readonly string[]) => parts.join('')

test.each([
  ['an access key', written('AKIA', 'QYLPMN5HXAMPLE77'.slice(0, 16)), ['aws-access-key']],
  ['a secret key', written('aws_secret_access_key = ', 'a'.repeat(40)), ['aws-secret-key']],
  ['a private key', written('-----BEGIN RSA ', 'PRIVATE KEY-----'), ['private-key']],
  ['a GitHub token', written('gh', 'p_', 'x'.repeat(36)), ['github-token']],
  ['a GitLab token', written('gl', 'pat-', 'x'.repeat(20)), ['gitlab-token']],
  ['a Slack token', written('xo', 'xb-', '1234567890-abc'), ['slack-token']],
  ['a Stripe key', written('sk', '_live_', 'x'.repeat(24)), ['stripe-key']],
  ['a Google key', written('AI', 'za', 'x'.repeat(35)), ['google-api-key']],
  ['a database address', 'postgres://app:s3cretpw@db.internal/orders', ['url-password']],
  ['a password', 'DB_PASSWORD=correct-horse', ['password']],
])('%s is found', (_, text, kinds) => {
  expect(findCredentials(text).kinds).toEqual(kinds)
})

test.each([
  ['a word that looks like half a key', 'AKIA1234'],
  ['a password from a variable', 'DB_PASSWORD=$(aws ssm get-parameter)'],
  ['a password from a template', 'DB_PASSWORD={{ db_password }}'],
  ['a password by ARN', 'DB_PASSWORD=arn:aws:secretsmanager:us-east-1:1:secret:x'],
  ['an address without a password', 'https://example.com:8443/path'],
  ['an empty password', 'PASSWORD='],
  ['a public key', '-----BEGIN PUBLIC KEY-----'],
])('%s is not', (_, text) => {
  expect(findCredentials(text)).toEqual({ kinds: [], accessKeyIds: [], foreignClients: [] })
})

const APPLICATION = '11111111-2222-3333-4444-555555555555'
const SECRET = `AZURE_CLIENT_SECRET=${'x'.repeat(40)}`
const keyFile = (privateKey: string) =>
  JSON.stringify({
    type: 'service_account',
    private_key: privateKey,
    client_email: 'deploy@shop-1.iam.gserviceaccount.com',
  })
const PRIVATE = written('-----BEGIN ', 'PRIVATE KEY-----')

test.each([
  ['an application with its secret', `AZURE_CLIENT_ID=${APPLICATION}\n${SECRET}`, [APPLICATION]],
  [
    'one that Terraform reads',
    `ARM_CLIENT_ID="${APPLICATION}"\nARM_CLIENT_SECRET="${'x'.repeat(40)}"`,
    [APPLICATION],
  ],
  ['a key file of Google', keyFile(PRIVATE), ['deploy@shop-1.iam.gserviceaccount.com']],
  ['a key file in a variable', `KEY=${keyFile(PRIVATE)}`, ['deploy@shop-1.iam.gserviceaccount.com']],
  [
    'a key file inside JSON',
    JSON.stringify({ key: keyFile(PRIVATE) }),
    ['deploy@shop-1.iam.gserviceaccount.com'],
  ],
  ['an application without a secret', `AZURE_CLIENT_ID=${APPLICATION}`, []],
  ['a secret of nobody', SECRET, []],
  ['an account without a key', keyFile('see the vault'), []],
])('of %s it is told whose secret it is', (_, text, clients) => {
  expect(findCredentials(text).foreignClients).toEqual(clients)
})

test('nothing that is told holds the text', () => {
  expect(JSON.stringify(findCredentials('DB_PASSWORD=correct-horse'))).not.toContain('correct')
})

test('a megabyte of near misses takes under a second', () => {
  const started = performance.now()
  findCredentials('password = a://b:'.repeat(60_000))
  expect(performance.now() - started).toBeLessThan(1000)
})
