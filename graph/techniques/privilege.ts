import type { Identity } from '../access/aws/estate.ts'
import type { Condition, Evidence } from '../attack.ts'
import type { NodeRecord, Value } from '../snapshot/records.ts'
import type { Scene } from './engine/scene.ts'
import type { Decided, GraphLiteral } from './technique.ts'

/** One permission that an attacker must hold; the evaluator decides it with every layer of policies. */
export interface Permission {
  readonly action: string
  /**
   * What it is asked on: the name of a node of the candidate (`role`, `function`), an ARN with `{account}`, `{region}`
   * and `{new}` for something the attacker makes, `*` for an action without a resource, or something that exists,
   * whichever goes best.
   */
  readonly on: string | Existing
  /** Context of the request that the technique fixes, such as iam:PassedToService; of a list any may be given. */
  readonly context?: { readonly [key: string]: string | readonly string[] }
  /** The role's trust policy takes part: as it is, or as the attacker has rewritten it to name him. */
  readonly trust?: 'as-is' | 'rewritten'
  /** Makes it easier but is not needed: shown as evidence where it is held. */
  readonly optional?: true
  /** Not needed while this holds of the candidate, such as stopping what is stopped already. */
  readonly sparedWhen?: Prerequisite
}

/** Something of the account that a technique needs one of, such as a cluster; compared by identity. */
export interface Existing {
  readonly some: string
  readonly list: (scene: Scene, account: string) => readonly NodeRecord[]
}

/** What a technique is used on, and where that leads. */
export interface Candidate {
  readonly nodes: { readonly [name: string]: NodeRecord }
  /** Id of the node the edge ends at. */
  readonly end: string
  readonly conditions: readonly Condition[]
  readonly evidence: readonly Evidence[]
  /** A control that keeps the attacker from what this leads to although every permission is there. */
  readonly limitedBy?: Evidence
  /** The identity as it is afterwards, where it does not administer its account even then (aws/changed-selves.ts). */
  readonly becomes?: Identity
}

/**
 * Where candidates come from: the account, the same for every principal of it, or the one principal. Sources are
 * compared by identity, so that techniques which share one share its list.
 */
export type Source =
  | { readonly says: string; readonly inAccount: (scene: Scene, account: string) => Iterable<Candidate> }
  | { readonly says: string; readonly ofSelf: (scene: Scene, self: Identity) => Iterable<Candidate> }

/** A prerequisite on the target or the world. Met ones give evidence, unknown ones stay as conditions. */
export interface Prerequisite {
  /** Key of the condition, such as `access-keys`. */
  readonly id: string
  readonly says: string
  readonly decide: (candidate: Candidate, scene: Scene) => Verdict
  /** The one property it is about, where it is. */
  readonly about?: {
    readonly name: string
    readonly property: string
    readonly test: (value: Value) => boolean
  }
  /** No snapshot tells: it is always a condition. */
  readonly undecidable?: true
}

export type Verdict = Decided & { readonly evidence?: readonly Evidence[] }

export const CATEGORIES = [
  'self-escalation',
  'principal-access',
  'new-passrole',
  'existing-passrole',
] as const

/** A privilege escalation technique as data; nothing about it stands anywhere else. */
export interface PrivilegeTechnique {
  readonly id: string
  readonly title: string
  readonly category: (typeof CATEGORIES)[number]
  readonly edge: 'CAN_ESCALATE' | 'CAN_CREATE_CREDENTIAL' | 'CAN_RUN_AS' | 'CAN_EXECUTE_ON' | 'CAN_POISON'
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[]
  /** From graph/likelihood.ts, where its reason stands. */
  readonly likelihood: number
  readonly references: readonly string[]
  readonly source: Source
  readonly needs: {
    readonly self: readonly Permission[]
    readonly target: readonly Prerequisite[]
    readonly world: readonly Prerequisite[]
  }
  /** Draws exactly one edge of this technique. */
  readonly example: GraphLiteral
  /** The same with one need unmet: draws none. */
  readonly nearMiss: GraphLiteral
}

export const definePrivilege = (technique: PrivilegeTechnique): PrivilegeTechnique => technique
