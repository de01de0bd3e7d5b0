import { NODE_KINDS } from '../../graph/schema/index.ts'
import { defineType } from '../define-type.ts'
import { refuse } from '../errors.ts'
import { titleOf } from './resource.ts'

/** Most resources that the canvas takes at once. */
const MAX_NODES = 300
const MAX_RELATIONSHIPS = 3_000

/** Counts over the whole inventory, and the part of it that the canvas shows. */
export const inventory = defineType({
  sdl: /* GraphQL */ `
    type Account {
      id: ID!
      name: String!
      provider: String!
      resources: Int!
      organization: ID
    }
    type KindCount { kind: String! title: String! class: NodeClass! count: Int! }
    type Subgraph { nodes: [Resource!]! relationships: [Relationship!]! truncated: Boolean! }

    extend type Query {
      accounts: [Account!]!
      kinds: [KindCount!]!
      "The canvas: these resources and what lies between them, of all relationship kinds or of some. At most 300 resources."
      subgraph(ids: [ID!]!, kinds: [String!], scan: ID): Subgraph!
    }
  `,
  resolvers: {
    Query: {
      accounts: async (_parent, _args, { views }) => (await views.of()).resources.accounts(),
      kinds: async (_parent, _args, { views }) => {
        const kinds = await (await views.of()).resources.kinds()
        return kinds.map(({ kind, count }) => ({
          kind,
          title: titleOf(kind),
          class: NODE_KINDS.get(kind)?.class ?? 'Data',
          count,
        }))
      },
      subgraph: async (_parent, args, { views }) => {
        if (args.ids.length > MAX_NODES)
          throw refuse('BAD_INPUT', `ids: ${args.ids.length} are more than the ${MAX_NODES} that fit`)
        const view = await views.of(args.scan)
        const nodes = await view.resources.byId(args.ids)
        const ids = [...nodes.keys()]
        const found = await view.resources.between(ids, MAX_RELATIONSHIPS + 1)
        return {
          nodes: [...nodes.values()].map((node) => ({ view, node })),
          relationships: found
            .slice(0, MAX_RELATIONSHIPS)
            .filter(({ kind }) => args.kinds?.includes(kind) ?? true)
            .map((relationship) => ({ view, relationship })),
          truncated: found.length > MAX_RELATIONSHIPS,
        }
      },
    },
  },
})
