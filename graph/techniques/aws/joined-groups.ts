import type { Account, Identity, PolicyClass } from '../../access/aws/estate.ts'
import type { AttackEdge, Derivation } from '../../attack.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { abilitiesOver } from '../engine/abilities.ts'
import type { Becoming } from '../engine/apply.ts'
import { createClasses } from '../engine/classes.ts'
import { createDecider, isDenied } from '../engine/decide.ts'
import { derivePrivilegesOf } from '../engine/derive.ts'
import { edgeOf, groundsOf, proofOf } from '../engine/edge.ts'
import { outcomeOf, withOwn } from '../engine/outcome.ts'
import type { Scene } from '../engine/scene.ts'
import { candidate, nodesIn } from '../engine/sources.ts'
import type { Permission, PrivilegeTechnique } from '../privilege.ts'
import { joinsPrivilegedGroup } from './iam/groups.ts'
import { groupsOfUser } from './iam/shared.ts'
import { newlyAssumable } from './newly-assumable.ts'

const JOIN: Permission = { action: 'iam:AddUserToGroup', on: 'group' }

type Gained = readonly AttackEdge[] | null

/**
 * A user that may add itself to a group gains what the group's policies give, which need not be everything: the edge
 * ends at the group, and from the group go the edges of whoever is in it. Only for users whose own policies take
 * nothing away, by a boundary or a Deny, so that what the group may do the user may do once it is in.
 */
export function deriveJoinedGroups(techniques: readonly PrivilegeTechnique[], scene: Scene): Derivation {
  const able = abilitiesOver([JOIN.action])
  const classes = createClasses()
  const edges: AttackEdge[] = []
  const through: Derivation[] = []
  for (const account of scene.estate.accounts.values()) {
    const joinable = new Map<string, Gained>()
    const decider = createDecider(scene, account)
    for (const found of account.classes) {
      if (!able.mayAsk(found.own, JOIN.action)) continue
      const self = found.members.find((one) => mayGainByJoining(one, scene))
      if (self === undefined) continue
      for (const group of nodesIn(scene, account.id, 'AwsIamGroup')) {
        const granted = decider.onNode(JOIN, self, candidate({ group }, group.id))
        if (granted === null || isDenied(granted)) continue
        const known = joinable.get(group.id)
        const gained =
          known === undefined ? gainedIn(techniques, scene, account, group, self, through) : known
        joinable.set(group.id, gained)
        if (gained === null) continue
        const proof = proofOf(joinsPrivilegedGroup, groundsOf([granted]), candidate({ group }, group.id))
        for (const from of outside(found, group, scene, classes))
          edges.push(edgeOf(joinsPrivilegedGroup, from, group.id, proof))
      }
    }
    for (const gained of joinable.values()) edges.push(...(gained ?? []))
  }
  return {
    edges,
    nodes: [...classes.nodes(), ...through.flatMap(({ nodes }) => nodes)],
    facts: [...classes.facts(), ...through.flatMap(({ facts = [] }) => facts)],
    properties: new Map(),
    blocked: [],
  }
}

const mayGainByJoining = ({ principal, own, id }: Identity, scene: Scene): boolean =>
  principal.kind === 'user' &&
  !scene.administrators.has(id) &&
  own.boundaries.length === 0 &&
  own.identity.every(({ policy }) => policy.statements.every(({ effect }) => effect === 'Allow'))

/** Joining a group is told here, as an edge to it, for users whose own policies take nothing away. */
export const isToldByGroup = ({ technique, self }: Becoming, scene: Scene): boolean =>
  technique === joinsPrivilegedGroup && mayGainByJoining(self, scene)

/** Members of the class that are not in the group yet: the class itself where none is. */
function outside(
  found: PolicyClass,
  group: NodeRecord,
  scene: Scene,
  classes: ReturnType<typeof createClasses>,
): readonly string[] {
  const users = found.members.filter((one) => mayGainByJoining(one, scene))
  const left = users.filter(({ id }) => groupsOfUser(scene, id).every((own) => own.id !== group.id))
  return left.length === found.members.length ? [classes.sourceOf(found)] : left.map(({ id }) => id)
}

/** Edges from the group; null where it is administrator, which iam-013 itself tells, or gives no edge. */
function gainedIn(
  techniques: readonly PrivilegeTechnique[],
  scene: Scene,
  account: Account,
  group: NodeRecord,
  joiner: Identity,
  through: Derivation[],
): Gained {
  const policies = scene.estate.policiesOf(group.id)
  if (policies.length === 0 || outcomeOf(scene, joiner, { add: policies }).administrator) return null
  const { serviceControl } = account
  const member = withOwn(joiner, { identity: policies, boundaries: [], serviceControl })
  const derived = derivePrivilegesOf(techniques, scene, account, member)
  const drawn = [...derived.edges, ...newlyAssumable(scene, account, joiner, member)]
  if (drawn.length === 0) return null
  through.push(derived)
  return drawn.map((edge) => (edge.from === joiner.id ? { ...edge, from: group.id } : edge))
}
