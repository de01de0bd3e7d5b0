/** Sets of integers as sorted, disjoint, non-adjacent closed intervals. */
export type Interval = readonly [first: number, last: number]
export type IntervalSet = readonly Interval[]

export const EMPTY: IntervalSet = []

/** Brings any list of intervals into the sorted, disjoint form; inverted ones are dropped. */
export function normalize(intervals: readonly Interval[]): IntervalSet {
  const sorted = intervals.filter(([first, last]) => first <= last).sort((a, b) => a[0] - b[0])
  const merged: Interval[] = []
  for (const [first, last] of sorted) {
    const previous = merged.at(-1)
    if (previous === undefined || first > previous[1] + 1) merged.push([first, last])
    else if (last > previous[1]) merged[merged.length - 1] = [previous[0], last]
  }
  return merged
}

export const union = (a: IntervalSet, b: IntervalSet): IntervalSet => {
  if (a.length === 0) return b
  return b.length === 0 ? a : normalize([...a, ...b])
}

export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  const result: Interval[] = []
  let i = 0
  let j = 0
  for (let x = a[i], y = b[j]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    const first = Math.max(x[0], y[0])
    const last = Math.min(x[1], y[1])
    if (first <= last) result.push([first, last])
    if (x[1] < y[1]) i += 1
    else j += 1
  }
  return result
}

export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  const result: Interval[] = []
  for (const [first, last] of a) {
    let next = first
    for (const [cutFirst, cutLast] of b) {
      if (cutLast < next || cutFirst > last) continue
      if (cutFirst > next) result.push([next, cutFirst - 1])
      next = Math.max(next, cutLast + 1)
    }
    if (next <= last) result.push([next, last])
  }
  return result
}

export const includes = (set: IntervalSet, value: number): boolean =>
  set.some(([first, last]) => first <= value && value <= last)
