import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { QueryTimeoutError, StoreUnavailableError } from '../graph/store/errors.ts'
import { openStore } from '../graph/store/open.ts'
import { parseTokens } from './auth/tokens.ts'
import { ask, estate, publishEstate, startService, type TestService } from './testkit.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, estate())
})
afterAll(() => service.close())

/** Unlike fetch, sends any header, Host included. */
function send(url: string, method: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
const JSON_TYPE = { 'content-type': 'application/json' }
const BODY = JSON.stringify({ query: '{ service { version } }' })

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
  'a form of another site cannot ask: content type %j is refused',
  async (type) => {
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type }
    expect(await send(`${service.server.url}/graphql`, 'POST', headers, BODY)).toBe(403)
  },
)

test('a link of another site cannot ask: GET is refused', async () => {
  expect(await send(`${service.server.url}/graphql?query={service{version}}`, 'GET', {})).toBe(405)
})

test('a script of another origin is refused, and never told that it may read', async () => {
  const foreign = { ...JSON_TYPE, origin: 'https://evil.example' }
  expect(await send(`${service.server.url}/graphql`, 'POST', foreign, BODY)).toBe(403)
  const own = await fetch(`${service.server.url}/graphql`, {
    method: 'POST',
    headers: { ...JSON_TYPE, origin: service.server.url },
    body: BODY,
  })
  expect(own.status).toBe(200)
  expect(own.headers.get('access-control-allow-origin')).toBeNull()
  const preflight = await fetch(`${service.server.url}/graphql`, { method: 'OPTIONS', headers: foreign })
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
})

test('a name that was made to point at this machine is refused', async () => {
  const url = `${service.server.url}/graphql`
  expect(await send(url, 'POST', { ...JSON_TYPE, host: 'evil.example:4000' }, BODY)).toBe(403)
  expect(await send(url, 'POST', { ...JSON_TYPE, host: 'localhost:4000' }, BODY)).toBe(200)
  expect(await send(`${service.server.url}/healthz`, 'GET', { host: 'evil.example' })).toBe(403)
})

test('every answer carries the security headers, without inline scripts', async () => {
  for (const path of ['/', '/graphql', '/healthz', '/nope']) {
    const { headers } = await fetch(service.server.url + path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
  }
})

test('an answer carries them too, is never cached and comes compressed', async () => {
  const { headers } = await fetch(`${service.server.url}/graphql`, {
    method: 'POST',
    headers: { ...JSON_TYPE, 'accept-encoding': 'gzip' },
    body: JSON.stringify({ query: '{ resources(first: 40) { nodes { resourceId properties } } }' }),
  })
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-encoding')).toBe('gzip')
})

test('a query that is too deep is refused', async () => {
  const deep = '{ resources { nodes '.concat(
    '{ neighbours { edges { node '.repeat(8),
    '{ name }',
    ' } } }'.repeat(8),
    ' } }',
  )
  const answer = await service.query(deep)
  expect(answer.errors[0]?.message).toMatch(/depth/)
})

test('too many aliases are refused', async () => {
  const aliases = Array.from({ length: 40 }, (_, at) => `a${at}: kinds { kind }`).join('\n')
  expect((await service.query(`{ ${aliases} }`)).errors[0]?.message).toMatch(/[Aa]lias/)
})

test('too many tokens are refused', async () => {
  const text = `{ ${'kinds { kind } '.repeat(2_000)} }`
  expect((await service.query(text)).errors[0]?.message).toMatch(/token/i)
})

test('pages that multiply are refused before anything is read', async () => {
  service.reads()
  const answer = await service.query(
    `query ($n: Int!) { resources(first: $n) { nodes { neighbours(first: $n) { edges { node { neighbours(first: $n) { edges { node { name } } } } } } } } }`,
    { n: 200 },
  )
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } })
  expect(answer.errors[0]?.message).toMatch(/ask for smaller pages/)
  expect(service.reads()).toBe(0)
})

test('a body over 256 KB is refused', async () => {
  const answer = await service.query(`{ service { version } } # ${'x'.repeat(300_000)}`)
  expect(answer.status).toBe(413)
})

test.each([0, -5, 201])('first: %i is refused and says what is allowed', async (first) => {
  const answer = await service.query(`{ resources(first: ${first}) { nodes { name } } }`)
  expect(answer.errors[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' } })
  expect(answer.errors[0]?.message).toMatch(/outside 1 to 200/)
})

test('a fault of ours is hidden, an expected failure is told', async () => {
  const memory = await openStore('memory:')
  const failing = (error: Error) => startService({ store: { ...memory, read: () => Promise.reject(error) } })
  const outcome = async (error: Error) => {
    const own = await failing(error)
    const answer = await own.query('{ kinds { kind } }')
    await own.server.close()
    return { message: answer.errors[0]?.message, code: answer.errors[0]?.extensions?.code }
  }
  expect(await outcome(new Error('secret detail at line 7'))).toEqual({
    message: 'Unexpected error.',
    code: 'INTERNAL',
  })
  expect((await outcome(new QueryTimeoutError('x'))).code).toBe('TIMEOUT')
  expect(await outcome(new StoreUnavailableError('bolt://user@host'))).toEqual({
    message: 'the store cannot be reached',
    code: 'UNAVAILABLE',
  })
})

test('a request ends at its deadline', async () => {
  const memory = await openStore('memory:')
  const own = await startService({ store: memory, requestTimeout: 0 })
  expect((await own.query('{ kinds { kind } }')).errors[0]).toMatchObject({ extensions: { code: 'TIMEOUT' } })
  await own.server.close()
})

test('introspection is there on loopback', async () => {
  expect((await service.query('{ __schema { queryType { name } } }')).data.__schema.queryType.name).toBe(
    'Query',
  )
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('outside loopback nobody gets an answer without a token, introspection included', async () => {
  const tokens = parseTokens(`ann:viewer:${sha256('ann-token')},root:admin:${sha256('root-token')}`)
  const own = await startService({ host: '0.0.0.0', auth: { tokens, oidc: null } })
  const url = own.server.url.replace('0.0.0.0', '127.0.0.1')
  const who = (headers: Record<string, string>) =>
    ask(url, '{ service { caller { name role } } }', {}, headers)

  expect((await who({})).status).toBe(401)
  expect((await ask(url, '{ __schema { queryType { name } } }')).status).toBe(401)
  expect((await who({ authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await who({ authorization: `Bearer ${sha256('ann-token')}` })).status).toBe(401)
  expect((await who({ authorization: 'Bearer ann-token' })).data.service.caller).toEqual({
    name: 'ann',
    role: 'viewer',
  })
  const basic = `Basic ${Buffer.from('anyone:root-token').toString('base64')}`
  expect((await who({ authorization: basic })).data.service.caller).toEqual({ name: 'root', role: 'admin' })
  for (const path of ['/', '/metrics', '/graphiql']) expect((await fetch(url + path)).status).toBe(401)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  await own.close()
})

test('a bad token entry is named by its place, never by its content', () => {
  expect(() => parseTokens('ann:viewer:plain-text-secret')).toThrow(
    'CHOKEPOINT_TOKENS, entry 1: expected name:role:sha256hex',
  )
  expect(() => parseTokens(`ann:boss:${sha256('x')}`)).toThrow('entry 1')
  expect(parseTokens('')).toEqual([])
})
