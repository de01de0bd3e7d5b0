import { holdsAt } from '../../access/gcp/cel.ts'
import type { GcpEstate } from '../../access/gcp/estate-of.ts'
import { matchesAny } from '../../access/gcp/match-member.ts'
import { type Held, whoHolds } from '../../access/gcp/who-holds.ts'
import { MAYBE, NO, YES } from '../../access/tri.ts'
import type { AttackEdge, Condition } from '../../attack.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import { edgeBy, special } from './special.ts'

const UPDATE = 'iam.roles.update'

export const ROLE_UPDATE = special(
  'gcp-iam-role-update',
  'Adds permissions to a custom role that it holds',
  'CAN_ESCALATE',
  ['T1098.003'],
  TECHNIQUE.apiCall,
  {
    self: [`${UPDATE} where the custom role is kept`],
    target: ['a node on which that role is bound to the attacker'],
    world: ['no deny policy and no access boundary takes it away'],
  },
  [
    'https://cloud.google.com/iam/docs/creating-custom-roles#editing-role',
    'https://cloud.google.com/iam/docs/custom-roles-permissions-support',
  ],
)

/** Where a custom role is kept; null for one of Google's. */
function homeOf(role: string, estate: GcpEstate): string | null {
  const [, kind, name = ''] = /^(projects|organizations)\/([^/]+)\/roles\//.exec(role) ?? []
  if (kind === 'organizations') return `organizations/${name}`
  return kind === undefined ? null : (estate.projectNode(name) ?? null)
}

/** Whoever may edit a custom role that is bound to him has what he writes into it, wherever it is bound. */
export function roleUpdateEdges(estate: GcpEstate, now: string | null): readonly AttackEdge[] {
  const editors = new Map<string, ReadonlyMap<string, Held>>()
  const edges: AttackEdge[] = []
  for (const [role, bindings] of estate.bindingsByRole) {
    const home = homeOf(role, estate)
    if (home === null) continue
    const held = editors.get(home) ?? whoHolds(estate, UPDATE, home, now)
    editors.set(home, held)
    for (const binding of bindings) {
      const holds = holdsAt(binding.condition, now)
      if (holds === NO) continue
      const open: readonly Condition[] =
        holds === MAYBE ? [{ key: 'iam-condition', state: 'unknown', detail: binding.condition ?? '' }] : []
      for (const editor of held.values()) {
        if (matchesAny(binding.members, editor.holder.asker, estate) === YES)
          edges.push(edgeBy(editor, UPDATE, binding.node, ROLE_UPDATE, open))
      }
    }
  }
  return edges
}
