import type { CoverageState, MissingCall, NodeRecord, RelationshipRecord } from '../graph/snapshot/records.ts'

/** One read-only call of a provider, as a collector declares it. */
export interface ApiCall {
  /** What it needs: `s3:GetBucketPolicy`. Empty for calls that need no permission. */
  readonly permission: string
  /** What the service asks for besides, before it answers. */
  readonly also?: readonly string[]
  /** What the permission is narrowed to, where it would give more than is read. */
  readonly on?: readonly string[]
  /** The input members that name the resource, when the call is about one: `Bucket`. They name the file of an export. */
  readonly per?: string | readonly string[]
  /** Error codes that mean "it has none": the call then answers null. */
  readonly none?: readonly string[]
  /** The member of the answer that holds the list and its paging, where they are not in the answer itself. */
  readonly within?: string
  /** What of a page goes into the input for the next one, input member by answer's, where the SDK does not know. */
  readonly next?: { readonly [inputMember: string]: string }
  /** How many items to ask for at a time, where the service's own default is small or deprecated. */
  readonly pageSize?: number
  /** The list in the input of which a call takes only so many: a longer one is asked in parts, answered as one. */
  readonly batch?: { readonly member: string; readonly size: number }
}

/** What a call is about, by the input members that name it: `my-bucket`; undefined when it is about no one thing. */
export function resourceOf(
  call: ApiCall | undefined,
  input: { readonly [member: string]: unknown } | undefined,
): string | undefined {
  if (call?.per === undefined) return undefined
  const members = typeof call.per === 'string' ? [call.per] : call.per
  const names = members.map((member) => input?.[member])
  return names.every((name) => typeof name === 'string') ? names.join(' ') : undefined
}

/** Calls by the CLI's words: `s3api get-bucket-policy`. */
export type ApiCalls = { readonly [call: string]: ApiCall }

export interface PartitionId {
  readonly provider: 'aws' | 'azure' | 'gcp'
  readonly account: string
  /** A region, or `global`. */
  readonly region: string
  readonly service: string
}

/**
 * What a collector asks. Two things answer: the cloud, through its SDK, and the files of an export; both in the
 * form the AWS CLI prints (pages merged, times ISO 8601, blobs base64), so that both give equal records.
 */
export interface ApiSource {
  /**
   * The answer, or null when the call's `none` codes came back or, for a file source, the listing was empty.
   * @throws ApiError when it was refused, throttled, never made, ...
   */
  call(call: string, input?: { readonly [member: string]: unknown }): Promise<unknown>
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly state: Exclude<CoverageState, 'OK'>
  readonly code: string
  constructor(message: string, state: Exclude<CoverageState, 'OK'>, code: string, options?: ErrorOptions) {
    super(message, options)
    this.state = state
    this.code = code
  }
}

export interface Records {
  readonly nodes: readonly Omit<NodeRecord, 'partition'>[]
  readonly relationships: readonly Omit<RelationshipRecord, 'partition'>[]
  /** Answers that came but could not be understood, such as a policy document that is no JSON. */
  readonly missing?: readonly MissingCall[]
}

/**
 * Reads one service of one account and region. `collect` yields records as they come; a call that fails for
 * one resource is noted with `attempt` and goes into the coverage ledger, a list call that fails ends the partition.
 */
export interface Collector {
  readonly provider: PartitionId['provider']
  readonly service: string
  readonly scope: 'global' | 'region'
  readonly calls: ApiCalls
  collect(context: CollectContext): AsyncIterable<Records>
}

export interface CollectContext {
  readonly partition: PartitionId
  /** Runs a declared call; its failure ends the partition with the error's state. */
  call(call: string, input?: { readonly [member: string]: unknown }): Promise<unknown>
  /** Runs a declared call about one resource; a failure is noted as missing and gives undefined. */
  attempt(call: string, input?: { readonly [member: string]: unknown }): Promise<unknown>
  /** Runs `work` on each item, a bounded number at a time; results come in the order of the items. */
  map<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): AsyncIterable<Result>
}

/** True when an error code of a call means "it has none". SDKs add `Exception` to codes that the CLI prints bare. */
export function meansNone(call: ApiCall | undefined, code: string): boolean {
  const bare = (text: string) => text.replace(/Exception$/, '')
  return call?.none?.some((none) => bare(none) === bare(code)) ?? false
}

export const defineCollector = (collector: Collector): Collector => collector
