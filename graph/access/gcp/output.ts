import type { AttackEdge, BlockedEdge, Condition, Derivation, Evidence, Provenance } from '../../attack.ts'
import { UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { NodeRecord, Props, RelationshipRecord } from '../../snapshot/records.ts'
import { bindingEvidence, bindingProvenance } from './binding-proof.ts'
import type { GcpEstate } from './estate-of.ts'
import type { Ground } from './ground.ts'
import { classId, type Holder, holdersOf } from './holders.ts'
import type { Share } from './limits.ts'
import { isAnyone } from './member.ts'
import type { Binding } from './policy.ts'
import { reachIn } from './reach.ts'
import { createTargets, type TargetGroup, type Targets } from './targets.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'

/** The bindings by which somebody comes to what is drawn. */
export interface Grounds {
  /** For each need, the bindings that meet it. */
  readonly used: readonly (readonly Binding[])[]
  /** Those of them whose conditions may hold. */
  readonly maybe: readonly Binding[]
  /** Each of them once, those of the first need first. */
  readonly bindings: readonly Binding[]
  /** That without which a need is not met. */
  readonly provenance: Provenance | null
}

export const groundsOf = (used: Grounds['used'], maybe: Grounds['maybe'] = []): Grounds => ({
  used,
  maybe,
  bindings: used.length === 1 && used[0] !== undefined ? used[0] : [...new Set(used.flat())],
  provenance: provenanceOf(crucial(used)),
})

/** What is drawn: by which alternative of a technique, and on what grounds. */
export interface Drawing {
  readonly technique: GcpTechnique
  readonly needs: readonly GcpNeed[]
  readonly grounds: Grounds
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
  /** Ids of classes by what they hold and who is in them: of several bindings they take long to tell. */
  const sources = new Map<Grounds, Map<readonly Holder[], string>>()
  const seen = new Set<NodeRecord>()
  const known = (node: NodeRecord): string => {
    if (seen.has(node)) return node.id
    seen.add(node)
    if (estate.facts.node(node.id) === undefined) nodes.set(node.id, node)
    return node.id
  }
  const sourceOf = ({ grounds }: Drawing, holders: readonly Holder[]): string => {
    const [only, second] = holders
    if (only !== undefined && second === undefined) return known(only.node)
    if (grounds.bindings.length < 2) return classOf(grounds, holders)
    const ofGrounds = sources.get(grounds) ?? new Map<readonly Holder[], string>()
    sources.set(grounds, ofGrounds)
    const id = ofGrounds.get(holders) ?? classOf(grounds, holders)
    ofGrounds.set(holders, id)
    return id
  }
  const classOf = ({ bindings }: Grounds, holders: readonly Holder[]): string => {
    const [first, other] = bindings
    // As many of those a group stands for may remain as were named.
    const whole = first !== undefined && other === undefined && sameAs(holdersOf(first, estate), holders)
    const id = classId(bindings, holders, whole)
    if (classes.has(id)) return id
    classes.add(id)
    nodes.set(id, classNode(id, bindings, holders, estate))
    const props = membership(bindings)
    for (const { node } of holders) facts.push({ from: known(node), kind: 'IN_ACCESS_CLASS', to: id, props })
    return id
  }
  const block = (drawing: Drawing, holders: readonly Holder[], group: TargetGroup, by: Evidence): void => {
    const { edge: kind, id: technique } = drawing.technique
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
        const conditions = conditionsOf(drawing.grounds, by, group)
        // An administrator is counted one by one: no class stands between him and what he administers.
        const single = drawing.technique.edge === 'ADMIN_OF'
        const from = single ? holders.map(({ node }) => known(node)) : [sourceOf(drawing, holders)]
        drawEdges(edges, from, group.ends, drawing, conditions)
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

  function markPublic({ technique }: Drawing, holders: readonly Holder[], { ends }: TargetGroup): void {
    const { publicProperty } = technique
    if (publicProperty === undefined || !holders.some(({ asker }) => isAnyone(asker.member))) return
    for (const id of ends.flatMap((end) => targets.membersOf(end))) {
      properties.set(id, { ...properties.get(id), [publicProperty]: true, exposure: 'internet' })
    }
  }
}

const sameAs = (named: readonly Holder[], holders: readonly Holder[]): boolean =>
  named === holders ||
  (named.length === holders.length && named.every(({ node }, at) => node.id === holders[at]?.node.id))

/** Edges from all to all: what proves them is one and the same. */
function drawEdges(
  edges: AttackEdge[],
  sources: readonly string[],
  ends: readonly string[],
  { technique: { id: technique, edge: kind, attack, likelihood: prior }, needs, grounds }: Drawing,
  conditions: readonly Condition[],
): void {
  const likelihood = prior * UNKNOWN_CONDITION ** conditions.length
  const evidence = grounds.bindings.map((binding) =>
    bindingEvidence(binding, grantedBy(binding, grounds, needs)),
  )
  const { provenance } = grounds
  for (const from of sources) {
    for (const to of ends) {
      if (from === to) continue
      edges.push({ from, kind, to, technique, attack, likelihood, conditions, evidence, provenance })
    }
  }
}

const grantedBy = (binding: Binding, { used }: Grounds, needs: readonly GcpNeed[]): readonly string[] =>
  needs.filter((_, index) => used[index]?.includes(binding)).map(({ permission }) => permission)

/** The binding without which a need is not met; where each need is met twice, the one that meets the most of them. */
function crucial(used: Grounds['used']): Binding | undefined {
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

function conditionsOf(
  { maybe }: Grounds,
  by: readonly Ground[],
  { conditions }: TargetGroup,
): readonly Condition[] {
  if (maybe.length === 0 && by.length === 0) return conditions
  return [
    ...maybe.flatMap(({ condition }): Condition[] =>
      condition === null ? [] : [{ key: 'iam-condition', state: 'unknown', detail: condition }],
    ),
    ...by.map((ground) => {
      const { type, detail } = limitEvidence(ground)
      return { key: type, state: 'unknown' as const, detail: `may be held back: ${detail}` }
    }),
    ...conditions,
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
  if (ground.type === 'perimeter') {
    const { perimeter, service, direction } = ground
    const detail =
      direction === 'in'
        ? `restricts ${service} to requests from inside`
        : `lets requests to ${service} out to nothing outside that no egress rule names`
    return { type: 'service-perimeter', id: perimeter, detail }
  }
  if (ground.type === 'organization-policy')
    return { type: ground.type, id: ground.node, detail: `enforces ${ground.constraint}` }
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
