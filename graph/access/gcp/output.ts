import type { AttackEdge, BlockedEdge, Condition, Derivation, Evidence } from '../../attack.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import type { Ground } from './decide.ts'
import type { GcpEstate } from './estate-of.ts'
import { classId, type Holder, holdersOf } from './holders.ts'
import { isAnyone } from './member.ts'
import type { Placement } from './place.ts'
import { createTargetSets, type TargetSets } from './target-sets.ts'

interface Reservation {
  /** The binding's condition may not hold. */
  readonly maybe: boolean
  /** Limits that may apply. */
  readonly by: readonly Ground[]
}

/** Gathers what access to Google Cloud derives. */
export interface Output {
  readonly sets: TargetSets
  draw(
    placement: Placement,
    holders: readonly Holder[],
    ends: readonly string[],
    reservation: Reservation,
  ): void
  block(
    placement: Placement,
    holders: readonly Holder[],
    ends: readonly string[],
    by: readonly Ground[],
  ): void
  /** Everybody a binding names is somebody to start from, whatever it gives. */
  name(holders: readonly Holder[]): void
  /** Whoever is in a group or of a domain walks into it. */
  memberships(): void
  /** Who administers a folder or organization administers what lies in it. */
  scopesBelow(): void
  finish(): Derivation
}

export function createOutput(estate: GcpEstate): Output {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  const facts: RelationshipRecord[] = []
  const properties = new Map<string, Props>()
  const sets = createTargetSets(estate)
  const classes = new Set<string>()
  const known = (node: NodeRecord): string => {
    if (estate.facts.node(node.id) === undefined) nodes.set(node.id, node)
    return node.id
  }
  const sourceOf = (placement: Placement, holders: readonly Holder[]): string => {
    const [only, second] = holders
    if (only !== undefined && second === undefined) return known(only.node)
    const whole = holders.length === holdersOf(placement.binding, estate).length
    const id = classId(placement.binding, holders, whole)
    if (classes.has(id)) return id
    classes.add(id)
    nodes.set(id, classNode(id, placement, holders, estate))
    for (const { node } of holders) {
      facts.push({ from: known(node), kind: 'IN_ACCESS_CLASS', to: id, props: membership(placement) })
    }
    return id
  }
  return {
    sets,
    draw(placement, holders, ends, reservation) {
      const { grant } = placement
      const conditions = conditionsOf(placement, reservation)
      // An administrator is counted one by one: no class stands between him and what he administers.
      const sources =
        grant.edge === 'ADMIN_OF' ? holders.map(({ node }) => known(node)) : [sourceOf(placement, holders)]
      for (const from of sources) for (const to of ends) edges.push(edgeOf(from, to, placement, conditions))
      markPublic(placement, holders, ends, conditions)
    },
    block(placement, holders, ends, by) {
      const from = sourceOf(placement, holders)
      const [first] = by
      for (const to of ends) {
        const { edge: kind, technique } = placement.grant
        if (first !== undefined) blocked.push({ from, kind, to, technique, by: limitEvidence(first) })
      }
    },
    name(holders) {
      for (const { node } of holders) known(node)
    },
    memberships() {
      for (const { id } of nodes.values()) {
        if (!id.startsWith('domain:')) continue
        const suffix = `@${id.slice('domain:'.length)}`
        for (const user of [...nodes.values(), ...estate.facts.ofKind('GcpUser')]) {
          if (user.kind === 'GcpUser' && user.id.endsWith(suffix))
            facts.push({ from: user.id, kind: 'IN_ACCESS_CLASS', to: id, props: {} })
        }
      }
      for (const group of estate.facts.ofKind('GcpGroup')) {
        for (const { from } of estate.facts.to(group.id, 'MEMBER_OF')) {
          facts.push({ from, kind: 'IN_ACCESS_CLASS', to: group.id, props: {} })
        }
      }
    },
    scopesBelow() {
      const administered = new Set(edges.filter(({ kind }) => kind === 'CAN_ESCALATE').map(({ to }) => to))
      for (const scope of administered) {
        for (const child of estate.hierarchy.scopesIn(scope)) {
          administered.add(child)
          facts.push({ from: scope, kind: 'INCLUDES', to: child, props: { evidence: [] } })
        }
      }
    },
    finish: () => ({
      edges,
      blocked,
      nodes: [...nodes.values(), ...sets.nodes],
      facts: [...facts, ...sets.facts],
      properties,
    }),
  }

  function markPublic(
    { grant, binding }: Placement,
    holders: readonly Holder[],
    ends: readonly string[],
    conditions: readonly Condition[],
  ): void {
    const { publicProperty } = grant
    if (publicProperty === undefined) return
    const anyone = conditions.length === 0 && holders.some(({ asker }) => isAnyone(asker.member))
    const targets = ends.some((end) => end.includes('#target-set/'))
      ? sets.allBelow(binding.node, grant.kind).map(({ id }) => id)
      : ends
    for (const id of anyone ? targets : []) {
      properties.set(id, { ...properties.get(id), [publicProperty]: true, exposure: 'internet' })
    }
  }
}

function edgeOf(
  from: string,
  to: string,
  { grant, binding }: Placement,
  conditions: readonly Condition[],
): AttackEdge {
  return {
    from,
    kind: grant.edge,
    to,
    technique: grant.technique,
    attack: grant.attack,
    likelihood: (grant.likelihood ?? ALLOWED) * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: [bindingEvidence({ grant, binding })],
    provenance: provenanceOf(binding),
  }
}

const bindingEvidence = ({ grant, binding }: Pick<Placement, 'grant' | 'binding'>): Evidence => ({
  type: 'allow-policy',
  id: binding.node,
  statement: binding.index,
  detail: `${binding.role} grants ${grant.permission}`,
})

const provenanceOf = ({ node, index }: Placement['binding']) => ({
  id: node,
  type: 'allow-policy',
  edit: { change: 'remove-binding', on: node, statement: index },
})

const membership = ({ binding }: Placement): Props => ({
  evidence: [
    {
      type: 'allow-policy',
      id: binding.node,
      statement: binding.index,
      detail: `a member of the binding of ${binding.role}`,
    },
  ],
  provenance: provenanceOf(binding),
})

function conditionsOf({ binding }: Placement, { maybe, by }: Reservation): readonly Condition[] {
  return [
    ...(maybe && binding.condition !== null
      ? [{ key: 'iam-condition', state: 'unknown' as const, detail: binding.condition }]
      : []),
    ...by.map((ground) => {
      const { type, detail } = limitEvidence(ground)
      return { key: type, state: 'unknown' as const, detail: `may be held back: ${detail}` }
    }),
  ]
}

function limitEvidence(ground: Ground): Evidence {
  if (ground.type === 'deny') {
    const { policy, index, deniedPermissions } = ground.rule
    return {
      type: 'deny-policy',
      id: policy,
      statement: index,
      detail: `denies ${deniedPermissions.slice(0, 3).join(', ')}`,
    }
  }
  if (ground.type === 'boundary') {
    return { type: 'access-boundary', id: ground.boundary.policy, detail: 'the resource lies outside of it' }
  }
  if (ground.type === 'constraint')
    return { type: 'organization-policy', id: ground.node, detail: `enforces ${ground.name}` }
  return {
    type: 'allow-policy',
    id: ground.binding.node,
    statement: ground.binding.index,
    detail: ground.binding.role,
  }
}

function classNode(
  id: string,
  { binding }: Placement,
  holders: readonly Holder[],
  { facts }: GcpEstate,
): NodeRecord {
  const names = holders.slice(0, 2).map(({ node }) => String(node.props.name ?? node.id))
  const more = holders.length > 2 ? ` and ${holders.length - 2} more` : ''
  const scope = facts.node(binding.node)
  const account = scope?.props.account
  return {
    id,
    kind: 'AccessClass',
    props: {
      name: `${names.join(', ')}${more}: ${binding.role} on ${String(scope?.props.name ?? binding.node)}`,
      provider: 'gcp',
      members: holders.length,
      ...(typeof account === 'string' && { account }),
    },
  }
}
