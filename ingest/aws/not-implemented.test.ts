import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { ApiError } from '../collector.ts'
import { awsSource } from './client.ts'
import { ssm } from './ssm.ts'

const CALL = 'ssm describe-parameters'

/** Asks an endpoint that answers everything with the body and status 500; gives the failure and how often it was asked. */
async function ask(body: string): Promise<{ readonly state: unknown; readonly asked: number }> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(500).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: Pick<AddressInfo, 'port'> = Object(server.address())
  const source = awsSource(ssm.calls, {
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 2,
  })
  const failure: unknown = await source.call(CALL).catch((error: unknown) => error)
  server.close()
  return { state: failure instanceof ApiError ? failure.state : failure, asked }
}

test('a page of HTML is no such call, and is not asked for again', async () => {
  expect(await ask('<!doctype html><title>500</title>')).toEqual({ state: 'UNSUPPORTED', asked: 1 })
})

test("a service's own failure is asked again, and is a failure", async () => {
  expect(await ask('{"__type": "InternalServerError"}')).toEqual({ state: 'FAILED', asked: 2 })
})
