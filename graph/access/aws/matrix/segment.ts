import { type Tri, YES } from '../../tri.ts'
import type { Target } from '../ask.ts'
import { testConditions } from '../conditions.ts'
import { layerContexts } from '../context.ts'
import { signatureOf } from '../dependence.ts'
import type { Identity } from '../estate.ts'
import type { Glob } from '../glob.ts'
import { matchGlob } from '../glob.ts'
import type { Statement } from '../policy.ts'
import { appliesBesides } from '../statement.ts'
import { resolveTemplate } from '../variables.ts'
import { allOf, NOTHING, type Ranges, rangesOf, subtract, union } from './ranges.ts'
import { everywhere, NOWHERE, type Region, weakened } from './region.ts'

/** The resources of one account, sorted: what begins alike stands together, so that `literal*` is one run. */
export interface Segment {
  /** Its place among the segments of its matrix. */
  readonly number: number
  readonly account: string
  readonly targets: readonly Target[]
  /** All of it. */
  readonly all: Region
  positionOf(id: string): number | undefined
  /** Where a statement applies, whatever its action and principal are; told once for those it does not tell apart. */
  regionOf(statement: Statement, asker: Pick<Identity, 'context'>): Region
}

export function createSegment(number: number, account: string, unsorted: readonly Target[]): Segment {
  const byId = new Map(unsorted.map((target) => [target.id, target]))
  const ids = [...byId.keys()].sort()
  const targets = ids.flatMap((id) => byId.get(id) ?? [])
  const regions = new Map<Statement, Map<string, Region>>()
  const patterns = new Map<string, Ranges>()
  const matching = (glob: Glob): Ranges => {
    if (glob.literals !== null && glob.literals.size > 0) return search(ids, glob)
    const known = patterns.get(glob.pattern)
    if (known !== undefined) return known
    const found = search(ids, glob)
    patterns.set(glob.pattern, found)
    return found
  }
  return {
    number,
    account,
    targets,
    all: everywhere(targets.length),
    positionOf(id) {
      const at = firstAt(ids, (one) => one >= id)
      return ids[at] === id ? at : undefined
    },
    regionOf(statement, asker) {
      const signature = signatureOf(statement, asker.context)
      const bySignature = regions.get(statement) ?? new Map<string, Region>()
      regions.set(statement, bySignature)
      const known = bySignature.get(signature)
      if (known !== undefined) return known
      const region = readRegion(statement, asker, targets, matching)
      bySignature.set(signature, region)
      return region
    },
  }
}

/** One run for `literal*`, one place for a plain ARN; of other patterns what begins like them is tried. */
function search(ids: readonly string[], glob: Glob): Ranges {
  if (glob.shape === 'any') return allOf(ids.length)
  const start = firstAt(ids, (id) => id >= glob.head)
  const end = firstAt(ids, (id) => id >= glob.head && !id.startsWith(glob.head), start)
  if (start === end) return NOTHING
  if (glob.shape === 'prefix') return [start, end]
  return rangesOf(matchesIn(ids, glob, start, end))
}

function* matchesIn(ids: readonly string[], glob: Glob, start: number, end: number): Generator<number> {
  for (let at = start; at < end; at += 1) if (matchGlob(glob, ids[at] ?? '')) yield at
}

function firstAt(sorted: readonly string[], holds: (id: string) => boolean, from = 0): number {
  let [low, high] = [from, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle] ?? '')) high = middle
    else low = middle + 1
  }
  return low
}

function readRegion(
  statement: Statement,
  asker: Pick<Identity, 'context'>,
  targets: readonly Target[],
  matching: (glob: Glob) => Ranges,
): Region {
  const [first] = targets
  if (first === undefined) return NOWHERE
  if (hangsOnResource(statement)) return askEach(statement, asker, targets)
  // All that the other keys say of a resource is the same in the whole account.
  const context = layerContexts([asker.context, first.context])
  const applies = testConditions(statement.conditions, context)
  if (statement.resources === null) return weakened(everywhere(targets.length), applies)
  let must = NOTHING
  let may = NOTHING
  let unresolved = false
  for (const template of statement.resources) {
    const resolved = resolveTemplate(template, context)
    if (resolved.state === 'absent') unresolved = true
    else if (resolved.state === 'known') must = union(must, matching(resolved.glob))
    else may = union(may, matching(resolved.glob))
  }
  may = union(must, may)
  if (!statement.notResource) return weakened({ must, may }, applies)
  const all = allOf(targets.length)
  // A variable without a value can make the whole statement invalid.
  return weakened({ must: unresolved ? NOTHING : subtract(all, may), may: subtract(all, must) }, applies)
}

/** Keys whose value differs from one resource of an account to the next. */
const isResourceKey = (key: string): boolean =>
  key.startsWith('aws:resourcetag/') || key === 'kms:resourcealiases'

function hangsOnResource({ resources, conditions }: Statement): boolean {
  const templates = [...(resources ?? []), ...conditions.flatMap(({ values }) => values)]
  return (
    conditions.some(({ key }) => isResourceKey(key)) ||
    templates.some(({ parts }) => parts?.some((part) => part.type === 'variable' && isResourceKey(part.key)))
  )
}

function askEach(statement: Statement, asker: Pick<Identity, 'context'>, targets: readonly Target[]): Region {
  const applies = targets.map((target): Tri => {
    const context = layerContexts([asker.context, target.context])
    return appliesBesides(statement, { resource: target.id, context })
  })
  const where = (least: Tri) => rangesOf([...applies.keys()].filter((at) => (applies[at] ?? 0) >= least))
  return { must: where(YES), may: where(1) }
}
