import type { BlockedEdge } from '../../graph/attack.ts'
import { type Assessment, type AssessOptions, assessingFacts } from '../../graph/paths/assessment.ts'
import { type ChokePoint, findingChokePoints } from '../../graph/paths/choke-point-list.ts'
import { factsOf } from '../../graph/paths/facts.ts'
import { type Guardrail, rankingGuardrails } from '../../graph/paths/guardrails.ts'
import { type Fix, rankingFixes } from '../../graph/paths/ranked-fixes.ts'
import type { EstateSettings } from '../../graph/paths/settings.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import type { Turns } from '../../graph/turns.ts'
import { failingRules } from '../../rules/engine/failing-rules.ts'
import { canBeMended, measuringPathRisk, type PathRisk } from '../../rules/engine/path-risk.ts'
import type { Rule } from '../../rules/engine/rule.ts'
import { createShared } from './shared.ts'
import type { View } from './view.ts'

/** One scan, derived anew and searched: what fixes and what-ifs start from. */
export interface Assessed {
  readonly facts: Snapshot
  readonly assessment: Assessment
  readonly blocked: readonly BlockedEdge[]
  readonly options: AssessOptions
}

/** Answers that take seconds, kept for the pages that follow; a scan never changes, so they stay right. */
export interface Remediation {
  assessed(view: View, assume: readonly string[]): Promise<Assessed>
  fixes(view: View, assume: readonly string[]): Promise<readonly Fix[]>
  guardrails(view: View, assume: readonly string[]): Promise<readonly Guardrail[]>
  chokePoints(view: View, assume: readonly string[]): Promise<readonly ChokePoint[]>
  /** What attack paths would lose if all that fails these rules passed. */
  pathRisk(view: View, rules: readonly Rule[]): Promise<PathRisk>
}

/** Each holds a whole estate in memory. */
const KEPT = 2
const KEPT_LISTS = 8
const KEPT_RISKS = 1000

export function createRemediation(settings: EstateSettings = {}): Remediation {
  const estates = createShared<Assessed>(KEPT)
  const assessed = (view: View, assume: readonly string[]) =>
    estates(view, keyOf(view, assume), async () => {
      const now = view.scan?.startedAt ?? new Date().toISOString()
      return assessing(factsOf(await view.snapshot(), now), { ...settings, now, assume })
    })
  const listed = <T>(work: (estate: Assessed) => Turns<readonly T[]>) => {
    const answers = createShared<readonly T[]>(KEPT_LISTS)
    return (view: View, assume: readonly string[]) =>
      answers(view, keyOf(view, assume), async () => work(await assessed(view, assume)))
  }
  const risks = createShared<PathRisk>(KEPT_RISKS)
  const pathRisk = (view: View, rules: readonly Rule[]) => {
    const ids = rules.map(({ id }) => id).sort()
    return risks(view, JSON.stringify([view.scan?.id, ids]), async () => {
      const failing = await failingRules(view.read, view.sequence, rules)
      const estate = failing.some(canBeMended) ? await assessed(view, []) : null
      return measuringPathRisk(estate, failing)
    })
  }
  return {
    assessed,
    pathRisk,
    fixes: listed(({ facts, assessment, options }) => rankingFixes(facts, assessment, options)),
    guardrails: listed(({ facts, assessment, blocked, options }) =>
      rankingGuardrails(facts, assessment, blocked, options),
    ),
    chokePoints: listed(({ assessment }) => findingChokePoints(assessment)),
  }
}

function* assessing(facts: Snapshot, options: AssessOptions): Turns<Assessed> {
  return { facts, ...(yield* assessingFacts(facts, options)), options }
}

const keyOf = (view: View, assume: readonly string[]): string =>
  JSON.stringify([view.scan?.id, [...assume].sort()])
