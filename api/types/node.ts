import { defineType } from '../define-type.ts'
import { fixOf } from '../lists/fixes.ts'
import { frameworkEvaluations } from '../lists/frameworks.ts'
import { fromNodeId } from '../node-id.ts'
import { exceptionOf, findingOf, pathOf, resourceOf, ruleOf, scanOf } from '../objects.ts'

/** Any object by its opaque id. */
export const node = defineType({
  sdl: /* GraphQL */ `
    interface Node { id: ID! }

    extend type Query {
      "Any object by its opaque id."
      node(id: ID!): Node
    }
  `,
  resolvers: {
    Node: {
      __resolveType: (model) => {
        if ('node' in model) return 'Resource'
        if ('finding' in model) return 'Finding'
        if ('path' in model) return 'AttackPath'
        if ('fix' in model) return 'Fix'
        if ('exception' in model) return 'Exception'
        if ('evaluation' in model) return 'Framework'
        return 'rule' in model ? 'Rule' : 'Scan'
      },
    },
    Query: {
      node: async (_parent, args, context) => {
        const { type, id } = fromNodeId(args.id)
        if (type === 'Scan') return scanOf(context, id)
        const view = await context.views.of()
        if (type === 'Resource') return resourceOf(view, id)
        if (type === 'Finding') return findingOf(view, id)
        if (type === 'AttackPath') return pathOf(view, id)
        if (type === 'Fix') return fixOf(view, id, context)
        if (type === 'Exception') return exceptionOf(view, id)
        if (type === 'Framework') return (await frameworkEvaluations({}, context, id))[0] ?? null
        return ruleOf(view, context, id)
      },
    },
  },
})
