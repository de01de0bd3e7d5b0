import { conditionsOf, edgeFrom } from '../../access/aws/edges.ts'
import type { Account, Identity } from '../../access/aws/estate.ts'
import type { AttackEdge } from '../../attack.ts'
import { createDecider, isDenied } from '../engine/decide.ts'
import type { Scene } from '../engine/scene.ts'
import type { Permission } from '../privilege.ts'
import { roles } from './iam/shared.ts'

const ASSUME: Permission = { action: 'sts:AssumeRole', on: 'role', trust: 'as-is' }

/** Roles of the account that `changed` may assume and `before` may not: edges that leave `changed`. */
export function newlyAssumable(
  scene: Scene,
  account: Account,
  before: Identity,
  changed: Identity,
): readonly AttackEdge[] {
  const decider = createDecider(scene, account)
  const source = 'inAccount' in roles ? [...roles.inAccount(scene, account.id)] : []
  return source.flatMap((role) => {
    const alone = decider.onNode(ASSUME, before, role)
    if (alone === null || !isDenied(alone)) return []
    const granted = decider.onNode(ASSUME, changed, role)
    if (granted === null || isDenied(granted) || conditionsOf(granted.answer).length > 0) return []
    const ends = { from: changed.id, kind: 'CAN_ASSUME', to: role.end, attack: ['T1078.004'] }
    return edgeFrom(ends, granted.answer) ?? []
  })
}
