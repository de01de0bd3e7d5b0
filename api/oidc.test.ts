import { createServer, type Server } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOidcVerifier } from './auth/oidc.ts'

const { publicKey, privateKey } = await generateKeyPair('ES256')
const stranger = await generateKeyPair('ES256')

/** A real identity provider in small: discovery and keys over HTTP. */
let provider: Server
let issuer: string
beforeAll(async () => {
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }]
  provider = createServer((request, response) => {
    const discovery = request.url === '/.well-known/openid-configuration'
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(discovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys }))
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const address = provider.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(() => provider.close())

interface Claims {
  readonly iss?: string
  readonly aud?: string
  readonly roles?: unknown
  readonly key?: CryptoKey
  readonly expires?: string
}
const token = ({ iss = issuer, aud = 'chokepoint', roles = ['analyst'], key, expires = '5m' }: Claims = {}) =>
  new SignJWT({ roles })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject('ann')
    .setIssuer(iss)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key ?? privateKey)

const verify = async (jwt: string) =>
  createOidcVerifier({ issuer, audience: 'chokepoint', roleClaim: 'roles' })(jwt)

test('a token of the issuer for this audience is its subject, in its role', async () => {
  expect(await verify(await token())).toEqual({ name: 'ann', role: 'analyst' })
})

test('of several roles the strongest counts, and groups that are none of ours do not', async () => {
  expect(await verify(await token({ roles: ['staff', 'viewer', 'author'] }))).toMatchObject({
    role: 'author',
  })
  expect(await verify(await token({ roles: 'admin' }))).toMatchObject({ role: 'admin' })
})

test('a valid token without a role of ours opens nothing', async () => {
  expect(await verify(await token({ roles: ['staff'] }))).toBeNull()
  expect(await verify(await token({ roles: null }))).toBeNull()
})

test('another audience, another issuer, another key, an expired or broken token open nothing', async () => {
  expect(await verify(await token({ aud: 'other' }))).toBeNull()
  expect(await verify(await token({ iss: 'https://evil.example' }))).toBeNull()
  expect(await verify(await token({ key: stranger.privateKey }))).toBeNull()
  expect(await verify(await token({ expires: '-1m' }))).toBeNull()
  expect(await verify('not.a.token')).toBeNull()
})

test('a token without a signature opens nothing', async () => {
  const [, payload] = (await token()).split('.')
  const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
  expect(await verify(`${header}.${payload}.`)).toBeNull()
})
