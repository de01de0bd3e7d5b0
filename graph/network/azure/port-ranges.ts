import { type Interval, type IntervalSet, normalize } from '../intervals.ts'
import { LAST_PORT } from '../ports.ts'

/** Ports of `*`, `22` and `8000-9000`, as rules of Azure list them; what is none of these names no port. */
export const portsOf = (ranges: readonly string[]): IntervalSet =>
  normalize(
    ranges.flatMap((range): Interval[] => {
      if (range === '*') return [[0, LAST_PORT]]
      const [first = Number.NaN, last = first] = range.split('-').map(Number)
      return Number.isNaN(first) || Number.isNaN(last) ? [] : [[first, last]]
    }),
  )
