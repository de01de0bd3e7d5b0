import { ApiError } from '../collector.ts'
import { type Asset, parseAsset } from '../gcp/asset.ts'
import { assets, LIST_ASSETS } from '../gcp/assets.ts'
import { projectId } from '../gcp/kinds/resourcemanager.ts'
import type { Job } from '../run.ts'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { Limits } from './limits.ts'
import type { FileProvider } from './provider.ts'

/**
 * What `gcloud asset export` (one asset a line) and `gcloud asset list --format=json` (a list) write, of any number of
 * projects. https://cloud.google.com/asset-inventory/docs/export-asset-metadata
 */
export const gcpFiles: FileProvider = {
  byPlace: async (_input, files) => ({ exports: [], rest: files }),
  byContent: async (files, limits) => {
    const rest: InputFile[] = []
    const found: unknown[] = []
    const origins: string[] = []
    for (const file of files) {
      const values = assetsIn(await file.read(), file.path, limits)
      if (values === null) rest.push(file)
      else {
        found.push(...values)
        origins.push(file.path)
      }
    }
    return { exports: exportsOf(found, origins.join(', ')), rest }
  },
}

/** The values of a file whose first is an asset; null for a file of something else. */
function assetsIn(bytes: Uint8Array, path: string, limits: Limits): readonly unknown[] | null {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')
  const start = text.trimStart()
  if (start.startsWith('[')) {
    const list = parseJson(bytes, path, limits)
    return Array.isArray(list) && parseAsset(list[0]) !== null ? list : null
  }
  const lines = text.split('\n')
  const [first = ''] = lines
  if (!/"asset_?[tT]ype"/.test(first)) return null
  return lines.flatMap((line, at) => (line.trim() === '' ? [] : [parseLine(line, path, at + 1, limits)]))
}

function parseLine(line: string, path: string, number: number, limits: Limits): unknown {
  try {
    return parseJson(new TextEncoder().encode(line), path, limits)
  } catch (cause) {
    throw new InputError(path, 'is not one JSON object a line', { line: number, cause })
  }
}

/** One export for each project, folder and organization; what belongs to none by name goes by its ancestors. */
function exportsOf(values: readonly unknown[], origin: string) {
  const held = new Map<string, unknown[]>()
  const parsed = values.map((value) => ({ value, asset: parseAsset(value) }))
  // Where no asset has a policy, that content was not exported.
  const policies = parsed.some(({ asset }) => asset !== null && asset.bindings !== null)
  const projects = projectIds(parsed.flatMap(({ asset }) => asset ?? []))
  for (const { value, asset } of parsed) {
    const account = asset === null ? undefined : accountOf(asset, projects)
    if (account === undefined) continue
    const list = held.get(account)
    if (list === undefined) held.set(account, [value])
    else list.push(value)
  }
  return [...held].map(([account, own]) => ({
    account,
    origin,
    jobs: async () => [jobOf(account, { assets: own, policies })],
  }))
}

/** Project ids by `projects/<number>` and by `projects/<id>`. */
function projectIds(found: readonly Asset[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const { assetType, name, data } of found) {
    const id = assetType === 'cloudresourcemanager.googleapis.com/Project' ? projectId(data) : null
    if (id === null) continue
    ids.set(name.replace('//cloudresourcemanager.googleapis.com/', ''), id)
  }
  return ids
}

function accountOf({ ancestors }: Asset, projects: ReadonlyMap<string, string>): string | undefined {
  const [nearest] = ancestors
  if (nearest === undefined || !nearest.startsWith('projects/')) return nearest
  return projects.get(nearest) ?? nearest.replace('projects/', '')
}

const jobOf = (account: string, answer: object): Job => ({
  partition: { provider: 'gcp', account, region: 'global', service: assets.service },
  collector: assets,
  source: {
    call: async (call) => {
      if (call === LIST_ASSETS) return answer
      throw new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')
    },
  },
})
