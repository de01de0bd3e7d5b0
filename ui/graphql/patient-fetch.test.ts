import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createPatientFetch } from './patient-fetch.ts'

const NOT_YET = {
  data: null,
  errors: [{ message: 'ask again', extensions: { code: 'TIMEOUT', continues: true } }],
}
const TOO_LONG = { data: null, errors: [{ message: 'ask for less', extensions: { code: 'TIMEOUT' } }] }
const DATA = { data: { fixes: 3 } }

let server: Server | undefined
afterEach(() => server?.close())

/** Answers in this order, the last for good. */
async function answering(...answers: readonly unknown[]): Promise<{ url: string; asked: () => number }> {
  let asked = 0
  server = createServer((_request, response) => {
    response.end(JSON.stringify(answers[Math.min(asked++, answers.length - 1)]))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}/`, asked: () => asked }
}

const patient = createPatientFetch({ first: 1, most: 4, limit: 60_000 })

test('what is still being worked out is asked for until it is there', async () => {
  const { url, asked } = await answering(NOT_YET, NOT_YET, DATA)
  expect(await (await patient(url)).json()).toEqual(DATA)
  expect(asked()).toBe(3)
})

test('what would take as long again is told at once', async () => {
  const { url, asked } = await answering(TOO_LONG, DATA)
  expect(await (await patient(url)).json()).toEqual(TOO_LONG)
  expect(asked()).toBe(1)
})

test('after a long time the service is taken at its word', async () => {
  const { url } = await answering(NOT_YET)
  const impatient = createPatientFetch({ first: 1, most: 4, limit: 20 })
  expect(await (await impatient(url)).json()).toEqual(NOT_YET)
})

test('whoever left the page asks no more', async () => {
  const { url, asked } = await answering(NOT_YET)
  const leaving = new AbortController()
  const slow = createPatientFetch({ first: 600_000, most: 600_000, limit: 6_000_000 })
  const answer = slow(url, { signal: leaving.signal })
  await expect.poll(asked).toBe(1)
  leaving.abort(new Error('gone'))
  await expect(answer).rejects.toThrow()
  expect(asked()).toBe(1)
})
