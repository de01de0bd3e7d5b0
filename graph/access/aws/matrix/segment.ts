import { MAYBE, type Tri, YES } from '../../tri.ts'
import type { Target } from '../ask.ts'
import { testConditions } from '../conditions.ts'
import { type Context, layerContexts } from '../context.ts'
import { hangsOnPrincipal, hangsOnResource, signatureOf } from '../dependence.ts'
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
  /** What its ARNs begin with, up to the fifth colon: see `beforeResource`. */
  readonly beginnings: Iterable<string>
  /**
   * Where a statement applies, whatever its action and principal are. Told once for askers whom it does not tell apart;
   * of a statement that tells nobody apart the answer is the caller's to keep.
   */
  regionOf(statement: Statement, asker: Pick<Identity, 'context'>): Region
}

/** `unsorted`: each resource once. */
export function createSegment(number: number, account: string, unsorted: readonly Target[]): Segment {
  const targets = [...unsorted].sort((left, right) => (left.id < right.id ? -1 : 1))
  const ids = targets.map(({ id }) => id)
  const runs = runsOf(ids)
  const regions = new Map<Statement, Map<string, Region>>()
  const patterns = new Map<string, Ranges>()
  const matching = (glob: Glob): Ranges => {
    // Its text is that of a pattern with wildcards too.
    if (glob.literals !== null) return search(ids, runs, glob)
    const known = patterns.get(glob.pattern)
    if (known !== undefined) return known
    const found = search(ids, runs, glob)
    patterns.set(glob.pattern, found)
    return found
  }
  return {
    number,
    account,
    targets,
    all: everywhere(targets.length),
    beginnings: runs.keys(),
    regionOf(statement, asker) {
      if (!hangsOnPrincipal(statement)) return readRegion(statement, asker, targets, matching)
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

/** One run for `literal*`; of other patterns what begins like them is tried. */
function search(ids: readonly string[], runs: Runs, glob: Glob): Ranges {
  const [from, to] = runIn(ids, runs, glob.head)
  const start = firstAt(ids, (id) => id >= glob.head, from, to)
  const end = firstAt(ids, (id) => !id.startsWith(glob.head), start, to)
  if (start === end) return NOTHING
  if (glob.shape === 'prefix' || glob.shape === 'any') return [start, end]
  return rangesOf(matchesIn(ids, glob, start, end))
}

function* matchesIn(ids: readonly string[], glob: Glob, start: number, end: number): Generator<number> {
  for (let at = start; at < end; at += 1) if (matchGlob(glob, ids[at] ?? '')) yield at
}

/** Runs of ids that are alike up to the resource: the same service, region and account. */
type Runs = ReadonlyMap<string, readonly [start: number, end: number]>

function runsOf(ids: readonly string[]): Runs {
  const runs = new Map<string, readonly [start: number, end: number]>()
  let start = 0
  while (start < ids.length) {
    const before = beforeResource(ids[start] ?? '')
    if (before === null) start += 1
    else {
      const end = firstAt(ids, (id) => !id.startsWith(before), start, ids.length)
      runs.set(before, [start, end])
      start = end
    }
  }
  return runs
}

/** Where ids that begin like this lie: most patterns are about another account or service, and need no search. */
function runIn(ids: readonly string[], runs: Runs, head: string): readonly [start: number, end: number] {
  const before = beforeResource(head)
  return before === null ? [0, ids.length] : (runs.get(before) ?? NO_RUN)
}

const NO_RUN = [0, 0] as const

/** An ARN up to its fifth colon; null when it has fewer. */
export function beforeResource(arn: string): string | null {
  let end = 0
  for (let colons = 0; colons < 5; colons += 1) {
    end = arn.indexOf(':', end) + 1
    if (end === 0) return null
  }
  return arn.slice(0, end)
}

/** The first position from which on all ids hold; they are sorted so that those that do stand last. */
function firstAt(
  sorted: readonly string[],
  holds: (id: string) => boolean,
  from: number,
  to: number,
): number {
  let [low, high] = [from, to]
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
  const region = resourcesOf(statement, context, targets.length, matching)
  return region.may.length === 0 ? NOWHERE : weakened(region, testConditions(statement.conditions, context))
}

function resourcesOf(
  { resources, notResource }: Statement,
  context: Context,
  size: number,
  matching: (glob: Glob) => Ranges,
): Region {
  if (resources === null) return everywhere(size)
  let must = NOTHING
  let may = NOTHING
  let unresolved = false
  for (const template of resources) {
    const resolved = resolveTemplate(template, context)
    if (resolved.state === 'absent') unresolved = true
    else if (resolved.state === 'known') must = union(must, matching(resolved.glob))
    else may = union(may, matching(resolved.glob))
  }
  may = union(must, may)
  if (!notResource) return { must, may }
  const all = allOf(size)
  // A variable without a value can make the whole statement invalid.
  return { must: unresolved ? NOTHING : subtract(all, may), may: subtract(all, must) }
}

function askEach(statement: Statement, asker: Pick<Identity, 'context'>, targets: readonly Target[]): Region {
  const applies = targets.map((target): Tri => {
    const context = layerContexts([asker.context, target.context])
    return appliesBesides(statement, { resource: target.id, context })
  })
  const where = (least: Tri) => rangesOf([...applies.keys()].filter((at) => (applies[at] ?? 0) >= least))
  return { must: where(YES), may: where(MAYBE) }
}
