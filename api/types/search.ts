import { searchAttackPaths, searchFindings } from '../../queries/search.ts'
import { pageSize } from '../connection.ts'
import { defineType } from '../define-type.ts'
import { titleOf } from './resource.ts'
import { matchingRules } from './rule.ts'

/** What the search palette finds: resources, attack paths, findings, rules. */
export const search = defineType({
  sdl: /* GraphQL */ `
    union SearchHitTarget = Resource | Finding | AttackPath | Rule
    type SearchHit { target: SearchHitTarget! label: String! detail: String! }

    extend type Query {
      "Everything the search palette finds, best first, at most \`first\` of each type."
      search(text: String!, first: Int = 8): [SearchHit!]!
    }
  `,
  resolvers: {
    SearchHitTarget: {
      __resolveType: (model) => {
        if ('node' in model) return 'Resource'
        if ('finding' in model) return 'Finding'
        return 'path' in model ? 'AttackPath' : 'Rule'
      },
    },
    Query: {
      search: async (_parent, args, { views, rules }) => {
        const limit = pageSize(args.first, 8)
        const text = args.text.trim().toLowerCase()
        if (text === '') return []
        const view = await views.of()
        const { sequence } = view
        const [resources, paths, findings] = await Promise.all([
          view.resources.search(text, limit),
          view.read(searchAttackPaths, { text, sequence, limit }),
          view.read(searchFindings, { text, sequence, limit }),
        ])
        return [
          ...resources.map(({ node, name }) => ({
            target: { view, node },
            label: name,
            detail: [titleOf(node.kind), node.props.account].filter(Boolean).join(' in '),
          })),
          ...paths.map(({ record }) => ({
            target: { view, path: record },
            label: record.title,
            detail: `${record.severity} attack path`,
          })),
          ...findings.map(({ record }) => ({
            target: { view, finding: record },
            label: record.title,
            detail: `${record.severity} finding on ${record.subjectName ?? record.subject}`,
          })),
          ...matchingRules(rules, text)
            .slice(0, limit)
            .map((rule) => ({
              target: { view, rule },
              label: rule.title,
              detail: `${rule.severity} rule ${rule.id}`,
            })),
        ]
      },
    },
  },
})
