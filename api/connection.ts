import { z } from 'zod'
import { refuse } from './errors.ts'

/** A page by the Relay specification; what nobody selects is never computed. */
export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[]
  readonly nodes: readonly T[]
  readonly pageInfo: PageInfo
  readonly totalCount: () => Promise<number>
}

interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

export interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

const MAX_PAGE = 200

interface Source<Item, Key, T> {
  /** The sort key that a cursor carries. */
  readonly key: z.ZodType<Key>
  /** Up to `limit` items that come after the key. */
  load(after: Key | null, limit: number): Promise<readonly Item[]>
  keyOf(item: Item): Key
  nodeOf(item: Item): T
  total(): Promise<number>
}

/** Reads one page and one item more, which tells whether another page follows. */
export async function toConnection<Item, Key, T>(
  page: PageArguments,
  source: Source<Item, Key, T>,
): Promise<Connection<T>> {
  const first = pageSize(page.first)
  const after = page.after == null ? null : decodeCursor(page.after, source.key)
  const items = await source.load(after, first + 1)
  const edges = items
    .slice(0, first)
    .map((item) => ({ node: source.nodeOf(item), cursor: encodeCursor(source.keyOf(item)) }))
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: items.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: source.total,
  }
}

/** A page of a list that is in memory already; cursors carry the position. */
export function listConnection<T>(page: PageArguments, list: readonly T[]): Promise<Connection<T>> {
  const positions = list.map((item, position) => ({ item, position }))
  return toConnection(page, {
    key: z.number().int().nonnegative(),
    load: async (after, limit) => positions.slice(after === null ? 0 : after + 1).slice(0, limit),
    keyOf: ({ position }) => position,
    nodeOf: ({ item }) => item,
    total: async () => list.length,
  })
}

/** @throws GraphQLError BAD_INPUT outside 1 to 200. */
export function pageSize(first: number | null | undefined, fallback = 50): number {
  const size = first ?? fallback
  if (size < 1 || size > MAX_PAGE)
    throw refuse('BAD_INPUT', `first: ${size} is outside 1 to ${MAX_PAGE}; ask for pages with \`after\``)
  return size
}

const encodeCursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url')

function decodeCursor<Key>(cursor: string, key: z.ZodType<Key>): Key {
  const parsed = key.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')))
  if (!parsed.success) throw refuse('BAD_INPUT', 'after: not a cursor of this list')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
