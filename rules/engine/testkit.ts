import type { CoverageEntry, Snapshot } from '../../graph/snapshot/records.ts'
import { openStore } from '../../graph/store/open.ts'
import type { Scan } from '../../graph/store/port.ts'
import { evaluateRules } from './evaluate.ts'
import type { Evaluation } from './evaluation.ts'
import { type GraphLiteral, literalSnapshot } from './literal.ts'
import type { Finding, Rule } from './rule.ts'

/** A small rule for tests of the engine: buckets without encryption. */
export const aRule = (given: Partial<Rule> = {}): Rule => ({
  id: 'aws-test',
  service: 's3',
  title: 'Plain bucket',
  kind: 'misconfiguration',
  severity: 'high',
  provider: 'aws',
  subject: 'AwsS3Bucket',
  description: 'd',
  rationale: 'r',
  falsePositives: 'f',
  remediation: { console: 'c', cli: 'c', terraform: 't' },
  references: ['https://docs.aws.amazon.com/s3/'],
  attack: [],
  control: 'encryption-at-rest',
  requirements: [],
  frameworks: [],
  parameters: {},
  needs: ['s3'],
  requires: [],
  confirmedBy: null,
  population: 'MATCH (b:AwsS3Bucket) RETURN b.id AS subject',
  query: "MATCH (b:AwsS3Bucket) WHERE b.encryption = 'none' RETURN b.id AS subject",
  mend: [],
  tests: [
    {
      name: 'finds',
      nodes: { plain: { kind: 'AwsS3Bucket', encryption: 'none' } },
      relationships: [],
      finds: ['plain'],
      notEvaluated: [],
    },
    {
      name: 'near miss',
      nodes: { safe: { kind: 'AwsS3Bucket', encryption: 'AES256' } },
      relationships: [],
      finds: [],
      notEvaluated: [],
    },
  ],
  ...given,
})

export const anEntry = (given: Partial<CoverageEntry> = {}): CoverageEntry => ({
  provider: 'aws',
  account: '111111111111',
  region: 'global',
  service: 's3',
  state: 'OK',
  reason: null,
  at: '2026-01-01T00:00:00Z',
  missing: [],
  ...given,
})

interface Run {
  readonly nodes: GraphLiteral['nodes']
  readonly relationships?: GraphLiteral['relationships']
  readonly rules?: readonly Rule[]
  readonly coverage?: readonly CoverageEntry[]
  readonly previous?: readonly Finding[]
  readonly timeout?: number
  /** The day of January 2026 that the scan is made on. */
  readonly day?: number
}

/** Publishes the literal in a store of its own and evaluates the rules on it. */
export async function evaluateLiteral(run: Run): Promise<Evaluation> {
  const store = await openStore('memory:')
  try {
    const coverage = run.coverage ?? [anEntry()]
    const snapshot: Snapshot = literalSnapshot({ relationships: [], ...run }, coverage)
    const startedAt = `2026-01-${String(run.day ?? 1).padStart(2, '0')}T00:00:00.000Z`
    const scan: Pick<Scan, 'id' | 'startedAt' | 'source'> = {
      id: `day-${run.day ?? 1}`,
      startedAt,
      source: 'test',
    }
    const published = await store.publish({ scan, snapshot, token: await store.writeToken() })
    return await evaluateRules({
      store,
      rules: run.rules ?? [aRule()],
      coverage,
      scan: published.scan,
      previous: run.previous ?? [],
      ...(run.timeout !== undefined && { timeout: run.timeout }),
    })
  } finally {
    await store.close()
  }
}
