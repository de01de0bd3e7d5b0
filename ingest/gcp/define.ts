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
  /** Node id where it is not the asset's name; `account` is the project, folder or organization that it was read in. */
  readonly id?: (asset: Asset, account: string) => string
  /** It tells more of what another asset is: its node gets what `read` gives, and nothing else. */
  readonly addsTo?: true
  readonly read: (data: AssetData, asset: Asset, beside: Beside) => AssetRecord
}

export type AssetData = Readonly<Record<string, unknown>>

/** What else was read of the same project. */
export interface Beside {
  /** Of a type that a project has one of; null when it was not read. */
  one(type: string): AssetData | null
  /** Of a type that a node may have many of. */
  all(type: string): readonly AssetData[]
}

/** `https://www.googleapis.com/compute/v1/projects/p/…` as the name of the asset. */
export const computeName = (url: string): string =>
  url.replace(/^.*?(?=projects\/)/, '//compute.googleapis.com/')

/** The key of Cloud KMS, however it is named: a version counts as its key. */
export const usesKey = (key: string | null): NonNullable<AssetRecord['relations']> =>
  key === null
    ? []
    : [['USES_KEY', `//cloudkms.googleapis.com/${key.replace(/\/cryptoKeyVersions\/.*$/, '')}`]]

/** What Compute Engine, Cloud Run and others act as where nothing else is named. */
export const defaultAccount = ({ ancestors }: Asset): string | null => {
  const project = ancestors.find((one) => /^projects\/\d+$/.test(one))
  return project === undefined
    ? null
    : `${project.slice('projects/'.length)}-compute@developer.gserviceaccount.com`
}

export const runsAs = (email: string | null | undefined): NonNullable<AssetRecord['relations']> =>
  email ? [['HAS_EXECUTION_ROLE', `serviceAccount:${email.toLowerCase()}`]] : []

/** `gs://bucket/object`, or its address, as the name of the bucket; null for anything else. */
export function bucketOf(address: string | null | undefined): string | null {
  const bucket = /^(?:gs:\/\/|https:\/\/storage\.(?:googleapis|cloud\.google)\.com\/)([^/]+)\//.exec(
    address ?? '',
  )?.[1]
  return bucket === undefined ? null : `//storage.googleapis.com/${bucket}`
}

export const defineAsset = (kind: AssetKind): AssetKind => kind

/** What people call it: the last part of the name. */
export const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
