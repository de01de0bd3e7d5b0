/** Positions in a sorted list, as disjoint runs that do not touch: start, end, start, end, ...; an end is left out. */
export type Ranges = readonly number[]

export const NOTHING: Ranges = []

export const allOf = (size: number): Ranges => (size === 0 ? NOTHING : [0, size])

/**
 * Gathers rising runs and joins what touches. The list is used again and what is taken is cut to its length: of many
 * thousand short lists that grow by themselves most of the room would stay empty.
 */
class Gathering {
  private readonly list: number[] = []
  private count = 0

  add(start: number, end: number): void {
    const { list, count } = this
    const before = count === 0 ? -1 : (list[count - 1] ?? -1)
    if (before < start) {
      list[count] = start
      list[count + 1] = end
      this.count = count + 2
    } else if (before < end) list[count - 1] = end
  }

  take(): Ranges {
    const taken = this.count === 0 ? NOTHING : this.list.slice(0, this.count)
    this.count = 0
    return taken
  }
}

/** Nothing below gathers for two results at once. */
const found = new Gathering()

/** The runs of a list of rising positions. */
export function rangesOf(positions: Iterable<number>): Ranges {
  const own = new Gathering()
  for (const at of positions) own.add(at, at + 1)
  return own.take()
}

export function union(left: Ranges, right: Ranges): Ranges {
  if (left.length === 0 || left === right) return right
  if (right.length === 0) return left
  if (covers(left, right)) return left
  if (covers(right, left)) return right
  let leftAt = 0
  let rightAt = 0
  while (leftAt < left.length || rightAt < right.length) {
    if (startAt(left, leftAt) <= startAt(right, rightAt)) {
      found.add(startAt(left, leftAt), startAt(left, leftAt + 1))
      leftAt += 2
    } else {
      found.add(startAt(right, rightAt), startAt(right, rightAt + 1))
      rightAt += 2
    }
  }
  return found.take()
}

export function intersect(left: Ranges, right: Ranges): Ranges {
  if (left === right) return left
  if (covers(left, right)) return right
  if (covers(right, left)) return left
  let leftAt = firstEnding(left, startAt(right, 0))
  let rightAt = firstEnding(right, startAt(left, 0))
  while (leftAt < left.length && rightAt < right.length) {
    const start = Math.max(startAt(left, leftAt), startAt(right, rightAt))
    const leftEnd = startAt(left, leftAt + 1)
    const rightEnd = startAt(right, rightAt + 1)
    if (start < Math.min(leftEnd, rightEnd)) found.add(start, Math.min(leftEnd, rightEnd))
    if (leftEnd < rightEnd) leftAt += 2
    else rightAt += 2
  }
  return found.take()
}

/** Do they have a position in common? */
export function overlap(left: Ranges, right: Ranges): boolean {
  if (left.length === 0 || right.length === 0) return false
  let leftAt = firstEnding(left, startAt(right, 0))
  let rightAt = firstEnding(right, startAt(left, 0))
  while (leftAt < left.length && rightAt < right.length) {
    const leftEnd = startAt(left, leftAt + 1)
    const rightEnd = startAt(right, rightAt + 1)
    if (startAt(left, leftAt) < rightEnd && startAt(right, rightAt) < leftEnd) return true
    if (leftEnd < rightEnd) leftAt += 2
    else rightAt += 2
  }
  return false
}

/** One run that holds all of the other. */
const covers = (one: Ranges, other: Ranges): boolean =>
  one.length === 2 && startAt(one, 0) <= startAt(other, 0) && startAt(one, 1) >= (other.at(-1) ?? 0)

/** The first run that ends after a position: what lies before it need not be looked at. */
function firstEnding(ranges: Ranges, position: number): number {
  let [low, high] = [0, ranges.length >> 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (startAt(ranges, 2 * middle + 1) <= position) low = middle + 1
    else high = middle
  }
  return 2 * low
}

export function subtract(from: Ranges, taken: Ranges): Ranges {
  if (!overlap(from, taken)) return from
  let takenAt = firstEnding(taken, startAt(from, 0))
  for (let at = 0; at < from.length; at += 2) {
    let start = startAt(from, at)
    const end = startAt(from, at + 1)
    while (startAt(taken, takenAt + 1) <= start) takenAt += 2
    for (let next = takenAt; startAt(taken, next) < end; next += 2) {
      if (start < startAt(taken, next)) found.add(start, startAt(taken, next))
      start = Math.max(start, startAt(taken, next + 1))
    }
    if (start < end) found.add(start, end)
  }
  return found.take()
}

export const has = (ranges: Ranges, position: number): boolean =>
  startAt(ranges, firstEnding(ranges, position)) <= position

export function sizeOf(ranges: Ranges): number {
  let size = 0
  for (let at = 0; at < ranges.length; at += 2) size += startAt(ranges, at + 1) - startAt(ranges, at)
  return size
}

const startAt = (ranges: Ranges, at: number): number => ranges[at] ?? Number.POSITIVE_INFINITY
