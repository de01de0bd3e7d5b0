import { pino } from 'pino'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { RULE_ID } from '../queries/testkit.ts'
import type { Rule } from '../rules/engine/rule.ts'
import { type RunningServer, type ServerOptions, startServer } from './server.ts'

export * from '../queries/testkit.ts'

export const RULE: Rule = {
  id: RULE_ID,
  title: 'Bucket without access logging',
  kind: 'misconfiguration',
  severity: 'low',
  provider: 'aws',
  service: 's3',
  subject: 'AwsS3Bucket',
  description: 'd',
  rationale: 'r',
  falsePositives: 'f',
  remediation: { console: 'c', cli: 'l', terraform: 't' },
  references: [],
  attack: [],
  control: 'audit-logging',
  requirements: ['cis-aws-5.0:3.4'],
  frameworks: ['cis-aws-5.0:3.4'],
  parameters: {},
  needs: ['s3'],
  requires: [],
  confirmedBy: null,
  population: 'MATCH (b:AwsS3Bucket) RETURN b.id AS subject',
  query: 'MATCH (b:AwsS3Bucket) WHERE b.logging = false RETURN b.id AS subject',
  mend: [],
  tests: [],
}

export interface TestService {
  readonly store: GraphStore
  readonly server: RunningServer
  /** Store reads since the last call. */
  readonly reads: () => number
  query(text: string, variables?: object, headers?: Record<string, string>): Promise<Answer>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly data: any
  readonly errors: readonly { message: string; extensions?: { code?: string } }[]
}

/** A service that really runs, on a free port over a memory store. */
export async function startService(options: Partial<ServerOptions> = {}): Promise<TestService> {
  const opened = options.store ?? (await openStore('memory:'))
  let reads = 0
  const store: GraphStore = {
    ...opened,
    read: (...args) => {
      reads++
      return opened.read(...args)
    },
  }
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    uiDir: null,
    auth: { tokens: [], oidc: null },
    logger: pino({ level: process.env.CHOKEPOINT_TEST_LOG ?? 'silent' }),
    version: '0.0.0',
    rules: [RULE],
    ...options,
    store,
  })
  return {
    store,
    server,
    reads: () => {
      const count = reads
      reads = 0
      return count
    },
    query: (text, variables, headers) => ask(server.url, text, variables, headers),
    close: async () => {
      await server.close()
      await opened.close()
    },
  }
}

export async function ask(
  url: string,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const text = await response.text()
  const body = text.startsWith('{') ? JSON.parse(text) : { errors: [{ message: text }] }
  return { status: response.status, data: body.data, errors: body.errors ?? [] }
}
