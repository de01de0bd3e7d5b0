import { UnknownNodeError } from '../../graph/paths/unknown-node.ts'
import { storedId } from '../../graph/resource-id.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { refuse } from '../errors.ts'
import { resourceNamed } from '../objects.ts'

/** Where risk meets, and how far it goes. */
export const reach = defineType({
  sdl: /* GraphQL */ `
    "A resource or an attack edge that every way of some start to some target passes."
    type ChokePoint {
      id: ID!
      "resource or edge"
      type: String!
      "The resource, or where the edge begins."
      from: Resource!
      "The resource, or where the edge ends."
      to: Resource!
      "Kind of the resource or of the edge."
      kind: String!
      technique: String
      "Risk that ends when it goes."
      risk: Float!
      "Of all risk, 0 to 1."
      share: Float!
      "Listed attack paths that pass it."
      paths: Int!
      "Of the risk of all listed paths, 0 to 1."
      pathShare: Float!
      targets: [Resource!]!
      provenance: Provenance
    }
    type BlastRadius {
      resource: Resource!
      "Resources and identities that an attacker can come to hold, read or reach."
      reached: Int!
      risk: Float!
      kinds: [KindReached!]!
      classes: [ReachedClass!]!
      "The likeliest ways to the nearest targets, for drawing."
      ways(first: Int = 25): BlastWays!
    }
    type BlastWays {
      "Hops, each once."
      steps: [AttackStep!]!
      "Where the ways end: targets, or who is administrator of one."
      ends: [Resource!]!
      "Targets in reach, drawn or not."
      reached: Int!
    }
    type KindReached { kind: String! count: Int! }
    "Targets of one class in reach: admin, or sensitivity:critical and the like."
    type ReachedClass {
      name: String!
      impact: Impact!
      reached: Int!
      total: Int!
      "Of the likeliest."
      likelihood: Float!
      "Likeliest first."
      targets(first: Int = 50): [ReachedTarget!]!
    }
    type ReachedTarget { resource: Resource! likelihood: Float! steps: Int! }

    extend type Query {
      "By the risk that ends with them."
      chokePoints(types: [String!], assume: [String!], first: Int = 50, scan: ID): [ChokePoint!]!
      "What an attacker who holds this resource can get to."
      blastRadius(id: ID!, assume: [String!], scan: ID): BlastRadius!
    }
  `,
  resolvers: {
    Query: {
      chokePoints: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const found = await context.remediation.chokePoints(view, args.assume ?? [])
        return found
          .filter(({ type }) => args.types?.includes(type) ?? true)
          .slice(0, pageSize(args.first))
          .map((chokePoint) => ({ view, chokePoint }))
      },
      blastRadius: async (_parent, args, context) => {
        const view = await context.views.of(args.scan)
        const assume = args.assume ?? []
        const radius = await context.remediation
          .ask(view, assume, { name: 'blastRadius', asked: storedId(args.id) })
          .catch(refuseUnknown)
        return { view, radius, assume }
      },
    },
    ChokePoint: {
      id: ({ chokePoint }) => chokePoint.id,
      type: ({ chokePoint }) => chokePoint.type,
      from: ({ view, chokePoint }) => resourceNamed(view, chokePoint.from),
      to: ({ view, chokePoint }) => resourceNamed(view, chokePoint.to),
      kind: ({ chokePoint }) => chokePoint.kind,
      technique: ({ chokePoint }) => chokePoint.technique,
      risk: ({ chokePoint }) => chokePoint.risk,
      share: ({ chokePoint }) => chokePoint.share,
      paths: ({ chokePoint }) => chokePoint.paths,
      pathShare: ({ chokePoint }) => chokePoint.pathShare,
      targets: ({ view, chokePoint }) => Promise.all(chokePoint.targets.map((id) => resourceNamed(view, id))),
      provenance: ({ view, chokePoint: { provenance } }) =>
        provenance === null ? null : { view, provenance },
    },
    BlastRadius: {
      resource: ({ view, radius }) => resourceNamed(view, radius.id),
      reached: ({ radius }) => radius.reached,
      risk: ({ radius }) => radius.risk,
      kinds: ({ radius }) => radius.kinds,
      ways: async ({ view, radius, assume }, { first }, context) => {
        const asked = { id: radius.id, count: pageSize(first) }
        const { steps, ends, reached } = await context.remediation.ask(view, assume, {
          name: 'blastWays',
          asked,
        })
        return {
          steps: steps.map((step) => ({ view, step })),
          ends: await Promise.all(ends.map((id) => resourceNamed(view, id))),
          reached,
        }
      },
      classes: ({ view, radius }) => radius.classes.map((reached) => ({ view, reached })),
    },
    ReachedClass: {
      name: ({ reached }) => reached.name,
      impact: ({ reached }) => reached.impact,
      reached: ({ reached }) => reached.reached,
      total: ({ reached }) => reached.total,
      likelihood: ({ reached }) => reached.likelihood,
      targets: ({ view, reached }, args) =>
        Promise.all(
          reached.targets.slice(0, pageSize(args.first)).map(async ({ id, likelihood, steps }) => ({
            resource: await resourceNamed(view, id),
            likelihood,
            steps,
          })),
        ),
    },
  },
})

function refuseUnknown(error: unknown): never {
  if (error instanceof UnknownNodeError) throw refuse('NOT_FOUND', error.message)
  throw error
}
