import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readInputs } from '../../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../../ingest/files/providers.ts'
import { collectAll } from '../../ingest/run.ts'
import { deriveSnapshot } from '../derive.ts'
import type { AttackStep } from '../paths/path.ts'
import { searchPaths } from '../paths/search.ts'
import { mergePartitions } from '../snapshot/merge.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { type RawIdentity, rawIdentities } from './raw-policies.testkit.ts'

/**
 * A second look at precision: every principal of every scenario that reaches administrator, its steps held against the
 * raw policy documents of the export by plain text matching, with nothing of the evaluator.
 */
const CORPUS = process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus'
const NOW = '2026-11-21T00:00:00Z'
if (!existsSync(`${CORPUS}/labs`))
  throw new Error(`no corpus at ${CORPUS}; set CHOKEPOINT_CORPUS to its folder`)

const SCENARIOS = [...readdirSync(`${CORPUS}/labs`).map((lab) => `labs/${lab}`), 'iam-vulnerable'].sort()

async function derive(folder: string): Promise<Snapshot> {
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs, {})
  return deriveSnapshot(mergePartitions(null, partitions, NOW)).snapshot
}

function identitiesOf(folder: string): ReadonlyMap<string, RawIdentity> {
  const found = readdirSync(folder).flatMap((account) => {
    const file = `${folder}/${account}/global/iam/get-account-authorization-details.json`
    return existsSync(file) ? rawIdentities(JSON.parse(readFileSync(file, 'utf8'))) : []
  })
  return new Map(found.map((identity) => [identity.arn, identity]))
}

const PERMISSION = /^([a-z0-9-]+:[A-Za-z]+) on (\S+)$/

/** What a step says the attacker may do and no policy of his says so. */
function unfounded(step: AttackStep, self: RawIdentity): readonly string[] {
  return step.evidence.flatMap(({ type, detail }) => {
    const [, action = '', resource = ''] = PERMISSION.exec(detail) ?? []
    if (type !== 'policy' || action === '') return []
    return self.may(action, resource) ? [] : [`${self.arn} ${action} on ${resource}`]
  })
}

test.each(SCENARIOS)(
  '%s: whoever reaches administrator is explained by what its policies say',
  async (scenario) => {
    const folder = `${CORPUS}/${scenario}/export`
    const identities = identitiesOf(folder)
    const snapshot = await derive(folder)
    let reaching = 0
    for (const [arn, self] of identities) {
      const accounts = [...snapshot.nodes.values()].filter(({ kind }) => kind === 'AwsAccount')
      for (const { id: account } of accounts) {
        for (const path of searchPaths(snapshot, { from: arn, to: `admin:${account}`, now: NOW })) {
          reaching += 1
          const [first] = path.steps
          if (first === undefined)
            expect(self.may('iam:CreateUser', `arn:aws:iam::${account}:user/x`)).toBe(true)
          else expect(unfounded(first, self), path.title).toEqual([])
        }
      }
    }
    expect(reaching).toBeGreaterThan(0)
  },
)
