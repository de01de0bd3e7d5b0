import type { ConditionState } from '../../attack.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { YES } from '../tri.ts'
import type { Constraint } from './constraints.ts'
import type { GcpEstate } from './estate-of.ts'

/** Where a permission has to be held: a binding there, or on anything above, gives it. */
export type Site =
  | 'target'
  /** On the project of the target: what is made anew does not exist yet, so nothing below can name it. */
  | 'project'
  /** On what the target refers to by this relation, such as the service account that a workload acts as. */
  | RelatedSite

export interface RelatedSite {
  readonly relation: string
  /** A target that refers to nothing asks for nothing. */
  readonly orNone?: true
  /** Only below one of these names in what it refers to: folders of a bucket. */
  readonly within?: readonly string[]
}

export interface GcpNeed {
  /** `compute.instances.setMetadata` */
  readonly permission: string
  readonly on: Site
}

/** What must be so besides the permissions. */
export interface Prerequisite {
  readonly id: string
  readonly says: string
  /** What kind of thing it is, where edges tell that in place of the id. */
  readonly toldAs?: string
  /** A protection: when it alone is missing, the edge is told as blocked. */
  readonly control?: true
  decide(target: NodeRecord, estate: GcpEstate): Judgement
  /** With what it is so; null where the example leaves it open. */
  readonly example: Example | null
  /** Properties of the target with which it is not so; null where none decides it. */
  readonly nearMiss: Props | null
}

/** What an example has to hold so that a prerequisite is met. */
export interface Example {
  readonly target?: Props
  readonly project?: Props
  /** Roles that the target, or what it acts as, holds on the project. */
  readonly holds?: readonly string[]
  /** Something else that lies in the project. */
  readonly beside?: readonly (readonly [kind: string, props: Props])[]
}

export interface Judgement {
  readonly state: ConditionState
  /** What says so, where it is not the target itself. */
  readonly by?: string
  /** In words, where there is more to say than that it is not so. */
  readonly detail?: string
}

/** Something that looks much like the technique and must not be taken for it. */
export interface NearMiss {
  readonly says: string
  /** What the attacker holds on the project in place of what the technique needs. */
  readonly permissions?: readonly string[]
  readonly role?: string
  /** Properties of the target. */
  readonly target?: Props
  /** Condition of the binding. */
  readonly condition?: string
  /** Constraints that the organization enforces. */
  readonly enforces?: readonly string[]
}

/** An attack by permissions of Google Cloud, declared: which permissions, held where, give what. */
export interface GcpTechnique {
  /** Id of the catalogue; null for plain access to data. */
  readonly id: string | null
  /** For people: `Reads the objects of a bucket`. */
  readonly title: string
  /** impersonation | credential-access | role-assignment | new-workload | existing-workload | data */
  readonly category: string
  readonly edge: string
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly references: readonly string[]
  /** Kind of the node that the permissions are about. */
  readonly target: string
  /** Alternatives; of one, every permission is needed, from whatever bindings. */
  readonly needs: readonly (readonly GcpNeed[])[]
  /** What the attacker gets to: the target, what it refers to by a relation, or what it gets to by techniques itself. */
  readonly gives: 'target' | { readonly relation: string } | { readonly reachBy: readonly string[] }
  readonly prerequisites: readonly Prerequisite[]
  /** Only those who are anyone, or only the others; absent for both. */
  readonly who?: 'anyone' | 'somebody'
  /** Not drawn for a role that contains this one, which gives the same more easily. */
  readonly unless?: string
  /** Drawn only where the bindings are on the node itself, not where they are inherited. */
  readonly onNodeItself?: true
  /** Property of the target that says that anyone has it. */
  readonly publicProperty?: string
  readonly nearMisses: readonly NearMiss[]
}

export const defineGcpTechnique = (
  technique: Omit<GcpTechnique, 'gives' | 'prerequisites'> &
    Partial<Pick<GcpTechnique, 'gives' | 'prerequisites'>>,
): GcpTechnique => ({ gives: 'target', prerequisites: [], ...technique })

const held =
  (on: Site) =>
  (...permissions: readonly string[]): readonly GcpNeed[] =>
    permissions.map((permission) => ({ permission, on }))

/** Permissions on the target or on what lies above it. */
export const onTarget = held('target')
/** Permissions on the project, or above it. */
export const onProject = held('project')
/** Permissions on what the target refers to. */
export const onRelated = (site: RelatedSite, ...permissions: readonly string[]): readonly GcpNeed[] =>
  held(site)(...permissions)

export const ACT_AS = 'iam.serviceAccounts.actAs'
/** What code of a workload acts as. */
export const IDENTITY: RelatedSite = { relation: 'HAS_EXECUTION_ROLE' }

/** A property that has to have one of these values; what was not collected is unknown. */
export const has = (
  property: string,
  values: readonly (string | boolean | null)[],
  says: string,
  options: { readonly id?: string; readonly control?: true } = {},
): Prerequisite => ({
  id: property,
  says,
  ...options,
  decide({ props }) {
    const value = props[property]
    if (value === undefined) return { state: 'unknown' }
    return { state: values.some((one) => one === value) ? 'met' : 'unmet' }
  },
  example: { target: { [property]: values[0] ?? null } },
  nearMiss: { [property]: typeof values[0] === 'boolean' ? !values[0] : 'something else' },
})

/** A constraint of the organization that must not be enforced where the target lies. */
export const notEnforced = (constraint: Constraint, says: string): Prerequisite => ({
  id: constraint.name,
  toldAs: 'organization-policy',
  says,
  control: true,
  decide({ id }, { constraints }) {
    const enforced = constraints.at(constraint, id)
    if (enforced === null) return { state: 'met' }
    const state = enforced.applies === YES ? 'unmet' : 'unknown'
    return { state, by: enforced.node, detail: `enforces ${constraint.name}` }
  },
  example: {},
  nearMiss: null,
})
