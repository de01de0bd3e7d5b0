import { z } from 'zod'
import { RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { toConnection } from '../connection.ts'
import { defineType } from '../define-type.ts'
import type { Direction } from '../models.ts'
import type { Neighbour, NeighbourFilter, NeighbourKey, NeighbourTally, Way } from '../view/source.ts'
import type { View } from '../view/view.ts'
import { titleOf } from './resource.ts'

const key = z.object({
  way: z.enum(['out', 'in']),
  kind: z.string(),
  name: z.string(),
  id: z.string(),
  rid: z.string(),
})

/** What surrounds a resource: counts first, then pages. */
export const neighbours = defineType({
  sdl: /* GraphQL */ `
    "One relationship kind, direction and kind of neighbour, counted."
    type NeighbourCount {
      relationship: String!
      verb: String!
      class: EdgeClass!
      direction: Direction!
      neighbourKind: String!
      neighbourKindTitle: String!
      count: Int!
    }
    type NeighbourConnection { edges: [NeighbourEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type NeighbourEdge { node: Resource! cursor: String! relationship: Relationship! }

    extend type Resource {
      "By relationship kind, then name; outgoing ones first."
      neighbours(
        kinds: [String!]
        direction: Direction = BOTH
        neighbourKinds: [String!]
        first: Int = 50
        after: String
      ): NeighbourConnection!
      neighbourCounts: [NeighbourCount!]!
    }
  `,
  resolvers: {
    Resource: {
      neighbourCounts: async ({ view, node }) => [
        ...(await view.outgoing.load(node.id)).map((row) => toCount(row, 'out')),
        ...(await view.incoming.load(node.id)).map((row) => toCount(row, 'in')),
      ],
      neighbours: async ({ view, node }, args) => {
        const ways = waysOf(args.direction ?? 'both')
        const filter: NeighbourFilter = {
          kinds: args.kinds ?? undefined,
          neighbourKinds: args.neighbourKinds ?? undefined,
        }
        const connection = await toConnection(args, {
          key,
          load: (after, limit) => loadWays({ view, id: node.id, ways, filter }, after, limit),
          keyOf: ({ way, neighbour }) => ({ way, ...keyOf(neighbour) }),
          nodeOf: ({ neighbour }) => neighbour,
          total: () => total(view, node.id, ways, filter),
        })
        return {
          ...connection,
          edges: connection.edges.map(({ node: neighbour, cursor }) => ({
            node: { view, node: neighbour.node },
            cursor,
            relationship: { view, relationship: neighbour.relationship },
          })),
        }
      },
    },
  },
})

interface Question {
  readonly view: View
  readonly id: string
  readonly ways: readonly Way[]
  readonly filter: NeighbourFilter
}

interface Found {
  readonly way: Way
  readonly neighbour: Neighbour
}

async function loadWays(
  { view, id, ways, filter }: Question,
  after: (NeighbourKey & { readonly way: Way }) | null,
  limit: number,
): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const way of ways) {
    if (after?.way === 'in' && way === 'out') continue
    const start = after?.way === way ? after : null
    const page = await view.resources.neighbours(id, way, filter, start, limit - found.length)
    found.push(...page.map((neighbour) => ({ way, neighbour })))
    if (found.length >= limit) break
  }
  return found
}

async function total(view: View, id: string, ways: readonly Way[], filter: NeighbourFilter): Promise<number> {
  let sum = 0
  for (const way of ways) {
    const tallies = await (way === 'out' ? view.outgoing : view.incoming).load(id)
    for (const tally of tallies) if (isWanted(tally, filter)) sum += tally.count
  }
  return sum
}

const isWanted = (tally: NeighbourTally, { kinds, neighbourKinds }: NeighbourFilter): boolean =>
  (kinds?.includes(tally.relationship) ?? true) && (neighbourKinds?.includes(tally.neighbourKind) ?? true)

const waysOf = (direction: Direction): readonly Way[] => (direction === 'both' ? ['out', 'in'] : [direction])

const keyOf = ({ name, node, relationship }: Neighbour): NeighbourKey => ({
  kind: relationship.kind,
  name,
  id: node.id,
  rid: relationship.rid,
})

function toCount(row: NeighbourTally, direction: Way) {
  const declaration = RELATIONSHIP_KINDS.get(row.relationship)
  return {
    relationship: row.relationship,
    verb: declaration?.verb ?? row.relationship,
    class: declaration?.class ?? ('fact' as const),
    direction,
    neighbourKind: row.neighbourKind,
    neighbourKindTitle: titleOf(row.neighbourKind),
    count: row.count,
  }
}
