import { PREDEFINED_ROLES } from '../../graph/access/gcp/predefined-roles.ts'
import type { Records } from '../collector.ts'
import { boundIn } from './bound.ts'
import { ASSET_CALLS, defineGcpCollector, LIST_POLICIES } from './calls.ts'
import { roleProps } from './kinds/iam.ts'

const DESCRIBE = 'iam roles describe'

/**
 * What Google's own roles contain, of those that are bound and that we do not know. Custom roles are assets.
 * https://cloud.google.com/iam/docs/reference/rest/v1/roles/get
 */
export const roles = defineGcpCollector({
  service: 'roles',
  calls: {
    [LIST_POLICIES]: ASSET_CALLS[LIST_POLICIES],
    [DESCRIBE]: {
      api: 'iam',
      path: '/v1/roles/{role}',
      query: {},
      per: 'role',
      permission: 'iam.roles.get',
      // A role that Google took back is bound to nothing any more.
      none: ['NOT_FOUND'],
    },
  },
  async *collect(context) {
    const bound = boundIn(await context.call(LIST_POLICIES)).roles
    const unknown = bound.filter((name) => name.startsWith('roles/') && !PREDEFINED_ROLES.has(name))
    const ask = (name: string) => context.attempt(DESCRIBE, { role: name.replace(/^roles\//, '') })
    for await (const answer of context.map(unknown, ask)) {
      if (answer != null) yield { nodes: [recordOf(answer)], relationships: [] }
    }
  },
})

function recordOf(answer: unknown): Records['nodes'][number] {
  const props = roleProps(answer)
  return {
    id: `//iam.googleapis.com/${props.role}`,
    kind: 'GcpRole',
    props: { provider: 'gcp', name: props.role, ...props },
  }
}
