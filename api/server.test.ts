import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAuth } from './auth/authenticate.ts'
import { isLoopback, isLoopbackHost } from './http/loopback.ts'
import { startService } from './testkit.ts'

test('an address that others can reach needs a login', async () => {
  await expect(startService({ host: '0.0.0.0' })).rejects.toThrow(
    'refusing to listen on 0.0.0.0 without a login: set CHOKEPOINT_TOKENS',
  )
})

test('a taken port is one clear line', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(startService({ port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another with --port`,
  )
  other.close()
})

test('half an OIDC configuration is refused', () => {
  expect(() => readAuth({ CHOKEPOINT_OIDC_ISSUER: 'https://id.example' })).toThrow('belong together')
  expect(readAuth({})).toEqual({ tokens: [], oidc: null })
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['127.0.0.1.evil.example', false],
  ['10.0.0.1', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

test('a Host header counts with and without a port', () => {
  expect(['localhost', 'LOCALHOST:4000', '[::1]:4000', '127.0.0.1'].every(isLoopbackHost)).toBe(true)
  expect([undefined, '', 'evil.example', 'localhost.evil.example:4000'].some(isLoopbackHost)).toBe(false)
})

async function builtExplorer(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-ui-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>explorer</title>')
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), `// ${'x'.repeat(5_000)}`)
  return folder
}

test('the explorer is served: the page anew each time, its assets kept for good', async () => {
  const service = await startService({ uiDir: await builtExplorer() })
  const page = await fetch(`${service.server.url}/`)
  expect(await page.text()).toContain('explorer')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const headers = { 'accept-encoding': 'br' }
  const asset = await fetch(`${service.server.url}/assets/app-1a2b.js`, { headers })
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('br')
  await service.close()
})

test('a deep link gets the page; a missing asset and a way out of the folder get nothing', async () => {
  const service = await startService({ uiDir: await builtExplorer() })
  const { url } = service.server
  expect(await (await fetch(`${url}/paths/6db7432f50f0fc73`)).text()).toContain('explorer')
  const arn = encodeURIComponent('arn:aws:iam::111111111111:role/web.app')
  expect(await (await fetch(`${url}/resources/${arn}`)).text()).toContain('explorer')
  const html = { headers: { accept: 'text/html,*/*;q=0.8' } }
  expect(await (await fetch(`${url}/frameworks/cis-aws-5.0`, html)).text()).toContain('explorer')
  expect((await fetch(`${url}/favicon.ico`)).status).toBe(404)
  expect((await fetch(`${url}/assets/gone.js`)).status).toBe(404)
  for (const path of [
    '/..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
  ])
    expect(await (await fetch(url + path)).text()).not.toMatch(/root:|"name"/)
  expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(405)
  await service.close()
})

test('without a built explorer the page says what to do', async () => {
  const service = await startService()
  const page = await fetch(`${service.server.url}/`)
  expect(page.status).toBe(404)
  expect(await page.text()).toContain('npm run build')
  await service.close()
})

test('health, readiness and metrics answer', async () => {
  const service = await startService()
  const { url } = service.server
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n')
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('chokepoint_http_requests_total')
  await service.close()
})

test('a store that cannot be read is not ready', async () => {
  const opened = await startService()
  const broken = await startService({
    store: { ...opened.store, read: () => Promise.reject(new Error('gone')) },
  })
  expect((await fetch(`${broken.server.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${broken.server.url}/healthz`)).status).toBe(200)
  await broken.server.close()
  await opened.close()
})

test('the query page is self-contained', async () => {
  const service = await startService()
  const page = await (await fetch(`${service.server.url}/graphiql`)).text()
  expect(page).not.toMatch(/https?:\/\//)
  expect(page).toContain('<script src="/graphiql.js">')
  expect((await fetch(`${service.server.url}/graphiql.js`)).headers.get('content-type')).toContain(
    'javascript',
  )
  await service.close()
})
