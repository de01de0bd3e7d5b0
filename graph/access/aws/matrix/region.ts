import { MAYBE, NO, type Tri, YES } from '../../tri.ts'
import { allOf, has, intersect, NOTHING, type Ranges, subtract, union } from './ranges.ts'

/** Where something holds: surely (`must`) and perhaps (`may`, which includes `must`). Three-valued truth, set-wise. */
export interface Region {
  readonly must: Ranges
  readonly may: Ranges
}

export const NOWHERE: Region = { must: NOTHING, may: NOTHING }

export function everywhere(size: number): Region {
  const all = allOf(size)
  return { must: all, may: all }
}

export const either = (left: Region, right: Region): Region => {
  if (left.may.length === 0) return right
  if (right.may.length === 0) return left
  if (left.must === left.may && right.must === right.may) {
    const one = union(left.must, right.must)
    return { must: one, may: one }
  }
  return { must: union(left.must, right.must), may: union(left.may, right.may) }
}

export const both = (left: Region, right: Region): Region => {
  if (left === right || left.may.length === 0) return left
  if (right.may.length === 0) return right
  if (left.must === left.may && right.must === right.may) {
    const one = intersect(left.must, right.must)
    return { must: one, may: one }
  }
  return { must: intersect(left.must, right.must), may: intersect(left.may, right.may) }
}

/** A Deny that only perhaps applies takes away from `must`, not from `may`. */
export const without = (region: Region, denied: Region): Region => {
  if (region.may.length === 0 || denied.may.length === 0) return region
  return { must: subtract(region.must, denied.may), may: subtract(region.may, denied.must) }
}

/** Where `applies` hangs on nothing but the place. */
export function weakened(region: Region, applies: Tri): Region {
  if (applies === NO) return NOWHERE
  return applies === YES ? region : { must: NOTHING, may: region.may }
}

export function at({ must, may }: Region, position: number): Tri {
  if (has(must, position)) return YES
  return has(may, position) ? MAYBE : NO
}
