import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anySnapshot, snapshotOf } from '../../snapshot/arbitrary.testkit.ts'
import type { Props, Value } from '../../snapshot/records.ts'
import type { GraphStore } from '../port.ts'
import { edge, node, publish, type Subject } from './subject.testkit.ts'

const HARD_TEXTS = [
  ['accents, other scripts and emoji', 'Zürich 東京 👩‍👩‍👧 ﷽ e\u0301'],
  ['quotes, backslashes and backticks', `'"\\\`{}$name // /* \\u0041`],
  ['line ends, tabs and control characters', 'a\nb\r\nc\td\u0001\u001f\u007f'],
  ['NUL', 'a\u0000b'],
  ['the empty text', ''],
] as const

const NUMBERS = [
  0,
  1,
  -1,
  0.1,
  -2.5,
  1e21,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  Number.MAX_VALUE,
]

/** Whatever the schema allows comes back as it was. */
export function valueClaims(subject: Subject): void {
  describe('values', () => {
    let store: GraphStore
    beforeAll(async () => {
      store = await subject.open()
    })
    afterAll(() => store.close())

    async function comesBack(kind: string, props: Props): Promise<void> {
      const snapshot = snapshotOf([node(kind, 'subject', props)])
      await publish(store, snapshot)
      expect(await store.loadSnapshot()).toEqual(snapshot)
    }

    for (const [what, text] of HARD_TEXTS)
      test(`${what} in ids, texts and nested values`, async () => {
        const id = `id ${text}`
        const snapshot = snapshotOf(
          [node('AwsS3Bucket', id, { name: text, tags: [text], policy: { [`k${text}`]: [text] } })],
          [edge(id, 'LOGS_TO', id, {}, text)],
        )
        await publish(store, snapshot)
        expect(await store.loadSnapshot()).toEqual(snapshot)
        expect(await store.read('MATCH (n:AwsS3Bucket {id: $id}) RETURN n.name AS name', { id })).toEqual([
          { name: text },
        ])
      })

    test('a text of a megabyte', () => comesBack('AwsSecurityGroup', { description: 'é'.repeat(1_000_000) }))

    test('a nested value of a megabyte', () =>
      comesBack('AwsS3Bucket', {
        policy: { Statement: Array.from({ length: 20_000 }, (_, at) => ({ Sid: `statement ${at}`, at })) },
      }))

    for (const value of NUMBERS)
      test(`the number ${value}`, () => comesBack('AwsIamUser', { accessKeys: value }))

    test('flags, empty lists and lists', () =>
      comesBack('AwsVpc', {
        isDefault: false,
        flowLogs: true,
        cidrBlocks: [],
        ipv6CidrBlocks: ['a', ''],
        tags: ['x=y'],
      }))

    test('a nested value that is a text, a number, or empty', async () => {
      for (const policy of ['text', 7, false, [], {}] satisfies Value[])
        await comesBack('AwsS3Bucket', { policy })
    })

    test('null comes back as null, and what is absent stays absent', () =>
      comesBack('AwsS3Bucket', { policy: null, kmsKey: null, name: 'b' }))

    test('Cypher reads null and absent alike, and `nulls` tells them apart', async () => {
      await publish(
        store,
        snapshotOf([node('AwsS3Bucket', 'none', { policy: null }), node('AwsS3Bucket', 'unread')]),
      )
      expect(
        await store.read(
          `MATCH (n:AwsS3Bucket)
           WHERE n.policy IS NULL
           RETURN n.id AS id, "policy" IN coalesce(n.nulls, []) AS isNone ORDER BY id`,
        ),
      ).toEqual([
        { id: 'none', isNone: true },
        { id: 'unread', isNone: false },
      ])
    })

    test('a nested value is JSON text in the graph', async () => {
      await publish(
        store,
        snapshotOf([node('AwsS3Bucket', 'b', { policy: { Statement: [{ Effect: 'Allow' }] } })]),
      )
      expect(await store.read('MATCH (n:AwsS3Bucket) RETURN n.policy AS policy')).toEqual([
        { policy: '{"Statement":[{"Effect":"Allow"}]}' },
      ])
    })

    test('a number that is none is refused', async () => {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
        await expect(comesBack('AwsIamUser', { accessKeys: value })).rejects.toThrow('is declared as number')
    })
  })

  describe('any snapshot', () => {
    let store: GraphStore
    beforeEach(async () => {
      store = await subject.open()
    })
    afterEach(() => store.close())

    test('is what the store holds after it was published, whatever was there before', async () => {
      await fc.assert(
        fc.asyncProperty(anySnapshot, async (snapshot) => {
          await publish(store, snapshot)
          expect(await store.loadSnapshot()).toEqual(snapshot)
          const { nodes, relationships } = await publish(store, snapshot)
          const changes = [nodes, relationships].flatMap((counts) => Object.values(counts))
          expect(changes).toEqual([0, 0, 0, 0, 0, 0])
        }),
        { numRuns: 40 },
      )
    })
  })
}
