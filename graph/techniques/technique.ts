import type { ConditionState, Evidence, Provenance } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'

/** What a technique may look at: the facts, and what the steps before it derived. */
export interface World {
  readonly facts: FactIndex
  /** Ids that some CAN_REACH edge arrives at. */
  readonly reached: ReadonlySet<string>
  /** Principals outside of what was read, that access found to be named in policies. */
  readonly external: readonly NodeRecord[]
}

/** Somebody who might use the technique, and what it would give. */
export interface Pair {
  readonly self: NodeRecord
  readonly target: NodeRecord
  /** What lies between them, such as the instance profile. */
  readonly through: readonly NodeRecord[]
}

export interface Decided {
  readonly state: ConditionState
  readonly detail: string
}

/** One prerequisite. Met ones are silent, an unknown one stays on the edge as a condition, an unmet one ends it. */
export interface Need {
  /** Key of the condition, such as `imdsv1`. */
  readonly id: string
  /** For people: `the metadata service answers without a token`. */
  readonly says: string
  readonly decide: (pair: Pair, world: World) => Decided
  /** An unmet one is a protection worth telling: it goes to the blocked edges. */
  readonly control?: true
}

/** A graph in short form: `[id, kind, properties]` and `[from, kind, to, properties]`. */
export interface GraphLiteral {
  readonly nodes: readonly (readonly [id: string, kind: string, props?: Props])[]
  readonly facts: readonly (readonly [from: string, kind: string, to: string, props?: Props])[]
  /** Ids that the network step found reachable. */
  readonly reached?: readonly string[]
}

/**
 * An attack technique as data. The engine finds the pairs, decides every need and draws the edge; nothing about a
 * technique stands anywhere else.
 */
export interface Technique {
  readonly id: string
  readonly title: string
  /** Kind of the edge from `self` to `target`. */
  readonly edge: string
  /** MITRE ATT&CK technique ids. */
  readonly attack: readonly string[]
  /** From graph/likelihood.ts, where its reason stands. */
  readonly likelihood: number
  readonly references: readonly string[]
  readonly pairs: (world: World) => Iterable<Pair>
  readonly needs: {
    readonly self: readonly Need[]
    readonly target: readonly Need[]
    readonly world: readonly Need[]
  }
  readonly evidence: (pair: Pair, world: World) => readonly Evidence[]
  readonly provenance: (pair: Pair) => Provenance | null
  /** Derived properties of a target or of self when the edge is drawn. */
  readonly marks?: (pair: Pair) => readonly (readonly [id: string, props: Props])[]
  /** Draws exactly one edge of this technique. */
  readonly example: GraphLiteral
  /** The same with one need unmet: draws none. */
  readonly nearMiss: GraphLiteral
}

export const defineTechnique = (technique: Technique): Technique => technique

/** A technique whose edges graph/access draws, because evaluating access is all there is to it. */
export interface AccessTechnique {
  readonly id: string
  readonly title: string
  readonly category: 'principal-access'
  readonly edge: string
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly references: readonly string[]
  /** In words. */
  readonly needs: {
    readonly self: readonly string[]
    readonly target: readonly string[]
    readonly world: readonly string[]
  }
  readonly example: GraphLiteral
  readonly nearMiss: GraphLiteral
}
