import { z } from 'zod'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import { readLines, SnapshotFormatError } from './lines.ts'
import {
  COVERAGE_STATES,
  type CoverageEntry,
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from './records.ts'

/**
 * A snapshot as text: a header line `{ format, version, nodes, relationships, coverage }` with the counts, then
 * one record a line, each with its `type`. Nodes come before relationships; readers take them in any order.
 */
export const SNAPSHOT_FORMAT = 'chokepoint-snapshot'
const VERSION = 1

export interface NdjsonLimits {
  /** Characters of one line; a policy document is at most some ten thousand. */
  readonly maxLine: number
  /** How deep the properties of a record may nest. */
  readonly maxDepth: number
}
const DEFAULT_LIMITS: NdjsonLimits = { maxLine: 64_000_000, maxDepth: 200 }

/** The lines of a snapshot, each with its line end. */
export function* writeNdjson(snapshot: Snapshot): Generator<string> {
  const { nodes, relationships, coverage } = snapshot
  const counts = { nodes: nodes.size, relationships: relationships.size, coverage: coverage.length }
  yield `${JSON.stringify({ format: SNAPSHOT_FORMAT, version: VERSION, ...counts })}\n`
  for (const node of nodes.values()) yield `${JSON.stringify({ type: 'node', ...node })}\n`
  for (const relationship of relationships.values())
    yield `${JSON.stringify({ type: 'relationship', ...relationship })}\n`
  for (const entry of coverage) yield `${JSON.stringify({ type: 'coverage', ...entry })}\n`
}

/** @throws SnapshotFormatError naming the line that is wrong, or what is missing at the end. */
export async function readNdjson(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: Partial<NdjsonLimits> = {},
): Promise<Snapshot> {
  const { maxLine, maxDepth } = { ...DEFAULT_LIMITS, ...limits }
  const read: Reading = { header: null, nodes: new Map(), relationships: new Map(), coverage: [] }
  let number = 0
  for await (const line of readLines(chunks, maxLine)) {
    number += 1
    if (line.trim() !== '') takeLine(read, line, number, maxDepth)
  }
  checkWhole(read, number)
  return { nodes: read.nodes, relationships: read.relationships, coverage: read.coverage }
}

interface Reading {
  header: z.infer<typeof header> | null
  readonly nodes: Map<string, NodeRecord>
  readonly relationships: Map<string, RelationshipRecord>
  readonly coverage: CoverageEntry[]
}

const size = z.int().nonnegative()
const header = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  version: z.literal(VERSION, {
    error: `only version ${VERSION} is known here: export it again with this version`,
  }),
  nodes: size,
  relationships: size,
  coverage: size,
})

const id = z.string().min(1)
const props = z.custom<Props>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  {
    error: 'expected an object',
  },
)
const known = (kinds: ReadonlyMap<string, unknown>) =>
  z.string().refine((kind) => kinds.has(kind), { error: (issue) => `unknown kind "${issue.input}"` })

const state = z.enum(COVERAGE_STATES)
const missingCall = z.strictObject({ call: z.string(), state, resource: z.string().nullable() })
const record = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('node'),
    id,
    kind: known(NODE_KINDS),
    props,
    partition: z.string().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('relationship'),
    from: id,
    kind: known(RELATIONSHIP_KINDS),
    to: id,
    key: z.string().exactOptional(),
    props,
    partition: z.string().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('coverage'),
    provider: z.string(),
    account: z.string(),
    region: z.string(),
    service: z.string(),
    state,
    reason: z.string().nullable(),
    at: z.string(),
    missing: z.array(missingCall),
  }),
])

function takeLine(read: Reading, line: string, number: number, maxDepth: number): void {
  const value = parseLine(line, number)
  if (!isShallow(value, maxDepth))
    throw new SnapshotFormatError(`line ${number} nests deeper than ${maxDepth} levels`)
  if (read.header === null) read.header = check(header, value, number)
  else takeRecord(read, check(record, value, number), number)
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new SnapshotFormatError(`line ${number} is not JSON; is the file cut off?`, { cause })
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, number: number): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue?.path.join('.') ?? ''
  throw new SnapshotFormatError(`line ${number}${where === '' ? '' : `, ${where}`}: ${issue?.message}`)
}

function takeRecord(read: Reading, value: z.infer<typeof record>, number: number): void {
  if (value.type === 'node') {
    const { type, ...node } = value
    addOnce(read.nodes, node.id, node, number)
  } else if (value.type === 'relationship') {
    const { type, ...relationship } = value
    addOnce(read.relationships, relationshipId(relationship), relationship, number)
  } else {
    const { type, ...entry } = value
    read.coverage.push(entry)
  }
}

function addOnce<T>(map: Map<string, T>, key: string, value: T, number: number): void {
  if (map.has(key))
    throw new SnapshotFormatError(
      `line ${number}: ${key.replaceAll('\u0000', ' ')} stands here a second time`,
    )
  map.set(key, value)
}

function checkWhole(read: Reading, lines: number): void {
  if (read.header === null) throw new SnapshotFormatError('the file is empty')
  for (const [name, found] of [
    ['nodes', read.nodes.size],
    ['relationships', read.relationships.size],
    ['coverage', read.coverage.length],
  ] as const)
    if (found !== read.header[name])
      throw new SnapshotFormatError(
        `the header counts ${read.header[name]} ${name}, and there are ${found} on ${lines} lines: is the file cut off?`,
      )
  for (const { from, kind, to } of read.relationships.values())
    for (const end of [from, to])
      if (!read.nodes.has(end))
        throw new SnapshotFormatError(`${from} ${kind} ${to}: there is no node ${end}`)
}

/** JSON.parse nests without limit; whoever walks the value afterwards would exhaust the stack. */
function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return true
  return levels > 0 && Object.values(value).every((child) => isShallow(child, levels - 1))
}
