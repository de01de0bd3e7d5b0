import { readdirSync } from 'node:fs'
import { type DocumentNode, Kind, print, type TypeNode } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFile } from '../graph/package-root.ts'
import { partitionKey, type Snapshot } from '../graph/snapshot/records.ts'
import { toNodeId } from './node-id.ts'
import { estate, publishEstate, RULE_ID, startService, type TestService, VAULT, WEB_ROLE } from './testkit.ts'

let service: TestService
beforeAll(async () => {
  service = await startService()
  await publishEstate(service.store, collected(estate()))
  await service.store.put('Exception', {
    ...{ id: EXCEPTION, rule: RULE_ID, reason: 'a lab', author: 'ann', premise: [] },
    ...{ createdAt: '2026-11-01T00:00:00Z', updatedAt: '2026-11-01T00:00:00Z' },
  })
})
afterAll(() => service.close())

/** As if one partition had told of everything: what is derived anew starts from what was collected. */
function collected(snapshot: Snapshot): Snapshot {
  const [coverage] = snapshot.coverage
  if (coverage === undefined) throw new Error('the estate has no partition')
  const partition = partitionKey(coverage)
  return {
    ...snapshot,
    nodes: new Map([...snapshot.nodes].map(([id, node]) => [id, { ...node, partition }])),
  }
}

const EXCEPTION = 'e1'

const isDocument = (value: unknown): value is DocumentNode =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT

/** Variables that take more than any text. */
const VALUES: { readonly [operationAndVariable: string]: unknown } = {
  'WhoCan.action': 's3:GetObject',
  'WhoCan.resource': VAULT,
  'AccessOf.principal': WEB_ROLE,
  'CanvasBlast.id': WEB_ROLE,
  'Fix.id': toNodeId('Fix', 'none'),
  'Simulate.changes': [],
  'CreateException.exception': { account: '111111111111', reason: 'a lab' },
  'RevokeException.id': EXCEPTION,
  'SetFixStatus.fixId': '0123456789abcdef',
  'SetFixStatus.status': { state: 'OPEN' },
}

/** A value that a required variable takes. */
function sample(type: TypeNode): unknown {
  if (type.kind === Kind.NON_NULL_TYPE) return sample(type.type)
  if (type.kind === Kind.LIST_TYPE) return [sample(type.type)]
  if (type.name.value === 'Boolean') return true
  return type.name.value === 'Int' ? 50 : 'x'
}

const files = readdirSync(packageFile('ui'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[a-z-]+\/query\.ts$/.test(file))
  .sort()

test.each(files)('the service answers every query of ui/%s within its limits', async (file) => {
  const exported: Record<string, unknown> = await import(packageFile('ui', file))
  for (const document of Object.values(exported).filter(isDocument))
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue
      const required = (definition.variableDefinitions ?? []).filter(
        ({ type }) => type.kind === Kind.NON_NULL_TYPE,
      )
      const variables = Object.fromEntries(
        required.map(({ variable, type }) => [
          variable.name.value,
          VALUES[`${definition.name?.value}.${variable.name.value}`] ?? sample(type),
        ]),
      )
      const answer = await service.query(print(document), variables)
      expect(answer.errors, definition.name?.value).toEqual([])
    }
})

test('there are queries to try', () => {
  expect(files).not.toEqual([])
})
