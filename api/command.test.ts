import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command, CommandEvent } from './http/command.ts'
import { startService, type TestService } from './testkit.ts'

async function* echo(command: Command): AsyncGenerator<CommandEvent> {
  if (command.argv[0] === 'crash') throw new Error('secret detail')
  yield { stream: 'stdout', text: `${command.argv.join(' ')} in ${command.cwd}\n` }
  yield { stream: 'stderr', text: command.stdin }
  yield { exit: 3 }
}

let service: TestService
beforeAll(async () => {
  service = await startService({ onCommand: echo })
})
afterAll(() => service.close())

const send = (
  headers: Record<string, string>,
  body: unknown = { argv: ['scans'], cwd: '/tmp', stdin: 'in' },
) => fetch(`${service.server.url}/command`, { method: 'POST', headers, body: JSON.stringify(body) })
const holder = () => ({ authorization: `Bearer ${service.server.commandToken}` })

test('the holder of the token gets every event as a line of JSON', async () => {
  const answer = await send(holder())
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = (await answer.text()).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { stream: 'stdout', text: 'scans in /tmp\n' },
    { stream: 'stderr', text: 'in' },
    { exit: 3 },
  ])
})

test.each([
  ['without a token', {}],
  ['with another token', { authorization: 'Bearer 00' }],
])('%s nothing runs', async (_name, headers) => {
  expect((await send(headers)).status).toBe(403)
})

test('a page in a browser can run nothing, even with the token', async () => {
  expect((await send({ ...holder(), origin: service.server.url })).status).toBe(403)
})

test('what is no command is refused', async () => {
  expect((await send(holder(), { argv: 'rm' })).status).toBe(400)
})

test('a command that breaks ends with a line that tells nothing of the inside', async () => {
  const text = await (await send(holder(), { argv: ['crash'], cwd: '/' })).text()
  expect(text).toContain('"exit":70')
  expect(text).not.toContain('secret detail')
})

test('without a runner there is no such path', async () => {
  const plain = await startService()
  const answer = await fetch(`${plain.server.url}/command`, { method: 'POST' })
  expect(answer.status).toBe(405)
  await plain.close()
})
