/** Three-valued truth: what must hold, what may hold, what cannot. `and` is Math.min, `or` is Math.max. */
export const NO = 0
export const MAYBE = 1
export const YES = 2
export type Tri = typeof NO | typeof MAYBE | typeof YES

export const and = (left: Tri, right: Tri): Tri => (left < right ? left : right)
export const or = (left: Tri, right: Tri): Tri => (left > right ? left : right)

export function not(value: Tri): Tri {
  if (value === MAYBE) return MAYBE
  return value === YES ? NO : YES
}

export const fromBoolean = (value: boolean): Tri => (value ? YES : NO)
