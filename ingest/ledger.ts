import { ZodError } from 'zod'
import type { CoverageEntry, CoverageState, MissingCall } from '../graph/snapshot/records.ts'
import { type ApiCalls, ApiError, resourceOf } from './collector.ts'

type Verdict = Pick<CoverageEntry, 'state' | 'reason' | 'missing'>
type Failure = Exclude<CoverageState, 'OK'>

/** States that keep a partition from being OK when one of its calls ended so, the gravest first. */
const INCOMPLETE = ['EXPIRED', 'DENIED', 'THROTTLED', 'TRUNCATED', 'FAILED'] as const

/** Keeps account of the calls of one partition and judges how the partition ended. */
export class Ledger {
  readonly #calls: ApiCalls
  readonly #missing: MissingCall[] = []
  /** The first thing that each state was heard from, in words. */
  readonly #reasons = new Map<Failure, string>()
  #answers = 0
  #ended: Failure | null = null

  constructor(calls: ApiCalls) {
    this.#calls = calls
  }

  answered(): void {
    this.#answers += 1
  }

  /** Answers that came but could not be understood: they do not make the partition incomplete. */
  note(missing: readonly MissingCall[]): void {
    this.#missing.push(...missing)
  }

  /** A call that gave nothing, while the partition goes on. */
  miss(call: string, input: { readonly [member: string]: unknown } | undefined, error: unknown): void {
    const state = this.#hear(error, call)
    this.#missing.push({ call, state, resource: resourceOf(this.#calls[call], input) ?? null })
  }

  /** A failure that ended the partition. */
  end(error: unknown): void {
    this.#ended = this.#hear(error)
  }

  verdict(): Verdict {
    const state = this.#state()
    const reason = state === 'OK' ? null : (this.#reasons.get(state) ?? state)
    return { state, reason: reason === null ? null : this.#withCount(state, reason), missing: this.#missing }
  }

  #state(): CoverageState {
    if (this.#ended !== null) return this.#ended
    const states = new Set(this.#missing.map((missing) => missing.state))
    const gravest = INCOMPLETE.find((state) => states.has(state))
    if (gravest !== undefined) return gravest
    return this.#answers === 0 && states.has('UNSUPPORTED') ? 'UNSUPPORTED' : 'OK'
  }

  #hear(error: unknown, call?: string): Failure {
    const state = error instanceof ApiError ? error.state : 'FAILED'
    if (!this.#reasons.has(state)) this.#reasons.set(state, this.#words(error, call))
    return state
  }

  #words(error: unknown, call: string | undefined): string {
    if (error instanceof ZodError) {
      const issue = error.issues[0]
      return `${call ?? 'an answer'} has an unexpected form at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
    }
    const text = error instanceof Error ? error.message : String(error)
    const permission =
      error instanceof ApiError && error.state === 'DENIED' ? this.#calls[call ?? '']?.permission : ''
    return permission ? `${text} (needs ${permission})` : text
  }

  #withCount(state: CoverageState, reason: string): string {
    const others = this.#missing.filter((missing) => missing.state === state).length - 1
    return others > 0 ? `${reason}; and ${others} more call${others > 1 ? 's' : ''} like it` : reason
  }
}
