import { policiesOf } from '../ask.ts'
import { hangsOnPrincipal, signatureOf } from '../dependence.ts'
import type { Identity } from '../estate.ts'
import { layersOf } from '../passed.ts'
import type { Policy, Statement } from '../policy.ts'
import { namesPrincipal } from '../statement.ts'
import { type ActionList, type Bits, blocksOf, lowest } from './action-set.ts'
import type { Columns, Heard } from './columns.ts'
import { both, either, NOWHERE, type Region, weakened, without } from './region.ts'
import type { Segment } from './segment.ts'
import { joined, type Saying, SILENCE, sayingOf, sayingsOf, type Voice, whereOf } from './spoken.ts'
import { Ways } from './ways.ts'

/** What organizations' policies and the resources' own leave to some askers, whatever their own policies say. */
export interface Limits {
  readonly list: readonly Limit[]
  /** Actions of which something is granted to those whose own policies grant nothing; null when there are none. */
  readonly granting: Bits | null
}

/** Of these actions the same is left. */
export interface Limit {
  readonly actions: Bits
  readonly ways: Ways
}

/** The limits of a segment, reckoned once for all askers of an account to whom the same is said. */
export function createLimits(
  segment: Segment,
  columns: Columns,
  actions: ActionList,
): (voice: Voice) => Limits {
  const known = new Map<string, Limits>()
  const tellingApart = tellingApartIn(segment)
  return (voice) => {
    const { asker, underControl } = voice
    const key = [underControl, ...tellingApart.map((statement) => heardAs(statement, asker))].join()
    const before = known.get(key)
    if (before !== undefined) return before
    const found = limitsOf(voice, segment, columns.heardIn(asker.account), actions)
    known.set(key, found)
    return found
  }
}

/** Statements of a segment's resource control policies that say to one what they do not say to another. */
function tellingApartIn({ targets }: Segment): readonly Statement[] {
  const controls = targets[0]?.resourceControl.flat() ?? []
  return controls
    .flatMap(({ policy }) => policy.statements)
    .filter((statement) => hangsOnPrincipal(statement) || !speaksOfAll(statement))
}

const speaksOfAll = ({ principals, notPrincipal }: Statement): boolean =>
  !notPrincipal && principals?.everyone === true

/** Equal for askers whom the statement does not tell apart. */
const heardAs = (statement: Statement, asker: Identity): string =>
  `${namedBy(asker)(statement)} ${signatureOf(statement, asker.context)}`

const namedBy =
  ({ principal, own }: Identity) =>
  (statement: Statement) =>
    namesPrincipal(statement, { principal, bounded: own.boundaries.length > 0 }).named

function limitsOf(voice: Voice, segment: Segment, heard: readonly Heard[], actions: ActionList): Limits {
  const isHome = voice.asker.account === segment.account
  if (!isHome && heard.length === 0) return NO_LIMITS
  const levels = levelsOver(voice, segment, actions)
  const blocks = blocksOf(actions.all, levels.flatMap(actionsIn), actions.sets)
  const list = blocks.flatMap((block): readonly Limit[] => {
    const open = openTo(levels, lowest(block), segment)
    return open.may.length === 0 ? [] : limitsIn(block, open, heard, isHome, actions)
  })
  const granting = list.filter(({ ways }) => ways.grants)
  return {
    list,
    granting:
      granting.length === 0 ? null : granting.map((limit) => limit.actions).reduce(actions.sets.union),
  }
}

const NO_LIMITS: Limits = { list: [], granting: null }

/** By what the resources' policies say of the actions; elsewhere nothing is left of those of which they say nothing. */
function limitsIn(
  block: Bits,
  open: Region,
  heard: readonly Heard[],
  isHome: boolean,
  { sets }: ActionList,
): readonly Limit[] {
  const list: Limit[] = []
  let silent: Bits | null = block
  for (const { actions, columns } of heard) {
    const shared = sets.common(block, actions)
    if (shared === null) continue
    if (silent !== null) silent = sets.besides(silent, shared)
    list.push({ actions: shared, ways: new Ways(open, columns, isHome) })
  }
  if (isHome && silent !== null) list.push({ actions: silent, ways: new Ways(open, [], isHome) })
  return list
}

/** A level of organization policies. */
interface Level extends Saying {
  /** It has no Allow statement at all. */
  readonly silent: boolean
}

const actionsIn = ({ allows, denies }: Level): readonly Bits[] =>
  [...allows, ...denies].map(({ actions }) => actions)

/** The service control policies above an asker, and the resource control policies that it meets in a segment. */
function levelsOver(
  { asker, serviceControl }: Voice,
  segment: Segment,
  actions: ActionList,
): readonly Level[] {
  const above = serviceControl.map((level) => ({
    ...(sayingsOf(level, asker).get(segment) ?? SILENCE),
    silent: false,
  }))
  const [target] = segment.targets
  if (target === undefined) return above
  const passed = layersOf(asker.principal, policiesOf(asker.own, { ...target, policy: null }))
  const met = (passed.resourceControlPolicies ?? []).map((level) => ({
    ...controlIn(level, asker, segment, actions),
    // A level without any Allow statement allows: see allowsOfControls.
    silent: level.every(({ allows }) => allows.length === 0),
  }))
  return [...above, ...met]
}

function controlIn(level: readonly Policy[], asker: Identity, segment: Segment, actions: ActionList): Saying {
  const said = level.flatMap(({ statements }) =>
    statements.map((statement): Saying => {
      const where = weakened(segment.regionOf(statement, asker), namedBy(asker)(statement))
      return where.may.length === 0 ? SILENCE : sayingOf(statement, { actions: actions.of(statement), where })
    }),
  )
  return said.reduce(joined, SILENCE)
}

/** Where no organization policy stops an action. */
function openTo(levels: readonly Level[], action: number, segment: Segment): Region {
  let open = segment.all
  let denied = NOWHERE
  for (const { allows, denies, silent } of levels) {
    if (!silent) open = both(open, whereOf(allows, action))
    denied = either(denied, whereOf(denies, action))
  }
  return without(open, denied)
}
