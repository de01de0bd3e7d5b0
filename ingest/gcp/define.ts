import type { Props } from '../../graph/snapshot/records.ts'
import type { Asset } from './asset.ts'

export interface AssetRecord {
  readonly props: Props
  /** Relationships that leave the asset. */
  readonly relations?: readonly (readonly [kind: string, to: string])[]
  /** Relationships that arrive at it, such as CONTAINS. */
  readonly inside?: readonly string[]
}

/** What becomes of one type of asset. */
export interface AssetKind {
  /** `storage.googleapis.com/Bucket` */
  readonly type: string
  readonly kind: string
  /** Node id where it is not the asset's name. */
  readonly id?: (asset: Asset) => string
  readonly read: (data: Readonly<Record<string, unknown>>, asset: Asset) => AssetRecord
}

export const defineAsset = (kind: AssetKind): AssetKind => kind

/** What people call it: the last part of the name. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
