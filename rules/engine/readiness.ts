import { concernsAccount, readElsewhere } from '../../graph/schema/accounts.ts'
import type { CoverageEntry, MissingCall } from '../../graph/snapshot/records.ts'
import type { AccountLedger, Ledger } from './ledger.ts'
import type { Rule } from './rule.ts'
import type { Subject } from './subjects.ts'

/** Something a rule needs that was not read. */
interface Gap {
  /** Where; null when the service was never read in the account. */
  readonly region: string | null
  readonly reason: string
}

/** What keeps a rule from being evaluated, by what was read of the accounts. */
export interface Readiness {
  /** Every account that was read with the rule's provider and that the rule asks anything of. */
  readonly accounts: readonly string[]
  /** Why the account as a whole, or a region of it, cannot be evaluated; empty when it can. */
  ofAccount(account: string): readonly string[]
  /** Why this resource cannot be evaluated; null when it can. */
  ofSubject(subject: Subject): string | null
  /**
   * Why nothing can be said to be clean, for what was not read of other accounts: who is in a group stands in the
   * tenant, what the group holds in the subscriptions; a folder grants below it. What was found all the same is so. Null
   * when all was read.
   */
  readonly elsewhere: string | null
  /** True when a needed partition was read in part only, so that finding nothing in it says nothing. */
  isPartial(account: string): boolean
}

interface AccountReadiness {
  readonly gaps: readonly Gap[]
  /** Why, by the resource that a call was made for. */
  readonly byResource: ReadonlyMap<string, string>
  readonly partial: boolean
}

interface Need {
  readonly service: string
  readonly call: string | null
}

/** Holds a rule's `needs` against the coverage ledger. */
export function readinessOf(rule: Pick<Rule, 'needs' | 'provider'>, ledger: Ledger): Readiness {
  const all = rule.needs.map(parseNeed)
  const services = all.map(({ service }) => service)
  const isElsewhere = readElsewhere(rule.provider, all)
  const needs = all.filter((need) => !isElsewhere(need))
  const accounts = ledger.get(rule.provider) ?? new Map<string, AccountLedger>()
  const readiness = new Map<string, AccountReadiness>()
  for (const [id, read] of accounts)
    if (concernsAccount({ provider: rule.provider, id }, services, read))
      readiness.set(id, readinessIn(needs, read))
  return {
    accounts: [...readiness.keys()],
    ofAccount: (account) => [...new Set((readiness.get(account)?.gaps ?? []).map((gap) => gap.reason))],
    ofSubject: (subject) =>
      subject.account === ''
        ? gapOfNoAccount(subject, readiness)
        : subjectGap(subject, readiness.get(subject.account)),
    elsewhere: gapElsewhere(all.filter(isElsewhere), accounts),
    isPartial: (account) => readiness.get(account)?.partial === true,
  }
}

/** Of every account that has such a service: a call that failed for one resource only may hide the one that matters. */
function gapElsewhere(needs: readonly Need[], accounts: ReadonlyMap<string, AccountLedger>): string | null {
  if (needs.length === 0) return null
  for (const [account, read] of accounts) {
    const own = needs.filter(({ service }) => read.has(service))
    const { gaps, byResource } = readinessIn(own, read)
    const reason = gaps[0]?.reason ?? [...byResource.values()][0]
    if (reason !== undefined) return `${reason}, of ${account}`
  }
  const unread = needs.find(({ service }) => ![...accounts.values()].some((read) => read.has(service)))
  return unread === undefined ? null : `${unread.service} was not read`
}

/** `s3`, or `s3/s3api get-bucket-policy`: one call of it. */
export function parseNeed(need: string): Need {
  const [service = need, call = null] = need.split('/')
  return { service, call }
}

function readinessIn(needs: readonly Need[], account: AccountLedger): AccountReadiness {
  const gaps: Gap[] = []
  const byResource = new Map<string, string>()
  let partial = false
  for (const need of needs) {
    const read = account.get(need.service) ?? []
    if (read.length === 0) gaps.push({ region: null, reason: `${need.service} was not read` })
    for (const entry of read) {
      if (endedEarly(entry)) {
        gaps.push({ region: entry.region, reason: reasonOf(entry) })
        continue
      }
      if (entry.state !== 'OK') partial = true
      for (const missing of entry.missing.filter((call) => call.call === need.call)) {
        if (missing.resource === null) gaps.push({ region: entry.region, reason: missedCall(entry, missing) })
        else byResource.set(missing.resource, missedCall(entry, missing))
      }
    }
  }
  return { gaps, byResource, partial }
}

/** A partition that is not OK because single calls of it gave nothing is still of use for the rest. */
const endedEarly = (entry: CoverageEntry): boolean =>
  entry.state !== 'OK' && !entry.missing.some((missing) => missing.state === entry.state)

const reasonOf = (entry: CoverageEntry): string =>
  `${entry.service} in ${entry.region} is ${entry.state}${entry.reason === null ? '' : `: ${entry.reason}`}`

const missedCall = (entry: CoverageEntry, missing: MissingCall): string =>
  `${missing.call} in ${entry.region} gave nothing: ${missing.state}`

function subjectGap(subject: Subject, readiness: AccountReadiness | undefined): string | null {
  if (readiness === undefined) return `account ${subject.account || 'unknown'} is not in the coverage ledger`
  if (subject.stale) return 'it could not be read in this scan'
  const gap = readiness.gaps.find(({ region }) => concerns(region, subject.region))
  if (gap !== undefined) return gap.reason
  if (readiness.byResource.size === 0) return null
  return (
    namesOf(subject)
      .map((name) => readiness.byResource.get(name))
      .find((reason) => reason !== undefined) ?? null
  )
}

/** What is of no account, such as a Google user, any of them may tell of. */
function gapOfNoAccount(subject: Subject, readiness: ReadonlyMap<string, AccountReadiness>): string | null {
  if (readiness.size === 0) return subjectGap(subject, undefined)
  for (const [account, read] of readiness) {
    const gap = subjectGap(subject, read)
    if (gap !== null) return subject.stale ? gap : `${gap}, of ${account}`
  }
  return null
}

/** What happens in a region touches the resources there and global ones, which may depend on any region. */
const concerns = (gapRegion: string | null, region: string): boolean =>
  gapRegion === null || gapRegion === 'global' || region === 'global' || gapRegion === region

/** The forms in which a call may name a resource: ARN, name, or the last part of the ARN. */
const namesOf = (subject: Subject): readonly string[] => [
  subject.id,
  subject.name,
  subject.id.slice(Math.max(subject.id.lastIndexOf('/'), subject.id.lastIndexOf(':')) + 1),
]
