import { isDeepStrictEqual } from 'node:util'
import type { DeclaredStep, Derivation } from './attack.ts'

/** A step that was taken, and what it found. */
interface Taken {
  readonly step: DeclaredStep
  readonly derivation: Derivation
}

/**
 * What a step is shown of the steps before it. A step of one cloud sees what those of its own cloud found, and of the
 * others whom they name from outside, who may be somebody of its own: so a change in one cloud is none to the others.
 */
export const shownTo = (cloud: DeclaredStep['cloud'], taken: readonly Taken[]): readonly Derivation[] =>
  taken.map(({ step, derivation }) =>
    cloud === null || step.cloud === null || step.cloud === cloud ? derivation : outsidersOf(derivation),
  )

const outsiders = new WeakMap<Derivation, Derivation>()

function outsidersOf(derivation: Derivation): Derivation {
  const known = outsiders.get(derivation)
  if (known !== undefined) return known
  const nodes = derivation.nodes.filter(({ kind }) => kind === 'ExternalPrincipal')
  const found: Derivation = { edges: [], nodes, properties: new Map(), blocked: [] }
  outsiders.set(derivation, found)
  return found
}

/**
 * What a step found when it was taken again: the derivation from before where it is equal, so that the steps after it
 * see that nothing changed.
 */
export function unlessEqual(found: Derivation, before: Derivation | undefined): Derivation {
  if (before === undefined) return found
  if (isEqual(found, before)) return before
  const known = outsidersOf(before)
  if (isDeepStrictEqual(outsidersOf(found).nodes, known.nodes)) outsiders.set(found, known)
  return found
}

/** Most that differ differ in how many they are. */
const isEqual = (one: Derivation, other: Derivation): boolean =>
  one.edges.length === other.edges.length &&
  one.nodes.length === other.nodes.length &&
  one.blocked.length === other.blocked.length &&
  one.properties.size === other.properties.size &&
  isDeepStrictEqual(one, other)

export const isSame = (one: readonly Derivation[], other: readonly Derivation[]): boolean =>
  one.length === other.length && one.every((derivation, at) => derivation === other[at])
