import type { Tri } from '../tri.ts'
import type { Constraints } from './constraints.ts'
import type { Member } from './member.ts'
import type { Binding, Boundary, DenyRule } from './policy.ts'
import type { AccessLevel, Perimeter } from './read-perimeters.ts'

/** Where requests of an identity come from: VPC networks, and the projects that those lie in. */
export interface Origin {
  readonly places: readonly string[]
  /** It asks from there; else only perhaps, as what runs serverless does where its traffic is sent through the network. */
  readonly sure: boolean
}

/** Somebody who asks: one identity that exists or could. */
export interface Asker {
  readonly id: string
  readonly member: Extract<
    Member,
    { type: 'everyone' | 'signed-in' | 'user' | 'serviceAccount' | 'federated' | 'group' }
  >
  /** Claims of a federated identity, by the attribute they are mapped to; absent when not known. */
  readonly attributes?: ReadonlyMap<string, string>
}

/** What access is decided by. */
export interface Estate {
  /** The node itself, then what it lies in, nearest first, up to the organization. */
  chainOf(node: string): readonly string[]
  /** Node of a project, by its id or number. */
  projectNode(name: string): string | undefined
  bindingsAt(node: string): readonly Binding[]
  denyRulesAt(node: string): readonly DenyRule[]
  /** Every boundary policy with each of its bindings. */
  readonly boundaries: readonly Boundary[]
  /** Service perimeters that are enforced. */
  readonly perimeters: readonly Perimeter[]
  readonly accessLevels: ReadonlyMap<string, AccessLevel>
  /** Of the workloads that act as the identity. */
  originsOf(asker: Asker): readonly Origin[]
  /** The project, and the machines in it that have a policy of their own. */
  policiesIn(project: string): readonly string[]
  /** Whether a role contains a permission; MAYBE where what it contains is not known. */
  contains(role: string, permission: string): Tri
  readonly constraints: Constraints
  /** null when the contents of the role are not known. */
  permissionsOf(role: string): ReadonlySet<string> | null
  /** Whether the asker is in the group, directly or through other groups; MAYBE when its members were not read. */
  inGroup(asker: Asker, group: string): Tri
  /** Project, folder or organization that the identity belongs to; null when it is none that is known. */
  homeOf(asker: Asker): string | null
  /** Domains of a Workspace customer; null when not known. */
  domainsOf(customer: string): readonly string[] | null
}
