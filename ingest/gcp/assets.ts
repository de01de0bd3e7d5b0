import { z } from 'zod'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { Props } from '../../graph/snapshot/records.ts'
import { defineCollector, type Records } from '../collector.ts'
import { type Asset, mergeAssets, parseAsset } from './asset.ts'
import { type AssetKind, type Beside, lastPart } from './define.ts'
import { ASSET_KINDS } from './kinds/index.ts'
import { auditing, plainBindings } from './plain-policy.ts'

export const LIST_ASSETS = 'asset list'

/** `policies`: allow policies were asked for, so that an asset without one has none. */
const Answer = z.object({ assets: z.array(z.unknown()), policies: z.boolean() })
const BY_TYPE = new Map(ASSET_KINDS.map((kind) => [kind.type, kind]))

/** Resources, and who may do what on them, of one project, folder or organization as Cloud Asset Inventory has them. */
export const assets = defineCollector({
  provider: 'gcp',
  service: 'asset',
  scope: 'global',
  calls: { [LIST_ASSETS]: { permission: 'cloudasset.assets.listResource cloudasset.assets.listIamPolicy' } },
  async *collect(context) {
    const { assets: values, policies } = Answer.parse(await context.call(LIST_ASSETS))
    const found = values.flatMap((value) => parseAsset(value) ?? [])
    yield assetRecords(context.partition.account, found, policies)
  },
})

interface Gathered {
  readonly nodes: Records['nodes'][number][]
  readonly relationships: Records['relationships'][number][]
}

/** `account`: id of the project, folder or organization that the assets belong to. */
export function assetRecords(account: string, found: readonly Asset[], policiesRead: boolean): Records {
  const records: Gathered = { nodes: [], relationships: [] }
  const unreadable: string[] = []
  const assets = mergeAssets(found)
  const beside = besideIn(assets)
  for (const asset of assets) {
    const kind = BY_TYPE.get(asset.assetType)
    if (kind === undefined) continue
    try {
      addAsset(records, { account, policiesRead, beside }, asset, kind)
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      unreadable.push(asset.name)
    }
  }
  return {
    ...records,
    missing: [
      ...unreadable.map((resource) => ({ call: LIST_ASSETS, state: 'UNPARSEABLE' as const, resource })),
      ...(assets.some(({ data }) => data !== null)
        ? []
        : [{ call: LIST_ASSETS, state: 'UNSUPPORTED' as const, resource: null }]),
      ...(policiesRead
        ? []
        : [{ call: 'asset list --content-type=iam-policy', state: 'UNSUPPORTED' as const, resource: null }]),
    ],
  }
}

function besideIn(assets: readonly Asset[]): Beside {
  const byType = new Map(assets.map(({ assetType, data }) => [assetType, data]))
  return { one: (type) => byType.get(type) ?? null }
}

interface Reading {
  readonly account: string
  readonly policiesRead: boolean
  readonly beside: Beside
}

function addAsset(
  { nodes, relationships }: Gathered,
  { account, policiesRead, beside }: Reading,
  asset: Asset,
  kind: AssetKind,
): void {
  const id = kind.id?.(asset, account) ?? asset.name
  const {
    props,
    relations = [],
    inside = [],
  } = asset.data === null ? { props: {} } : kind.read(asset.data, asset, beside)
  const common = {
    provider: 'gcp',
    ...(kind.kind === 'GcpFolder' || kind.kind === 'GcpOrganization' ? {} : { account }),
  }
  const whole =
    kind.addsTo === true
      ? {}
      : { ...ownProps(asset), ...policyOf(asset, kind, policiesRead), ...limitsOf(asset, kind) }
  nodes.push({ id, kind: kind.kind, props: { ...common, ...whole, ...props } })
  for (const [relation, to] of relations) relationships.push({ from: id, kind: relation, to, props: {} })
  for (const from of inside) relationships.push({ from, kind: 'CONTAINS', to: id, props: {} })
}

const ownProps = (asset: Asset): Props => ({
  name: lastPart(asset.name),
  region: asset.location,
  ...labelsOf(asset.data),
  ...createdAt(asset.data),
})

/** Only where the kind can have one. */
function policyOf({ bindings, auditConfigs }: Asset, { kind }: AssetKind, policiesRead: boolean): Props {
  if (NODE_KINDS.get(kind)?.properties.iamPolicy === undefined) return {}
  if (bindings !== null)
    return { iamPolicy: { bindings: plainBindings(bindings), ...auditing(auditConfigs) } }
  return policiesRead ? { iamPolicy: null } : {}
}

/** Only on what constraints are set on; absent where they were not exported. */
const limitsOf = ({ organizationPolicies }: Asset, { kind }: AssetKind): Props =>
  organizationPolicies === null || NODE_KINDS.get(kind)?.properties.organizationPolicies === undefined
    ? {}
    : { organizationPolicies }

const Labels = z.object({ labels: z.record(z.string(), z.string()).nullish() })

function labelsOf(data: Asset['data']): { readonly tags?: readonly string[] } {
  const labels = Labels.safeParse(data).data?.labels
  return labels == null
    ? {}
    : {
        tags: Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .sort(),
      }
}

const Times = z.object({
  createTime: z.string().nullish(),
  timeCreated: z.string().nullish(),
  creationTimestamp: z.string().nullish(),
})

function createdAt(data: Asset['data']): { readonly createdAt?: string } {
  const times = Times.safeParse(data).data
  const at = times?.createTime ?? times?.timeCreated ?? times?.creationTimestamp
  return at == null ? {} : { createdAt: at }
}
