import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InvalidRecordError } from '../errors.ts'
import type { GraphStore } from '../port.ts'
import { altered, CHANGED_ROLE, ESTATE, edge, node, publish, type Subject } from './subject.testkit.ts'

const NONE = { added: 0, changed: 0, removed: 0 }

/** A publish makes the stored graph equal to the snapshot, and says what it changed. */
export function publishClaims(subject: Subject): void {
  describe('publish', () => {
    let store: GraphStore
    beforeEach(async () => {
      store = await subject.open()
    })
    afterEach(() => store.close())

    test('an empty store has no snapshot and no scan', async () => {
      expect(await store.loadSnapshot()).toBeNull()
      expect(await store.read('MATCH (s:Scan) RETURN s.id AS id')).toEqual([])
    })

    test('the first publish stores everything and logs no change', async () => {
      const { scan, nodes, relationships } = await publish(store, ESTATE)
      expect({ nodes, relationships }).toEqual({
        nodes: { ...NONE, added: ESTATE.nodes.size },
        relationships: { ...NONE, added: ESTATE.relationships.size },
      })
      expect(scan).toMatchObject({
        sequence: 1,
        nodes: 9,
        relationships: 10,
        complete: false,
        source: 'test',
      })
      expect(await store.loadSnapshot()).toEqual(ESTATE)
      expect(await store.read('MATCH (c:Change) RETURN c.id AS id')).toEqual([])
    })

    test('the same snapshot again changes nothing, and is a scan of its own', async () => {
      await publish(store, ESTATE)
      const { scan, nodes, relationships } = await publish(store, ESTATE)
      expect({ nodes, relationships, sequence: scan.sequence }).toEqual({
        nodes: NONE,
        relationships: NONE,
        sequence: 2,
      })
      expect(await store.read('MATCH (c:Change) RETURN c.id AS id')).toEqual([])
      expect(await store.read('MATCH (s:Scan) RETURN s.sequence AS n ORDER BY n')).toEqual([
        { n: 1 },
        { n: 2 },
      ])
    })

    test('a changed property is one change, logged with what differs', async () => {
      await publish(store, ESTATE)
      const { nodes, relationships } = await publish(store, altered([CHANGED_ROLE]))
      expect({ nodes, relationships }).toEqual({ nodes: { ...NONE, changed: 1 }, relationships: NONE })
      expect(
        await store.read(
          `MATCH (c:Change) RETURN c.op AS op, c.type AS type, c.subject AS subject, c.kind AS kind,
             c.account AS account, c.sequence AS sequence, c.before AS before, c.after AS after`,
        ),
      ).toEqual([
        {
          op: 'changed',
          type: 'node',
          subject: 'app',
          kind: 'AwsIamRole',
          account: '111111111111',
          sequence: 2,
          before: '{"name":"app"}',
          after: '{"name":"application"}',
        },
      ])
    })

    test('a property that went is gone from the store', async () => {
      await publish(store, ESTATE)
      await publish(store, altered([node('AwsIamRole', 'app', {})]))
      expect(
        await store.read('MATCH (n:AwsIamRole {id: "app"}) RETURN n.name AS name, n.account AS account'),
      ).toEqual([{ name: null, account: null }])
    })

    test('new nodes come with the relationships between them and to what is stored', async () => {
      await publish(store, ESTATE)
      const grown = altered(
        [node('AwsIamUser', 'carol'), node('AwsIamGroup', 'staff')],
        [
          edge('carol', 'MEMBER_OF', 'staff'),
          edge('carol', 'CAN_ASSUME', 'app'),
          edge('Internet', 'CAN_REACH', 'staff'),
        ],
      )
      const { nodes, relationships } = await publish(store, grown)
      expect({ nodes, relationships }).toEqual({
        nodes: { ...NONE, added: 2 },
        relationships: { ...NONE, added: 3 },
      })
      expect(await store.loadSnapshot()).toEqual(grown)
      expect(
        await store.read('MATCH (c:Change) RETURN c.type AS type, c.op AS op, count(*) AS n ORDER BY type'),
      ).toEqual([
        { type: 'node', op: 'added', n: 2 },
        { type: 'relationship', op: 'added', n: 3 },
      ])
    })

    test('a node that went takes its relationships along, and each is logged with its ends', async () => {
      await publish(store, ESTATE)
      const without = altered([], [], (record) => Object.values(record).includes('vault'))
      const { nodes, relationships } = await publish(store, without)
      expect({ nodes, relationships }).toEqual({
        nodes: { ...NONE, removed: 1 },
        relationships: { ...NONE, removed: 2 },
      })
      expect(await store.loadSnapshot()).toEqual(without)
      expect(
        await store.read(
          `MATCH (c:Change {type: "relationship"})
           RETURN c.op AS op, c.from AS from, c.kind AS kind, c.to AS to, c.before AS before, c.after AS after ORDER BY kind`,
        ),
      ).toEqual([
        {
          op: 'removed',
          from: 'admin',
          kind: 'CAN_READ',
          to: 'vault',
          before: '{"likelihood":1}',
          after: null,
        },
        {
          op: 'removed',
          from: 'admin',
          kind: 'CAN_WRITE',
          to: 'vault',
          before: '{"likelihood":1}',
          after: null,
        },
      ])
    })

    test('a relationship alone can change and go', async () => {
      await publish(store, ESTATE)
      const next = altered(
        [],
        [edge('alice', 'CAN_ASSUME', 'app', { likelihood: 0.75 })],
        (record) => 'to' in record && record.from === 'Internet',
      )
      const { nodes, relationships } = await publish(store, next)
      expect({ nodes, relationships }).toEqual({
        nodes: NONE,
        relationships: { added: 0, changed: 1, removed: 1 },
      })
      expect(await store.loadSnapshot()).toEqual(next)
    })

    test('a node that changes its kind changes its labels and keeps its relationships', async () => {
      await publish(store, altered([node('ExternalPrincipal', 'app', { stub: true })]))
      await publish(store, ESTATE)
      expect(
        await store.read(
          'MATCH (n:Resource {id: "app"})-[:CAN_READ]->(:Resource) RETURN labels(n) AS labels, n.stub AS stub',
        ),
      ).toEqual([{ labels: expect.arrayContaining(['Resource', 'Identity', 'AwsIamRole']), stub: null }])
      expect(await store.read('MATCH (n:ExternalPrincipal) RETURN n.id AS id')).toEqual([])
    })

    test('a node has the labels Resource, its class and its kind, and no other', async () => {
      await publish(store, ESTATE)
      const rows = await store.read(
        'MATCH (n:AwsS3Bucket {id: "logs"}) UNWIND labels(n) AS label RETURN label ORDER BY label',
      )
      expect(rows).toEqual([{ label: 'AwsS3Bucket' }, { label: 'Data' }, { label: 'Resource' }])
    })

    test('relationships of one kind are told apart by their key', async () => {
      const parallel = altered(
        [],
        [
          edge('alice', 'CAN_ESCALATE', 'admin', {}, 'iam-001'),
          edge('alice', 'CAN_ESCALATE', 'admin', {}, 'iam-002'),
        ],
      )
      await publish(store, parallel)
      expect(await store.loadSnapshot()).toEqual(parallel)
      const one = altered([], [edge('alice', 'CAN_ESCALATE', 'admin', {}, 'iam-002')])
      expect((await publish(store, one)).relationships).toEqual({ ...NONE, removed: 1 })
      expect(await store.loadSnapshot()).toEqual(one)
    })

    test('the coverage ledger comes back as it was', async () => {
      const coverage = Array.from({ length: 1200 }, (_, at) => ({
        provider: 'aws',
        account: '111111111111',
        region: 'global',
        service: `service-${at}`,
        state: 'DENIED' as const,
        reason: 'AccessDenied',
        at: '2026-11-01T00:00:00.000Z',
        missing: [{ call: 'iam list-users', state: 'THROTTLED' as const, resource: null }],
      }))
      await publish(store, { ...ESTATE, coverage })
      expect((await store.loadSnapshot())?.coverage).toEqual(coverage)
    })

    test('an unknown kind is refused by name, and nothing is written', async () => {
      await publish(store, ESTATE)
      const wrong = altered([node('AwsS3Buckets', 'x')])
      await expect(publish(store, wrong)).rejects.toThrow(InvalidRecordError)
      await expect(publish(store, wrong)).rejects.toThrow('unknown kind "AwsS3Buckets"')
      expect(await store.loadSnapshot()).toEqual(ESTATE)
      expect(await store.read('MATCH (n:Incoming) RETURN n.id AS id')).toEqual([])
    })

    test('a value of another type than declared is refused with node and property', async () => {
      await expect(
        publish(store, altered([node('AwsIamUser', 'eve', { mfaEnabled: 'no' })])),
      ).rejects.toThrow('AwsIamUser eve: property "mfaEnabled" is declared as flag and holds a string')
    })

    test('a property that is not declared is refused', async () => {
      await expect(publish(store, altered([node('AwsIamUser', 'eve', { shoeSize: 38 })]))).rejects.toThrow(
        'property "shoeSize" is not declared',
      )
    })

    test('a relationship to nowhere is refused', async () => {
      await expect(publish(store, altered([], [edge('alice', 'CAN_READ', 'nowhere')]))).rejects.toThrow(
        'there is no node nowhere',
      )
    })
  })
}
