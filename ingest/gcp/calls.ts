import { GCP_PERIMETERS, GCP_POLICIES } from '../../graph/schema/accounts.ts'
import type { ApiCall, Collector } from '../collector.ts'

/** What ListAssets tells of an asset. https://cloud.google.com/asset-inventory/docs/reference/rest/v1/feeds#ContentType */
export type AssetContent = 'RESOURCE' | 'IAM_POLICY' | 'ORG_POLICY' | 'ACCESS_POLICY' | 'RELATIONSHIP'

/** One kind of content of everything below a node, from Cloud Asset Inventory. */
export interface AssetCall extends ApiCall {
  readonly api: 'cloudasset'
  readonly content: AssetContent
}

/** One GET of another API. */
export interface RestCall extends ApiCall {
  readonly api: 'iam' | 'cloudidentity' | 'essentialcontacts'
  /** From the root of the host; placeholders are members of the input. */
  readonly path: string
  readonly query: { readonly [name: string]: string }
  /** The member of the answer that is a list, where it comes in pages. */
  readonly pages?: string
}

export type GcpCall = AssetCall | RestCall
export type GcpCalls = { readonly [call: string]: GcpCall }

export interface GcpCollector extends Collector {
  readonly provider: 'gcp'
  readonly scope: 'global'
  /** Of nothing else. */
  readonly only?: 'organizations'
  readonly calls: GcpCalls
}

export const defineGcpCollector = (collector: Omit<GcpCollector, 'provider' | 'scope'>): GcpCollector => ({
  provider: 'gcp',
  scope: 'global',
  ...collector,
})

const assetCall = (content: AssetContent, permission: string): AssetCall => ({
  api: 'cloudasset',
  content,
  permission: `cloudasset.assets.${permission}`,
})

export const LIST_ASSETS = 'asset list'
export const LIST_POLICIES = GCP_POLICIES.call
export const LIST_ORG_POLICIES = 'asset list --content-type=org-policy'
export const LIST_ACCESS_POLICIES = GCP_PERIMETERS.call
export const LIST_RELATIONSHIPS = 'asset list --content-type=relationship'

/** https://cloud.google.com/asset-inventory/docs/access-control#permissions */
export const ASSET_CALLS = {
  [LIST_ASSETS]: assetCall('RESOURCE', 'listResource'),
  [LIST_POLICIES]: assetCall('IAM_POLICY', 'listIamPolicy'),
  [LIST_ORG_POLICIES]: assetCall('ORG_POLICY', 'listOrgPolicy'),
} as const
