import { defineType } from '../define-type.ts'
import { listedChanges } from '../lists/changes.ts'
import { resourceOf, scanOf } from '../objects.ts'

/** What differs between one scan and the one before it. */
export const change = defineType({
  sdl: /* GraphQL */ `
    type Change {
      id: ID!
      scan: Scan!
      type: ChangeType!
      "node or relationship"
      subjectType: String!
      "Id of the resource, or of the one that the relationship leaves."
      subject: ID!
      kind: String!
      account: ID
      "Where a changed relationship leads; null for a resource."
      to: ID
      "The resource as it is in the newest scan; null when it is gone."
      resource: Resource
      "Properties that differ: [{ name, before, after }]."
      properties: JSON!
      at: DateTime!
    }
    type ChangeConnection {
      edges: [ChangeEdge!]!
      nodes: [Change!]!
      pageInfo: PageInfo!
      totalCount: Int!
      facets: ChangeFacets!
    }
    type ChangeEdge { node: Change! cursor: String! }
    type ChangeFacets { kinds: [FacetCount!]! accounts: [FacetCount!]! types: [FacetCount!]! }

    extend type Query {
      "What changed after scan \`since\` (default: the one before \`scan\`) up to \`scan\`."
      changes(
        since: ID
        scan: ID
        kinds: [String!]
        accounts: [ID!]
        types: [ChangeType!]
        first: Int = 50
        after: String
      ): ChangeConnection!
    }
  `,
  resolvers: {
    Query: {
      changes: async (_parent, args, { views }) => {
        const until = await views.of(args.scan)
        const since = args.since == null ? await views.before(until) : await views.of(args.since)
        const range = { since: since?.sequence ?? until.sequence, until: until.sequence }
        const { kinds, accounts, types } = args
        return listedChanges(views, { ...range, kinds, accounts, types }, args)
      },
    },
    Change: {
      id: ({ change }) => change.id,
      scan: async ({ change, view }, _args, context) => {
        const scan = change.scan === view.scan?.id ? view.scan : await scanOf(context, change.scan)
        if (scan === null) throw new Error(`change ${change.id} belongs to no scan`)
        return scan
      },
      type: ({ change }) => change.op,
      subjectType: ({ change }) => change.type,
      subject: ({ change }) => change.from ?? change.subject,
      kind: ({ change }) => change.kind,
      account: ({ change }) => change.account || null,
      to: ({ change }) => change.to ?? null,
      resource: ({ view, change }) => resourceOf(view, change.from ?? change.subject),
      properties: ({ change }) => {
        const names = new Set([...Object.keys(change.before ?? {}), ...Object.keys(change.after ?? {})])
        return [...names].sort().map((name) => ({
          name,
          before: change.before?.[name] ?? null,
          after: change.after?.[name] ?? null,
        }))
      },
      at: ({ change }) => change.at,
    },
  },
})
