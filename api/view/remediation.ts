import type { BlockedEdge } from '../../graph/attack.ts'
import { type Assessment, type AssessOptions, assessFacts } from '../../graph/paths/assessment.ts'
import { factsOf } from '../../graph/paths/facts.ts'
import { type Guardrail, guardrails } from '../../graph/paths/guardrails.ts'
import { type Fix, rankFixes } from '../../graph/paths/ranked-fixes.ts'
import type { EstateSettings } from '../../graph/paths/settings.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
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
}

/** Each holds a whole estate in memory. */
const KEPT = 2

export function createRemediation(settings: EstateSettings = {}): Remediation {
  const estates = keeper<Assessed>()
  const fixes = keeper<readonly Fix[]>()
  const controls = keeper<readonly Guardrail[]>()
  const assessed = (view: View, assume: readonly string[]) =>
    estates(keyOf(view, assume), async () => {
      const now = view.scan?.startedAt ?? new Date().toISOString()
      const facts = factsOf(await view.snapshot(), now)
      const options = { ...settings, now, assume }
      return { facts, ...assessFacts(facts, options), options }
    })
  return {
    assessed,
    fixes: (view, assume) =>
      fixes(keyOf(view, assume), async () => {
        const { facts, assessment, options } = await assessed(view, assume)
        return rankFixes(facts, assessment, options)
      }),
    guardrails: (view, assume) =>
      controls(keyOf(view, assume), async () => {
        const { facts, assessment, blocked, options } = await assessed(view, assume)
        return guardrails(facts, assessment, blocked, options)
      }),
  }
}

const keyOf = (view: View, assume: readonly string[]): string =>
  JSON.stringify([view.scan?.id, [...assume].sort()])

/** Computes an answer once, also for those who ask while it is computed; what failed is asked again. */
function keeper<T>(): (key: string, compute: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (key, compute) => {
    const answer = answers.get(key) ?? compute()
    answers.delete(key)
    answers.set(key, answer)
    answer.catch(() => answers.delete(key))
    for (const oldest of [...answers.keys()].slice(0, -KEPT)) answers.delete(oldest)
    return answer
  }
}
