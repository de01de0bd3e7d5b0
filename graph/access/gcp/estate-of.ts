import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { type Constraints, constraintsOf } from './constraints.ts'
import type { Asker, Estate } from './estate.ts'
import { type GroupMembers, groupMembers } from './groups.ts'
import { type Hierarchy, hierarchyOf } from './hierarchy.ts'
import type { Binding } from './policy.ts'
import { bindingsOf, boundaries, denyRules } from './read-policies.ts'
import { roleContents } from './roles.ts'

/** The estate of a snapshot, with what set-wise derivation walks over. */
export interface GcpEstate extends Estate {
  readonly facts: FactIndex
  readonly hierarchy: Hierarchy
  readonly groups: GroupMembers
  /** Nodes that carry an allow policy. */
  readonly policyNodes: readonly NodeRecord[]
  /** Projects, folders and organizations that carry a deny rule. */
  readonly deniedScopes: ReadonlySet<string>
  readonly constraints: Constraints
  serviceAccount(email: string): NodeRecord | undefined
}

export function estateOf(facts: FactIndex): GcpEstate {
  const hierarchy = hierarchyOf(facts)
  const groups = groupMembers(facts)
  const denied = denyRules(facts)
  const bound = boundaries(facts)
  const policyNodes = [...facts.snapshot.nodes.values()].filter(
    ({ props }) =>
      props.provider === 'gcp' && typeof props.iamPolicy === 'object' && props.iamPolicy !== null,
  )
  const bindings = new Map<string, readonly Binding[]>(policyNodes.map((node) => [node.id, bindingsOf(node)]))
  const accounts = new Map(facts.ofKind('GcpServiceAccount').map((node) => [String(node.props.email), node]))
  return {
    facts,
    hierarchy,
    constraints: constraintsOf(facts, hierarchy),
    groups,
    policyNodes,
    deniedScopes: new Set(denied.keys()),
    boundaries: bound,
    chainOf: hierarchy.chainOf,
    projectNode: hierarchy.projectNode,
    bindingsAt: (node) => bindings.get(node) ?? [],
    denyRulesAt: (node) => denied.get(node) ?? [],
    permissionsOf: roleContents(facts),
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
