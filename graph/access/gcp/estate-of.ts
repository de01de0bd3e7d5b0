import { put } from '../../group-by.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { RequestFacts } from './cel.ts'
import { constraintsOf } from './constraints.ts'
import type { Asker, Estate } from './estate.ts'
import { type GroupMembers, groupMembers } from './groups.ts'
import { type Hierarchy, hierarchyOf } from './hierarchy.ts'
import { originsIn } from './origins.ts'
import type { Binding } from './policy.ts'
import { accessLevelsIn, perimetersIn } from './read-perimeters.ts'
import { bindingsOf, boundaries, denyRules } from './read-policies.ts'
import { containing, roleContents } from './roles.ts'
import { type Tags, tagsIn } from './tags.ts'

/** The estate of a snapshot, with what set-wise derivation walks over. */
export interface GcpEstate extends Estate {
  readonly facts: FactIndex
  readonly hierarchy: Hierarchy
  readonly groups: GroupMembers
  /** Nodes that carry an allow policy. */
  readonly policyNodes: readonly NodeRecord[]
  /** Projects, folders and organizations that carry a deny rule. */
  readonly deniedScopes: ReadonlySet<string>
  /** All bindings by their role: what a role contains is looked at once. */
  readonly bindingsByRole: ReadonlyMap<string, readonly Binding[]>
  serviceAccount(email: string): NodeRecord | undefined
  /** What conditions see of the tags of a node. */
  tagsOn(node: string): RequestFacts
  readonly tags: Tags
}

const NONE: readonly never[] = []

const estates = new WeakMap<FactIndex, GcpEstate>()

/** Everything that decides access in Google Cloud, parsed once for each snapshot. */
export function estateOf(facts: FactIndex): GcpEstate {
  const estate = estates.get(facts) ?? readEstate(facts)
  estates.set(facts, estate)
  return estate
}

function readEstate(facts: FactIndex): GcpEstate {
  const hierarchy = hierarchyOf(facts)
  const groups = groupMembers(facts)
  const denied = denyRules(facts)
  const bound = boundaries(facts)
  const policyNodes = facts
    .withProperty('iamPolicy')
    .filter(
      ({ props }) =>
        props.provider === 'gcp' && typeof props.iamPolicy === 'object' && props.iamPolicy !== null,
    )
  const bindings = new Map<string, readonly Binding[]>()
  const byRole = new Map<string, Binding[]>()
  for (const node of policyNodes) {
    const own = bindingsOf(node)
    bindings.set(node.id, own)
    for (const binding of own) put(byRole, binding.role, binding)
  }
  const contentsOf = roleContents(facts)
  const machines = new Map<string, string[]>()
  for (const { id } of policyNodes.filter(({ kind }) => kind === 'GcpInstance'))
    for (const above of hierarchy.chainOf(id).slice(1, 2)) put(machines, above, id)
  const tags = tagsIn(facts, hierarchy)
  const accounts = new Map(facts.ofKind('GcpServiceAccount').map((node) => [String(node.props.email), node]))
  return {
    facts,
    hierarchy,
    constraints: constraintsOf(facts, hierarchy),
    groups,
    policyNodes,
    deniedScopes: new Set(denied.keys()),
    boundaries: bound,
    perimeters: perimetersIn(facts),
    accessLevels: accessLevelsIn(facts),
    originsOf: originsIn(facts, hierarchy),
    policiesIn: (project) => [project, ...(machines.get(project) ?? NONE)],
    chainOf: hierarchy.chainOf,
    projectNode: hierarchy.projectNode,
    bindingsByRole: byRole,
    bindingsAt: (node) => bindings.get(node) ?? NONE,
    denyRulesAt: (node) => denied.get(node) ?? NONE,
    contains: containing(contentsOf),
    permissionsOf: contentsOf,
    tags,
    tagsOn: tags.on,
    serviceAccount: (email) => accounts.get(email),
    inGroup: (asker, group) => groups.contains(group, asker.id),
    homeOf: (asker) => homeOf(asker, facts, hierarchy),
    domainsOf: (customer) => {
      const owner = facts.ofKind('GcpOrganization').find(({ props }) => props.customerId === customer)
      return typeof owner?.props.domain === 'string' ? [owner.props.domain] : null
    },
  }
}

/** A service account belongs to its project, a user to the organization of their domain. */
function homeOf({ member, id }: Asker, facts: FactIndex, hierarchy: Hierarchy): string | null {
  if (member.type === 'serviceAccount') return hierarchy.chainOf(id)[1] ?? null
  if (member.type !== 'user') return null
  const domain = member.email.slice(member.email.indexOf('@') + 1)
  return facts.ofKind('GcpOrganization').find(({ props }) => props.domain === domain)?.id ?? null
}
