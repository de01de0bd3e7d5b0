import type { Snapshot } from '../../graph/snapshot/records.ts'
import { type Asset, parseAsset } from './asset.ts'
import { projectId } from './kinds/resourcemanager.ts'

const SCOPES: ReadonlySet<string> = new Set(['GcpOrganization', 'GcpFolder', 'GcpProject'])

/** Tells by `projects/<number>`, `projects/<id>`, `folders/1` or `organizations/1` what the account of a partition is. */
export type AccountOf = (node: string) => string

/** `resources`: among them the projects, by which a number becomes an id. */
export function accountsOf(resources: readonly unknown[]): AccountOf {
  const ids = new Map<string, string>()
  for (const value of resources) {
    const asset = parseAsset(value)
    if (asset?.assetType !== 'cloudresourcemanager.googleapis.com/Project') continue
    const id = projectId(asset.data)
    if (id !== null) ids.set(asset.name.replace('//cloudresourcemanager.googleapis.com/', ''), id)
  }
  return (node) => (node.startsWith('projects/') ? (ids.get(node) ?? node.replace('projects/', '')) : node)
}

/** Assets by the project, folder or organization that they belong to; what belongs to none by name goes by its ancestors. */
export function byAccount(
  values: readonly unknown[],
  accountOf: AccountOf,
): ReadonlyMap<string, readonly unknown[]> {
  const held = new Map<string, unknown[]>()
  for (const value of values) {
    const [nearest]: Asset['ancestors'] = parseAsset(value)?.ancestors ?? []
    if (nearest === undefined) continue
    const account = accountOf(nearest)
    const list = held.get(account)
    if (list === undefined) held.set(account, [value])
    else list.push(value)
  }
  return held
}

/** Accounts that earlier scans found in a project, folder or organization, itself included when it was found. */
export function knownIn(previous: Snapshot | null, scope: string): readonly string[] {
  if (previous === null) return []
  const children = new Map<string, string[]>()
  for (const { from, kind, to } of previous.relationships.values()) {
    if (kind !== 'CONTAINS' || !SCOPES.has(previous.nodes.get(to)?.kind ?? '')) continue
    const list = children.get(from)
    if (list === undefined) children.set(from, [to])
    else list.push(to)
  }
  const found = new Set([scope])
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child)
  const read = new Set(
    previous.coverage.filter(({ provider }) => provider === 'gcp').map(({ account }) => account),
  )
  return [...found].filter((account) => read.has(account))
}
