import { z } from 'zod'
import type { Props } from '../../graph/snapshot/records.ts'
import { OrgPolicies, orgPolicyProps } from './org-policy.ts'
import { camel, respelled } from './spelling.ts'

/**
 * One line of an export of Cloud Asset Inventory, in either spelling: `gcloud asset export` writes snake case,
 * `gcloud asset list --format=json` camel case. https://cloud.google.com/asset-inventory/docs/reference/rest/v1/Asset
 */
const Camel = z.object({
  name: z.string().startsWith('//'),
  assetType: z.string(),
  ancestors: z.array(z.string()).nullish(),
  resource: z
    .object({
      parent: z.string().nullish(),
      location: z.string().nullish(),
      data: z.record(z.string(), z.unknown()).nullish(),
    })
    .nullish(),
  iamPolicy: z
    .object({
      bindings: z.array(z.unknown()).nullish(),
      auditConfigs: z.array(z.unknown()).nullish(),
    })
    .nullish(),
  orgPolicy: OrgPolicies.nullish(),
  relatedAsset: z.object({ asset: z.string().nullish() }).nullish(),
  relatedAssets: z.object({ assets: z.array(z.object({ asset: z.string().nullish() })).nullish() }).nullish(),
})

export interface Asset {
  readonly name: string
  readonly assetType: string
  /** `projects/<number>`, folders, `organizations/<number>`, nearest first. */
  readonly ancestors: readonly string[]
  readonly location: string
  /** null: content RESOURCE was not exported for it. */
  readonly data: Readonly<Record<string, unknown>> | null
  /** null: content IAM_POLICY says nothing of it. */
  readonly bindings: readonly unknown[] | null
  /** What of data access the policy has recorded; empty where it says nothing of it. */
  readonly auditConfigs: readonly unknown[]
  /** null: content ORG_POLICY says nothing of it. */
  readonly organizationPolicies: Props | null
  /** Names of assets that content RELATIONSHIP ties it to. */
  readonly related: readonly string[]
}

/** Policies are messages of Google's own, so that their members are respelled to the last; what a resource holds is not. */
const RESPELLED = ['iamPolicy', 'orgPolicy']

/** null when the value is no asset. */
export function parseAsset(value: unknown): Asset | null {
  if (typeof value !== 'object' || value === null) return null
  const given = Object.entries(value).map(([member, held]) => {
    const name = camel(member)
    return [name, RESPELLED.includes(name) ? respelled(held) : held]
  })
  const parsed = Camel.safeParse(Object.fromEntries(given))
  if (!parsed.success) return null
  const { name, assetType, ancestors, resource, iamPolicy, orgPolicy, relatedAsset, relatedAssets } =
    parsed.data
  return {
    name,
    assetType,
    ancestors: ancestors ?? ancestorsOf(name, resource?.parent ?? null),
    location: resource?.location || 'global',
    data: resource?.data ?? null,
    bindings: iamPolicy == null ? null : (iamPolicy.bindings ?? []),
    auditConfigs: iamPolicy?.auditConfigs ?? [],
    organizationPolicies: orgPolicy == null ? null : orgPolicyProps(orgPolicy),
    related: [relatedAsset, ...(relatedAssets?.assets ?? [])].flatMap((one) => one?.asset ?? []),
  }
}

/** Where an export does not say, the name and the parent do. */
function ancestorsOf(name: string, parent: string | null): readonly string[] {
  const own = /\/((?:projects|folders|organizations)\/[^/]+)/.exec(name)?.[1]
  const above =
    parent === null ? undefined : /\/((?:projects|folders|organizations)\/[^/]+)$/.exec(parent)?.[1]
  return [own, above].filter((one) => one !== undefined)
}

/** All contents of one asset as one: an export has a line for each. */
export function mergeAssets(assets: readonly Asset[]): readonly Asset[] {
  const merged = new Map<string, Asset>()
  for (const asset of assets) {
    const known = merged.get(asset.name)
    merged.set(asset.name, {
      ...asset,
      ancestors:
        known !== undefined && known.ancestors.length > asset.ancestors.length
          ? known.ancestors
          : asset.ancestors,
      location: asset.data === null ? (known?.location ?? asset.location) : asset.location,
      data: asset.data ?? known?.data ?? null,
      bindings: asset.bindings ?? known?.bindings ?? null,
      auditConfigs: asset.bindings === null ? (known?.auditConfigs ?? []) : asset.auditConfigs,
      organizationPolicies: asset.organizationPolicies ?? known?.organizationPolicies ?? null,
    })
  }
  return [...merged.values()]
}
