import type { FactIndex } from './snapshot/facts.ts'
import type { MissingCall, NodeRecord, Props, RelationshipRecord } from './snapshot/records.ts'

/**
 * What an attack edge carries. An edge from A to B reads: an attacker who holds A can come to hold, read or
 * reach B. The shapes are those of the command line's JSON (docs/interface.md).
 */
export type ConditionState = 'met' | 'unmet' | 'unknown'

export type Condition = {
  /** A condition key (`aws:MultiFactorAuthPresent`) or a prerequisite of ours (`agent-runs`). */
  readonly key: string
  readonly state: ConditionState
  readonly detail: string
  /** Of a condition on the caller's address: the ranges it must come from, or must not come from. */
  readonly addresses?: { readonly inside: boolean; readonly ranges: readonly string[] }
}

export type Evidence = {
  /** policy | trust-policy | resource-policy | route | security-group-rule | network-acl | acl | setting | ... */
  readonly type: string
  readonly id: string
  /** Index of the statement in the document, or its Sid. */
  readonly statement?: number | string
  readonly detail: string
}

/** The one thing to edit to remove an edge; `edit` has the form of a `simulate` change. */
export type Provenance = {
  readonly id: string
  readonly type: string
  readonly edit: Props
}

export interface AttackEdgeFields {
  /** Technique id such as `iam-008`, null for plain access and network edges. */
  readonly technique: string | null
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[]
  /** Probability in (0..1] that an attacker who stands at `from` succeeds. */
  readonly likelihood: number
  readonly conditions: readonly Condition[]
  readonly evidence: readonly Evidence[]
  readonly provenance: Provenance | null
}

export interface AttackEdge extends AttackEdgeFields {
  readonly from: string
  readonly kind: string
  readonly to: string
  /** Further properties of the kind, such as `ports` on CAN_REACH. */
  readonly extra?: Props
}

/** A would-be attack edge that a control stopped. */
export interface BlockedEdge {
  readonly from: string
  readonly kind: string
  readonly to: string
  readonly technique: string | null
  readonly by: Evidence
  /**
   * How many would-be edges it stands for, where that is not one: principals of one class times targets that no policy
   * of theirs tells apart. `to` is one of those targets. So the ledger is complete without growing as their product.
   */
  readonly standsFor?: number
}

/** What one derivation step adds to a snapshot. */
export interface Derivation {
  readonly edges: readonly AttackEdge[]
  /** Derived relationships that are no attack edges: IN_ACCESS_CLASS. */
  readonly facts?: readonly RelationshipRecord[]
  /** Derived nodes, such as access classes and stubs of external principals. */
  readonly nodes: readonly NodeRecord[]
  /** Derived properties, by node id. */
  readonly properties: ReadonlyMap<string, Props>
  readonly blocked: readonly BlockedEdge[]
  /** What the facts refer to and do not hold; it belongs into the coverage of the account's service. */
  readonly missing?: readonly MissingFact[]
}

/** A step sees the facts and what the steps before it found. Of a cloud that the facts do not hold it adds nothing. */
export type DerivationStep = (facts: FactIndex, before: readonly Derivation[]) => Derivation

/** A step, and the cloud whose nodes it is about; null for one that is about all of them. */
export interface DeclaredStep {
  readonly cloud: 'aws' | 'azure' | 'gcp' | null
  readonly derive: DerivationStep
  /** It uses nothing that other steps of its cloud keep of the facts. */
  readonly apart?: true
}

export interface MissingFact extends MissingCall {
  readonly account: string
  readonly service: string
}

/** The record form of an attack edge; parallel edges of one kind differ by technique. */
export function toRelationship(edge: AttackEdge): RelationshipRecord {
  const { from, kind, to, extra, ...fields } = edge
  return { from, kind, to, key: edge.technique ?? '', props: { ...extra, ...fields } }
}
