import type { Permission, PrivilegeTechnique } from '../privilege.ts'
import type { OnNode } from './groups.ts'

/** What the principal's own policies must allow: being named in a trust policy is enough to assume a role. */
export const asksFor = ({ needs }: PrivilegeTechnique): readonly Permission[] =>
  needs.self.filter(({ trust, optional }) => trust === undefined && optional !== true)

export const isOnNode = (permission: Permission): permission is Permission & OnNode =>
  typeof permission.on === 'string' && permission.on !== '*' && !permission.on.startsWith('arn:')

/** A technique's permissions in the order in which they are put; the same for every principal. */
interface Plan {
  readonly onNodes: readonly (Permission & OnNode)[]
  /** Those of them that are needed. */
  readonly asked: readonly (Permission & OnNode)[]
  /** On what is new or exists anyway, by what that is. */
  readonly elsewhere: readonly (readonly Permission[])[]
}

const plans = new WeakMap<PrivilegeTechnique, Plan>()

export function planOf(technique: PrivilegeTechnique): Plan {
  const known = plans.get(technique)
  if (known !== undefined) return known
  const { self } = technique.needs
  const onNodes = self.filter(isOnNode)
  const bySubject = new Map<Permission['on'], Permission[]>()
  for (const permission of self) {
    if (isOnNode(permission)) continue
    const list = bySubject.get(permission.on)
    if (list === undefined) bySubject.set(permission.on, [permission])
    else list.push(permission)
  }
  const asked = onNodes.filter(({ optional }) => optional !== true)
  const plan: Plan = { onNodes, asked, elsewhere: [...bySubject.values()] }
  plans.set(technique, plan)
  return plan
}
