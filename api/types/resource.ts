import { z } from 'zod'
import { SEVERITIES } from '../../graph/paths/path.ts'
import { storedId } from '../../graph/resource-id.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { Props, Value } from '../../graph/snapshot/records.ts'
import { listConnection, toConnection } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { listedChanges } from '../lists/changes.ts'
import { facetsOf } from '../lists/findings.ts'
import { storedPaths } from '../lists/paths.ts'
import type { ResourceModel } from '../models.ts'
import { toNodeId } from '../node-id.ts'
import { guessClass, resourceOf, UNKNOWN_KIND } from '../objects.ts'
import type { ResourceFilter } from '../view/source.ts'
import { worstOf } from '../view/view.ts'

const nameKey = z.object({ name: z.string(), id: z.string() })

/** What a kind is called by people. */
export const titleOf = (kind: string): string =>
  NODE_KINDS.get(kind)?.title ?? (kind === UNKNOWN_KIND ? 'Not collected' : kind)

/** A thing in a cloud account, an outside principal, or the Internet. */
export const resource = defineType({
  sdl: /* GraphQL */ `
    type Tag { key: String! value: String! }

    type Resource implements Node {
      id: ID!
      "The provider's own id: what \`resource(id:)\` takes."
      resourceId: ID!
      kind: String!
      "The kind for people: S3 bucket."
      kindTitle: String!
      class: NodeClass!
      name: String!
      provider: String!
      account: ID
      region: String
      tags: [Tag!]!
      properties: JSON!
      "INTERNET, INTERNAL, or null when it was not computed."
      exposure: String
      sensitivity: Severity
      "Effective administrator of its account."
      isAdmin: Boolean!
      "Something refers to it, but it was not collected."
      stub: Boolean!
      "Carried forward from an earlier scan; its partition could not be read."
      stale: Boolean!
      staleSince: DateTime
      "Worst severity of its open findings."
      worstFinding: Severity
      findingCount: Int!
      findings(first: Int = 50, after: String): FindingConnection!
      attackPaths(first: Int = 20, after: String): AttackPathConnection!
      history(first: Int = 50, after: String): ChangeConnection!
    }
    type ResourceConnection {
      edges: [ResourceEdge!]!
      nodes: [Resource!]!
      pageInfo: PageInfo!
      totalCount: Int!
    }
    type ResourceEdge { node: Resource! cursor: String! }

    input TagInput { key: String! value: String }

    extend type Query {
      "A resource by the provider's own id. With \`scan\`, as it was in that scan."
      resource(id: ID!, scan: ID): Resource
      resources(
        search: String
        kinds: [String!]
        accounts: [ID!]
        classes: [NodeClass!]
        tags: [TagInput!]
        first: Int = 50
        after: String
        scan: ID
      ): ResourceConnection!
    }
  `,
  resolvers: {
    Query: {
      resource: async (_parent, args, { views }) => resourceOf(await views.of(args.scan), storedId(args.id)),
      resources: async (_parent, args, { views }) => {
        const view = await views.of(args.scan)
        const filter: ResourceFilter = {
          search: args.search?.trim() || undefined,
          kinds: args.kinds ?? undefined,
          accounts: args.accounts ?? undefined,
          classes: args.classes ?? undefined,
          tags: args.tags?.map(({ key, value }) => ({ key, value: value ?? undefined })),
        }
        return toConnection(args, {
          key: nameKey,
          load: (after, limit) => view.resources.page(filter, after, limit),
          keyOf: ({ name, node }) => ({ name, id: node.id }),
          nodeOf: ({ node }) => ({ view, node }),
          total: () => view.resources.count(filter),
        })
      },
    },
    Resource: {
      id: ({ node }) => toNodeId('Resource', node.id),
      resourceId: ({ node }) => node.id,
      kind: ({ node }) => node.kind,
      kindTitle: ({ node }) => titleOf(node.kind),
      class: ({ node }) => NODE_KINDS.get(node.kind)?.class ?? guessClass(node.id),
      name: (resource) => textOf(resource, 'name') ?? resource.node.id,
      provider: (resource) =>
        textOf(resource, 'provider') ?? NODE_KINDS.get(resource.node.kind)?.provider ?? 'any',
      account: (resource) => textOf(resource, 'account'),
      region: (resource) => textOf(resource, 'region'),
      tags: ({ node }) => tagsOf(node.props),
      properties: ({ node }) => node.props,
      exposure: (resource) => textOf(resource, 'exposure')?.toUpperCase() ?? null,
      sensitivity: ({ node }) => SEVERITIES.find((severity) => severity === node.props.sensitivity) ?? null,
      isAdmin: ({ node }) => node.props.isAdmin === true,
      stub: ({ node }) => node.props.stub === true,
      stale: ({ node }) => node.props.stale === true,
      staleSince: (resource) => textOf(resource, 'staleSince'),
      worstFinding: async ({ view, node }) => worstOf(await view.findingsOf.load(node.id)),
      findingCount: async ({ view, node }) =>
        (await view.findingsOf.load(node.id)).filter((finding) => finding.status === 'fail').length,
      findings: async ({ view, node }, args, context) => {
        const findings = await view.findingsOf.load(node.id)
        const models = findings.map((finding) => ({ view, finding }))
        return {
          ...(await listConnection(args, models)),
          facets: () => facetsOf(view, { subject: node.id }, context),
        }
      },
      attackPaths: ({ view, node }, args) => storedPaths(view, { through: node.id }, args),
      history: ({ view, node }, args, { views }) =>
        listedChanges(views, { since: 0, until: view.sequence, subject: node.id }, args),
    },
  },
})

function textOf({ node }: ResourceModel, property: string): string | null {
  const value = node.props[property]
  return typeof value === 'string' ? value : null
}

function tagsOf(props: Props): { key: string; value: string }[] {
  const tags: Value = props.tags ?? []
  if (!Array.isArray(tags)) return []
  return tags.filter((tag) => typeof tag === 'string').map(toTag)
}

/** Keys may not hold `=` in any cloud, values may. */
function toTag(tag: string): { key: string; value: string } {
  const split = tag.indexOf('=')
  return split < 0 ? { key: tag, value: '' } : { key: tag.slice(0, split), value: tag.slice(split + 1) }
}
