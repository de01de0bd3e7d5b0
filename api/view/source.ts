import type { NodeRecord, Props } from '../../graph/snapshot/records.ts'

/** What is asked of the inventory; an absent part does not restrict. */
export interface ResourceFilter {
  readonly search?: string | undefined
  readonly kinds?: readonly string[] | undefined
  readonly accounts?: readonly string[] | undefined
  readonly classes?: readonly string[] | undefined
  readonly tags?: readonly { readonly key: string; readonly value?: string | undefined }[] | undefined
}

export interface NamedNode {
  readonly name: string
  readonly node: NodeRecord
}

export interface NeighbourTally {
  readonly id: string
  readonly relationship: string
  readonly neighbourKind: string
  readonly count: number
}

/** One neighbour and the relationship that leads to it, with access classes seen through. */
export interface Neighbour extends NamedNode {
  readonly relationship: RelationshipView
}

export interface RelationshipView {
  readonly rid: string
  readonly from: string
  readonly kind: string
  readonly to: string
  readonly props: Props
}

export type Way = 'out' | 'in'

export interface NeighbourFilter {
  readonly kinds?: readonly string[] | undefined
  readonly neighbourKinds?: readonly string[] | undefined
}

/** The sort key of a neighbour within one direction. */
export interface NeighbourKey {
  readonly kind: string
  readonly name: string
  readonly id: string
  readonly rid: string
}

export interface AccountTally {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly organization: string | null
  readonly resources: number
}

/** The resources of one scan: read from the store for the newest, rebuilt in memory for older ones. */
export interface ResourceSource {
  byId(ids: readonly string[]): Promise<ReadonlyMap<string, NodeRecord>>
  /** By name, then id. */
  page(
    filter: ResourceFilter,
    after: { readonly name: string; readonly id: string } | null,
    limit: number,
  ): Promise<readonly NamedNode[]>
  count(filter: ResourceFilter): Promise<number>
  tally(ids: readonly string[], way: Way): Promise<readonly NeighbourTally[]>
  /** By relationship kind, name, id. */
  neighbours(
    id: string,
    way: Way,
    filter: NeighbourFilter,
    after: NeighbourKey | null,
    limit: number,
  ): Promise<readonly Neighbour[]>
  between(ids: readonly string[], limit: number): Promise<readonly RelationshipView[]>
  kinds(): Promise<readonly { readonly kind: string; readonly count: number }[]>
  accounts(): Promise<readonly AccountTally[]>
  search(text: string, limit: number): Promise<readonly NamedNode[]>
}
