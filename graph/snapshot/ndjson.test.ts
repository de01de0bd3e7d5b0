import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySnapshot, snapshotOf } from './arbitrary.testkit.ts'
import { type NdjsonLimits, readNdjson, writeNdjson } from './ndjson.ts'

const bytes = (...lines: string[]): Uint8Array[] => [
  new TextEncoder().encode(lines.map((line) => `${line}\n`).join('')),
]
const HEADER = '{"format":"chokepoint-snapshot","version":1,"nodes":1,"relationships":0,"coverage":0}'
const NODE = '{"type":"node","id":"b","kind":"AwsS3Bucket","props":{}}'

const read = (lines: readonly string[], limits?: Partial<NdjsonLimits>) => readNdjson(bytes(...lines), limits)

test('what was written reads back equal, wherever the chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(anySnapshot, fc.integer({ min: 1, max: 50 }), async (snapshot, size) => {
      const whole = new TextEncoder().encode([...writeNdjson(snapshot)].join(''))
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, (at + 1) * size),
      )
      expect(await readNdjson(chunks)).toEqual(snapshot)
    }),
  )
})

test('an empty snapshot is a header alone', async () => {
  const lines = [...writeNdjson(snapshotOf([]))]
  expect(lines).toHaveLength(1)
  expect(await readNdjson(bytes(...lines))).toEqual(snapshotOf([]))
})

test('Windows line ends, a byte order mark and empty lines do no harm', async () => {
  expect((await read([`\uFEFF${HEADER}\r`, '', `${NODE}\r`])).nodes.size).toBe(1)
})

test('a line that is not JSON is named', async () => {
  await expect(read([HEADER, NODE.slice(0, 20)])).rejects.toThrow('line 2 is not JSON')
})

test('a kind that the schema does not know is named with its line', async () => {
  await expect(read([HEADER, NODE.replace('AwsS3Bucket', 'AwsS3Buckets')])).rejects.toThrow(
    'line 2, kind: unknown kind "AwsS3Buckets"',
  )
})

test('a record that stands twice is named with its line', async () => {
  await expect(read([HEADER, NODE, NODE])).rejects.toThrow('line 3: b stands here a second time')
})

test('a file that lost its end is refused', async () => {
  await expect(read([HEADER])).rejects.toThrow('the header counts 1 nodes, and there are 0')
})

test('a file without a header is refused', async () => {
  await expect(read([NODE])).rejects.toThrow('line 1, format')
})

test('a later version is refused with what to do', async () => {
  await expect(read([HEADER.replace('"version":1', '"version":2')])).rejects.toThrow(
    'only version 1 is known here',
  )
})

test('an empty file is refused', async () => {
  await expect(readNdjson([])).rejects.toThrow('the file is empty')
})

test('a line over the limit is refused before it is parsed', async () => {
  await expect(read([HEADER, NODE], { maxLine: 90 })).resolves.toBeDefined()
  await expect(read([HEADER, NODE], { maxLine: 80 })).rejects.toThrow(
    'line 1 is longer than the limit of 80 characters',
  )
})

test('a line without an end does not fill the memory', async () => {
  const endless = (function* () {
    for (;;) yield new Uint8Array(65_536).fill(0x20)
  })()
  await expect(readNdjson(endless, { maxLine: 1_000_000 })).rejects.toThrow('line 1 is longer')
})

test('properties that nest too deep are refused', async () => {
  const deep = NODE.replace('{}', `{"policy":${'['.repeat(5000)}${']'.repeat(5000)}}`)
  await expect(read([HEADER, deep])).rejects.toThrow('line 2 nests deeper than 200 levels')
})

test('a relationship to nowhere is refused', async () => {
  const edge = '{"type":"relationship","from":"b","kind":"LOGS_TO","to":"c","props":{}}'
  await expect(read([HEADER.replace('"relationships":0', '"relationships":1'), NODE, edge])).rejects.toThrow(
    'there is no node c',
  )
})

test('bytes that are not UTF-8 are refused', async () => {
  await expect(readNdjson([new Uint8Array([0x7b, 0xff, 0xfe])])).rejects.toThrow('not UTF-8')
})
