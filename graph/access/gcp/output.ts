import type { AttackEdge, BlockedEdge, Condition, Derivation, Evidence } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import { bindingEvidence, bindingProvenance } from './binding-proof.ts'
import type { Ground } from './decide.ts'
import type { GcpEstate } from './estate-of.ts'
import { classId, type Holder, holdersOf } from './holders.ts'
import type { Share } from './limits.ts'
import { isAnyone } from './member.ts'
import type { Binding } from './policy.ts'
import { reachIn } from './reach.ts'
import { createTargets, type TargetGroup, type Targets } from './targets.ts'
import type { GcpNeed } from './technique.ts'
import type { Way } from './ways.ts'

/** A way, with the bindings that it goes by on the targets that are drawn. */
export interface Drawing {
  readonly way: Way
  /** For each need, the bindings that meet it. */
  readonly used: readonly (readonly Binding[])[]
  /** Those of them whose conditions may hold. */
  readonly maybe: readonly Binding[]
}

/** Gathers what access to Google Cloud derives. */
export interface Output {
  readonly targets: Targets
  /** Edges from the holders of a share to what is alike, or what holds them back. */
  draw(drawing: Drawing, share: Share, groups: readonly TargetGroup[]): void
  /** Everybody a binding names is somebody to start from, whatever it gives. */
  name(holders: readonly Holder[]): void
  /** Whoever is in a group or of a domain walks into it. */
  memberships(): void
  /** Who administers a folder or organization administers what lies in it. */
  scopesBelow(): void
  finish(): Derivation
}

export function createOutput(estate: GcpEstate, before: readonly Derivation[] = []): Output {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  const facts: RelationshipRecord[] = []
  const properties = new Map<string, Props>()
  const targets = createTargets(estate, reachIn(before))
  const classes = new Set<string>()
  const known = (node: NodeRecord): string => {
    if (estate.facts.node(node.id) === undefined) nodes.set(node.id, node)
    return node.id
  }
  const sourceOf = (drawing: Drawing, holders: readonly Holder[]): string => {
    const [only, second] = holders
    if (only !== undefined && second === undefined) return known(only.node)
    const bindings = bindingsOf(drawing)
    const [first, other] = bindings
    const whole =
      first !== undefined && other === undefined && holders.length === holdersOf(first, estate).length
    const id = classId(bindings, holders, whole)
    if (classes.has(id)) return id
    classes.add(id)
    nodes.set(id, classNode(id, bindings, holders, estate))
    for (const { node } of holders) {
      facts.push({ from: known(node), kind: 'IN_ACCESS_CLASS', to: id, props: membership(bindings) })
    }
    return id
  }
  const block = (drawing: Drawing, holders: readonly Holder[], group: TargetGroup, by: Evidence): void => {
    const { edge: kind, id: technique } = drawing.way.technique
    const standsFor = holders.length * group.count
    const told = { kind, technique, by, ...(standsFor > 1 && { standsFor }) }
    blocked.push({ from: sourceOf(drawing, holders), to: group.example, ...told })
  }
  return {
    targets,
    draw(drawing, { holders, denied, by }, groups) {
      const [limit] = by
      for (const group of groups) {
        const stop = group.stoppedBy ?? (denied && limit !== undefined ? limitEvidence(limit) : null)
        if (stop !== null) {
          block(drawing, holders, group, stop)
          continue
        }
        const conditions = [...conditionsOf(drawing, by), ...group.conditions]
        // An administrator is counted one by one: no class stands between him and what he administers.
        const single = drawing.way.technique.edge === 'ADMIN_OF'
        const sources = single ? holders.map(({ node }) => known(node)) : [sourceOf(drawing, holders)]
        for (const from of sources)
          for (const to of group.ends) if (from !== to) edges.push(edgeOf(from, to, drawing, conditions))
        if (conditions.length === 0) markPublic(drawing, holders, group)
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
      nodes: [...nodes.values(), ...targets.nodes],
      facts: [...facts, ...targets.facts],
      properties,
    }),
  }

  function markPublic({ way }: Drawing, holders: readonly Holder[], { ends }: TargetGroup): void {
    const { publicProperty } = way.technique
    if (publicProperty === undefined || !holders.some(({ asker }) => isAnyone(asker.member))) return
    for (const id of ends.flatMap((end) => targets.membersOf(end))) {
      properties.set(id, { ...properties.get(id), [publicProperty]: true, exposure: 'internet' })
    }
  }
}

/** Each binding once, those of the first need first. */
const bindingsOf = ({ used }: Drawing): readonly Binding[] => [...new Set(used.flat())]

function edgeOf(from: string, to: string, drawing: Drawing, conditions: readonly Condition[]): AttackEdge {
  const { technique, needs } = drawing.way
  return {
    from,
    kind: technique.edge,
    to,
    technique: technique.id,
    attack: technique.attack,
    likelihood: technique.likelihood * UNKNOWN_CONDITION ** conditions.length,
    conditions,
    evidence: bindingsOf(drawing).map((binding) =>
      bindingEvidence(binding, grantedBy(binding, drawing, needs)),
    ),
    provenance: provenanceOf(crucial(drawing)),
  }
}

const grantedBy = (binding: Binding, { used }: Drawing, needs: readonly GcpNeed[]): readonly string[] =>
  needs.flatMap(({ permission }, index) => (used[index]?.includes(binding) ? [permission] : []))

/** The binding without which a need is not met; where each need is met twice, the one that meets the most of them. */
function crucial({ used }: Drawing): Binding | undefined {
  const [fewest] = used.filter((bindings) => bindings.length > 0).sort((a, b) => a.length - b.length)
  return fewest?.[0]
}

const provenanceOf = (binding: Binding | undefined) =>
  binding === undefined ? null : bindingProvenance(binding)

const membership = (bindings: readonly Binding[]): Props => ({
  evidence: bindings.map(({ node, index, role }) => ({
    type: 'allow-policy',
    id: node,
    statement: index,
    detail: `a member of the binding of ${role}`,
  })),
  provenance: provenanceOf(bindings[0]),
})

function conditionsOf({ maybe }: Drawing, by: readonly Ground[]): readonly Condition[] {
  return [
    ...maybe.flatMap(({ condition }): Condition[] =>
      condition === null ? [] : [{ key: 'iam-condition', state: 'unknown', detail: condition }],
    ),
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
  return {
    type: 'allow-policy',
    id: ground.binding.node,
    statement: ground.binding.index,
    detail: ground.binding.role,
  }
}

function classNode(
  id: string,
  bindings: readonly Binding[],
  holders: readonly Holder[],
  { facts }: GcpEstate,
): NodeRecord {
  const names = holders.slice(0, 2).map(({ node }) => String(node.props.name ?? node.id))
  const more = holders.length > 2 ? ` and ${holders.length - 2} more` : ''
  const [first] = bindings
  const scope = facts.node(first?.node ?? '')
  const account = scope?.props.account
  const roles = [...new Set(bindings.map(({ role }) => role))].join(' and ')
  return {
    id,
    kind: 'AccessClass',
    props: {
      name: `${names.join(', ')}${more}: ${roles} on ${String(scope?.props.name ?? first?.node)}`,
      provider: 'gcp',
      members: holders.length,
      ...(typeof account === 'string' && { account }),
    },
  }
}
