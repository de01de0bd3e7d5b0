import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { NodeRecord, Props, RelationshipRecord } from '../snapshot/records.ts'
import { type AttackGraph, groups, type Indexed } from './graph.ts'
import type { Rows } from './rows.ts'

/**
 * An attack graph as bytes, to be searched a moment after a restart: a line of JSON that says what follows and what its
 * hash is, then typed arrays that are read where they lie, and records as text that are parsed when a path needs them.
 */
const VERSION = 2

const Section = z.object({ name: z.string(), at: z.number(), bytes: z.number() })
const Header = z.object({
  version: z.literal(VERSION),
  key: z.string(),
  hash: z.string(),
  sections: z.array(Section),
})
type Header = z.infer<typeof Header>

const ALIGNMENT = 8
const LINE_END = 10

/** The parts to write, one after the other. `key` says what the graph is of: it is compared when the graph is read. */
export function encodeGraph(graph: AttackGraph, key: string): readonly Uint8Array[] {
  const nodes = texts(graph.nodes, (node) => JSON.stringify(briefly(node)))
  const edges = texts(graph.edges, (edge) => JSON.stringify(edge))
  const ids = texts(graph.nodes, ({ id }) => id)
  const parts: readonly (readonly [string, Uint8Array])[] = [
    ...rowParts('forward', graph.forward),
    ...rowParts('backward', graph.backward),
    ['ids.offsets', bytesOf(ids.offsets)],
    ['ids', ids.text],
    ['nodes.offsets', bytesOf(nodes.offsets)],
    ['nodes', nodes.text],
    ['edges.offsets', bytesOf(edges.offsets)],
    ['edges', edges.text],
    ['administrations', Buffer.from(JSON.stringify([...graph.administrations]))],
    ['groups', Buffer.from(JSON.stringify(groupIndices(graph)))],
  ]
  const hash = createHash('sha256')
  const sections: { name: string; at: number; bytes: number }[] = []
  const body: Uint8Array[] = []
  let at = 0
  for (const [name, bytes] of parts) {
    const padding = new Uint8Array((ALIGNMENT - (bytes.byteLength % ALIGNMENT)) % ALIGNMENT)
    sections.push({ name, at, bytes: bytes.byteLength })
    hash.update(bytes).update(padding)
    body.push(bytes, padding)
    at += bytes.byteLength + padding.byteLength
  }
  const header: Header = { version: VERSION, key, hash: hash.digest('hex'), sections }
  const line = JSON.stringify(header)
  const length = Buffer.byteLength(line) + 1
  const padded = `${line}${' '.repeat((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT)}\n`
  return [Buffer.from(padded), ...body]
}

/** Null when the bytes are of something else, of another version or damaged. */
export function decodeGraph(bytes: Uint8Array, key: string): AttackGraph | null {
  const end = bytes.indexOf(LINE_END)
  if (end < 0 || bytes.byteOffset % ALIGNMENT !== 0) return null
  const header = Header.safeParse(parseJson(textOf(bytes.subarray(0, end))))
  if (!header.success || header.data.key !== key) return null
  const body = bytes.subarray(end + 1)
  if (createHash('sha256').update(body).digest('hex') !== header.data.hash) return null
  const places = new Map(header.data.sections.map((section) => [section.name, section]))
  const part = (name: string): Uint8Array => {
    const { at, bytes: length } = places.get(name) ?? { at: 0, bytes: 0 }
    return body.subarray(at, at + length)
  }
  return graphOf(part)
}

function graphOf(part: (name: string) => Uint8Array): AttackGraph {
  const ids = textList(part('ids.offsets'), part('ids'), (text) => text)
  const indexOf = new Map<string, number>()
  for (let index = 0; index < ids.length; index++) indexOf.set(ids.at(index) ?? '', index)
  const administrations = new Map(Administrations.parse(parseJson(textOf(part('administrations')))))
  const { kinds, sensitivities } = Groups.parse(parseJson(textOf(part('groups'))))
  return {
    indexOf,
    nodes: textList(part('nodes.offsets'), part('nodes'), (text) => StoredNode.parse(parseJson(text))),
    edges: textList(part('edges.offsets'), part('edges'), (text) => StoredEdge.parse(parseJson(text))),
    forward: rowsOf('forward', part),
    backward: rowsOf('backward', part),
    ofKind: (kind) => kinds[kind] ?? [],
    ofSensitivity: (sensitivity) => sensitivities[sensitivity] ?? [],
    administrations,
    administrators: new Map(
      [...administrations].map(([account, list]) => [
        account,
        list.map(({ from }) => indexOf.get(from) ?? 0),
      ]),
    ),
  }
}

const StoredProps = z.record(z.string(), z.json())
const StoredNode = z.object({ id: z.string(), kind: z.string(), props: StoredProps })
const StoredEdge = z
  .object({
    from: z.string(),
    kind: z.string(),
    to: z.string(),
    key: z.string().optional(),
    props: StoredProps,
  })
  .transform(({ key, ...edge }): RelationshipRecord => (key === undefined ? edge : { ...edge, key }))
const Administrations = z.array(z.tuple([z.string(), z.array(StoredEdge)]))
const Indices = z.record(z.string(), z.array(z.number()))
const Groups = z.object({ kinds: Indices, sensitivities: Indices })

/** Lists that starts and targets are told by. */
const KEPT: ReadonlySet<string> = new Set(['tags', 'credentials'])

/** What starts, targets and sentences are made of: short properties, no documents. */
function briefly({ id, kind, props }: NodeRecord): NodeRecord {
  const short: { [name: string]: Props[string] } = {}
  for (const [name, value] of Object.entries(props))
    if (typeof value !== 'object' || KEPT.has(name)) short[name] = value
  return { id, kind, props: short }
}

function groupIndices(graph: AttackGraph): z.infer<typeof Groups> {
  const nodes: NodeRecord[] = []
  for (let index = 0; index < graph.nodes.length; index++) {
    const node = graph.nodes.at(index)
    if (node !== undefined) nodes.push(node)
  }
  const { byKind, bySensitivity } = groups(nodes)
  return { kinds: Object.fromEntries(byKind), sensitivities: Object.fromEntries(bySensitivity) }
}

const rowParts = (name: string, rows: Rows): readonly (readonly [string, Uint8Array])[] => [
  [`${name}.offsets`, bytesOf(rows.offsets)],
  [`${name}.arcs`, bytesOf(rows.arcs)],
  [`${name}.edgeOf`, bytesOf(rows.edgeOf)],
]

const rowsOf = (name: string, part: (name: string) => Uint8Array): Rows => ({
  offsets: numbersOf(part(`${name}.offsets`)),
  arcs: numbersOf(part(`${name}.arcs`)),
  edgeOf: numbersOf(part(`${name}.edgeOf`)),
})

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** A view, not a copy: sections begin where numbers may. */
const numbersOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT)

interface Texts {
  readonly offsets: Uint32Array
  readonly text: Uint8Array
}

function texts<T>(list: Indexed<T>, toText: (item: T) => string): Texts {
  const offsets = new Uint32Array(list.length + 1)
  const parts: Buffer[] = []
  for (let index = 0; index < list.length; index++) {
    const item = list.at(index)
    const part = Buffer.from(item === undefined ? '' : toText(item))
    offsets[index + 1] = (offsets[index] ?? 0) + part.byteLength
    parts.push(part)
  }
  return { offsets, text: Buffer.concat(parts) }
}

/** Items are parsed when they are asked for. */
function textList<T>(offsetBytes: Uint8Array, text: Uint8Array, parse: (text: string) => T): Indexed<T> {
  const offsets = numbersOf(offsetBytes)
  return {
    length: Math.max(0, offsets.length - 1),
    at: (index) =>
      index < 0 || index >= offsets.length - 1
        ? undefined
        : parse(textOf(text.subarray(offsets[index], offsets[index + 1]))),
  }
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
