/**
 * The records that every part of the house passes on. Ids are the provider's canonical id: an ARN, a
 * lower-cased Azure resource id, a GCP full resource name; an AWS account is its twelve digits.
 */

/** A property value. Objects and mixed lists are allowed only where the schema says `json`. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value }

export type Props = { readonly [key: string]: Value }

export interface NodeRecord {
  readonly id: string
  /** A kind declared in graph/schema, such as `AwsS3Bucket`. */
  readonly kind: string
  readonly props: Props
  /**
   * The partition (see partitionKey) that collected it; several, sorted and joined by a space, when more than one
   * tells of it (see collectedBy). Absent on stubs and derived nodes.
   */
  readonly partition?: string
}

export interface RelationshipRecord {
  readonly from: string
  /** A kind declared in graph/schema, such as `IN_SUBNET` or `CAN_ASSUME`. */
  readonly kind: string
  readonly to: string
  /** Tells parallel relationships apart: the technique id on attack edges; absent on most facts. */
  readonly key?: string
  readonly props: Props
  readonly partition?: string
}

/** How a partition ended. Only `OK` may delete anything. */
export const COVERAGE_STATES = [
  'OK',
  'DENIED',
  'THROTTLED',
  'EXPIRED',
  'TRUNCATED',
  'UNSUPPORTED',
  'UNPARSEABLE',
  'FAILED',
] as const
export type CoverageState = (typeof COVERAGE_STATES)[number]

export interface CoverageEntry {
  readonly provider: string
  readonly account: string
  /** A region name, or `global`. */
  readonly region: string
  readonly service: string
  readonly state: CoverageState
  /** Why it is not OK, with the permission that would mend it where one would; null when OK. */
  readonly reason: string | null
  /** When the partition was read, ISO 8601. */
  readonly at: string
  /** Calls of an otherwise readable partition that gave nothing, such as `s3api get-bucket-logging`. */
  readonly missing: readonly MissingCall[]
}

export interface MissingCall {
  readonly call: string
  readonly state: CoverageState
  /** The resource it was made for; null when it is about the whole partition. */
  readonly resource: string | null
}

export interface Snapshot {
  readonly nodes: ReadonlyMap<string, NodeRecord>
  /** By relationshipId. */
  readonly relationships: ReadonlyMap<string, RelationshipRecord>
  readonly coverage: readonly CoverageEntry[]
}

/** What a run read of one partition, and how that ended. */
export interface CollectedPartition {
  readonly coverage: CoverageEntry
  readonly nodes: readonly NodeRecord[]
  readonly relationships: readonly RelationshipRecord[]
}

export const partitionKey = (
  entry: Pick<CoverageEntry, 'provider' | 'account' | 'region' | 'service'>,
): string => `${entry.provider}/${entry.account}/${entry.region}/${entry.service}`

/** Keys of the partitions that tell of a record; none for stubs and for what was derived. */
export const collectedBy = (record: { readonly partition?: string }): readonly string[] =>
  record.partition?.split(' ') ?? []

/** NUL cannot occur in a provider id, so the joined parts can't run into one another. */
export const relationshipId = (
  relationship: Pick<RelationshipRecord, 'from' | 'kind' | 'to' | 'key'>,
): string => [relationship.from, relationship.kind, relationship.to, relationship.key ?? ''].join('\u0000')
