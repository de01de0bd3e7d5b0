import { z } from 'zod'
import { groupBy } from '../../graph/group-by.ts'
import { NODE_KINDS } from '../../graph/schema/index.ts'
import type { Props } from '../../graph/snapshot/records.ts'
import type { Records } from '../collector.ts'
import { type Asset, mergeAssets, parseAsset } from './asset.ts'
import { ASSET_CALLS, defineGcpCollector, LIST_ASSETS, LIST_ORG_POLICIES, LIST_POLICIES } from './calls.ts'
import { type AssetKind, type Beside, lastPart } from './define.ts'
import { ASSET_KINDS, BESIDE_TYPES } from './kinds/index.ts'
import { auditing, plainBindings } from './plain-policy.ts'

const Assets = z.array(z.unknown())
const BY_TYPE = new Map(ASSET_KINDS.map((kind) => [kind.type, kind]))

export const isReadType = (assetType: string): boolean =>
  BY_TYPE.has(assetType) || BESIDE_TYPES.includes(assetType)

/** Which contents were read beside the resources, so that an asset without one is known to have none. */
interface Contents {
  readonly policies: boolean
  readonly orgPolicies: boolean
}

/** Resources, and who may do what on them, of one project, folder or organization as Cloud Asset Inventory has them. */
export const assets = defineGcpCollector({
  service: 'asset',
  calls: ASSET_CALLS,
  async *collect(context) {
    const resources = Assets.parse(await context.call(LIST_ASSETS))
    const policies = await context.attempt(LIST_POLICIES)
    const orgPolicies = await context.attempt(LIST_ORG_POLICIES)
    const values = [resources, policies, orgPolicies].flatMap((answer) => Assets.parse(answer ?? []))
    const found = values.flatMap((value) => parseAsset(value) ?? [])
    const contents = { policies: policies !== undefined, orgPolicies: orgPolicies !== undefined }
    yield assetRecords(context.partition.account, found, contents)
  },
})

interface Gathered {
  readonly nodes: Records['nodes'][number][]
  readonly relationships: Records['relationships'][number][]
}

/** `account`: id of the project, folder or organization that the assets belong to. */
export function assetRecords(account: string, found: readonly Asset[], contents: Contents): Records {
  const records: Gathered = { nodes: [], relationships: [] }
  const unreadable: string[] = []
  const assets = mergeAssets(found)
  const beside = besideIn(assets)
  for (const asset of assets) {
    const kind = BY_TYPE.get(asset.assetType)
    if (kind === undefined) continue
    try {
      addAsset(records, { account, contents, beside }, asset, kind)
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error
      unreadable.push(asset.name)
    }
  }
  return {
    ...records,
    missing: [
      ...unreadable.map((resource) => ({ call: LIST_ASSETS, state: 'UNPARSEABLE' as const, resource })),
      ...(assets.length === 0 || assets.some(({ data }) => data !== null)
        ? []
        : [{ call: LIST_ASSETS, state: 'UNSUPPORTED' as const, resource: null }]),
    ],
  }
}

function besideIn(assets: readonly Asset[]): Beside {
  const byType = groupBy(assets, ({ assetType }) => assetType)
  const all: Beside['all'] = (type) =>
    (byType.get(type) ?? []).flatMap(({ data }) => (data === null ? [] : [data]))
  return { all, one: (type) => all(type)[0] ?? null }
}

interface Reading {
  readonly account: string
  readonly contents: Contents
  readonly beside: Beside
}

function addAsset(
  { nodes, relationships }: Gathered,
  { account, contents, beside }: Reading,
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
      : { ...ownProps(asset), ...policyOf(asset, kind, contents), ...limitsOf(asset, kind, contents) }
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
function policyOf({ bindings, auditConfigs }: Asset, { kind }: AssetKind, contents: Contents): Props {
  if (NODE_KINDS.get(kind)?.properties.iamPolicy === undefined) return {}
  if (bindings !== null)
    return { iamPolicy: { bindings: plainBindings(bindings), ...auditing(auditConfigs) } }
  return contents.policies ? { iamPolicy: null } : {}
}

/** Only on what constraints are set on; absent where they were not read. */
function limitsOf({ organizationPolicies }: Asset, { kind }: AssetKind, contents: Contents): Props {
  if (NODE_KINDS.get(kind)?.properties.organizationPolicies === undefined) return {}
  if (organizationPolicies !== null) return { organizationPolicies }
  return contents.orgPolicies ? { organizationPolicies: {} } : {}
}

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
