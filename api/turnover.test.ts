import { afterEach, beforeEach, expect, test } from 'vitest'
import { toRelationship } from '../graph/attack.ts'
import { relationshipId, type Snapshot } from '../graph/snapshot/records.ts'
import {
  estate,
  INSTANCE,
  node,
  PROD,
  publishEstate,
  startService,
  type TestService,
  WEB_ROLE,
} from './testkit.ts'

const TWIN = `arn:aws:ec2:eu-west-1:${PROD}:instance/i-2`
const QUERY = '{ pathChanges { opened { path { entry { resourceId } hops } } closed { path { hops } } } }'

const edge = (from: string, kind: string, to: string, likelihood: number) =>
  toRelationship({
    from,
    kind,
    to,
    technique: kind === 'STEALS_METADATA' ? 'ec2-001' : null,
    attack: [],
    likelihood,
    conditions: [],
    evidence: [],
    provenance: null,
  })

/** A second, less likely web server with the same role: its path is folded into the first one's. */
const withTwin = (): Snapshot =>
  estate({
    nodes: [node(TWIN, 'AwsEc2Instance', { account: PROD })],
    relationships: [edge('Internet', 'CAN_REACH', TWIN, 0.5), edge(TWIN, 'STEALS_METADATA', WEB_ROLE, 0.8)],
  })

function without(snapshot: Snapshot, from: string, kind: string, to: string): Snapshot {
  const relationships = new Map(snapshot.relationships)
  for (const [id, relationship] of relationships)
    if (relationship.from === from && relationship.kind === kind && relationship.to === to)
      relationships.delete(id)
  return { ...snapshot, relationships }
}

let service: TestService

beforeEach(async () => {
  service = await startService()
})

afterEach(() => service.close())

test('a path that is listed now because a better one closed has not opened', async () => {
  await publishEstate(service.store, withTwin())
  await publishEstate(service.store, without(withTwin(), 'Internet', 'CAN_REACH', INSTANCE))
  const { data } = await service.query(QUERY)
  expect(data.pathChanges.opened).toEqual([])
  expect(data.pathChanges.closed).toHaveLength(1)
})

test('a path whose edge is new has opened', async () => {
  const closed = without(estate(), 'Internet', 'CAN_REACH', INSTANCE)
  await publishEstate(service.store, closed)
  const reach = edge('Internet', 'CAN_REACH', INSTANCE, 0.9)
  const relationships = new Map([...closed.relationships, [relationshipId(reach), reach]])
  await publishEstate(service.store, { ...closed, relationships })
  const { data } = await service.query(QUERY)
  expect(data.pathChanges.opened).toEqual([{ path: { entry: { resourceId: 'Internet' }, hops: 3 } }])
  expect(data.pathChanges.closed).toEqual([])
})
