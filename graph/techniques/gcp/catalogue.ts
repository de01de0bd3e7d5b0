import type { GcpNeed, GcpTechnique } from '../../access/gcp/technique.ts'
import { GCP_ACCESS_TECHNIQUES } from '../../access/gcp/techniques/index.ts'
import { distinctBy } from '../../group-by.ts'
import { NODE_KINDS } from '../../schema/index.ts'
import type { CloudEntry } from '../entry.ts'
import { ROLE_UPDATE } from './custom-roles.ts'
import { ENTITLEMENT } from './entitlements.ts'
import { CONSTRAINT_LIFT, DENY_REMOVE } from './guardrails.ts'
import { GCP_PERMISSION_TECHNIQUES } from './index.ts'
import { PROVIDER_WRITE } from './provider-write.ts'
import { TAG_BINDING } from './tag-binding.ts'

/** Techniques by permissions as people read them; one that has several kinds of target is one. */
export function listPermissionTechniques(): readonly CloudEntry[] {
  const entries = [
    ...[...GCP_ACCESS_TECHNIQUES, ...GCP_PERMISSION_TECHNIQUES].flatMap(entryOf),
    ...[ROLE_UPDATE, DENY_REMOVE, CONSTRAINT_LIFT, PROVIDER_WRITE, ENTITLEMENT, TAG_BINDING],
  ]
  return distinctBy(entries, ({ id }) => id)
}

const titleOf = (kind: string): string => (NODE_KINDS.get(kind)?.title ?? kind).toLowerCase()

const entryOf = (technique: GcpTechnique): readonly CloudEntry[] =>
  technique.id === null
    ? []
    : [
        {
          id: technique.id,
          title: technique.title,
          service: technique.id,
          category: technique.category,
          edge: technique.edge,
          attack: technique.attack,
          likelihood: technique.likelihood,
          needs: {
            self: technique.needs.map((needs) => needs.map(needText).join(' and ')),
            target: [`a ${titleOf(technique.target)}`, ...technique.prerequisites.map(({ says }) => says)],
            world: ['no deny policy and no access boundary takes it away'],
          },
          references: technique.references,
        },
      ]

function needText({ permission, on }: GcpNeed): string {
  if (on === 'target') return permission
  if (on === 'project') return `${permission} on the project`
  const what = on.relation === 'HAS_EXECUTION_ROLE' ? 'the service account it acts as' : 'what it refers to'
  return `${permission} on ${what}`
}
