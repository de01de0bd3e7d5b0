import { ApiError } from '../collector.ts'
import { accessContentOf } from '../gcp/access-content.ts'
import { accountsOf, byAccount } from '../gcp/accounts.ts'
import { parseAsset } from '../gcp/asset.ts'
import { assets } from '../gcp/assets.ts'
import {
  type GcpCollector,
  LIST_ACCESS_POLICIES,
  LIST_ASSETS,
  LIST_ORG_POLICIES,
  LIST_POLICIES,
} from '../gcp/calls.ts'
import { perimeters } from '../gcp/perimeters.ts'
import type { Job } from '../run.ts'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import { ACCOUNT, GUID } from './layout.ts'
import type { Limits } from './limits.ts'
import type { Claim, FileProvider } from './provider.ts'

/**
 * What `gcloud asset export` (one asset a line) and `gcloud asset list --format=json` (a list) write, of any number of
 * projects. https://cloud.google.com/asset-inventory/docs/export-asset-metadata
 */
export const gcpFiles: FileProvider = {
  /** An export holds many projects and has a folder of none: beside folders of accounts its content tells. */
  byPlace: async (_input, files, limits) => {
    const [placed, loose] = partition(files, ({ segments }) => segments.some(isOfAccount))
    if (placed.length === 0) return { exports: [], rest: files }
    const claimed = await claim(loose, limits)
    return { ...claimed, rest: [...placed, ...claimed.rest] }
  },
  byContent: claim,
}

const isOfAccount = (segment: string): boolean => ACCOUNT.test(segment) || GUID.test(segment)

async function claim(files: readonly InputFile[], limits: Limits): Promise<Claim> {
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
}

function partition<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
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

/** One export for each project, folder and organization. */
function exportsOf(values: readonly unknown[], origin: string) {
  const parsed = values.flatMap((value) => parseAsset(value) ?? [])
  // Where no asset has a policy, that content was not exported.
  const exported: ReadonlySet<string> = new Set([
    LIST_ASSETS,
    ...(parsed.some(({ bindings }) => bindings !== null) ? [LIST_POLICIES] : []),
    ...(parsed.some(({ organizationPolicies }) => organizationPolicies !== null) ? [LIST_ORG_POLICIES] : []),
    ...(values.some((value) => accessContentOf(value) !== null) ? [LIST_ACCESS_POLICIES] : []),
  ])
  return [...byAccount(values, accountsOf(values))].map(([account, own]) => ({
    account,
    origin,
    jobs: async () =>
      [assets, perimeters]
        .filter(({ only }) => only === undefined || account.startsWith(only))
        .map((collector) => jobOf(account, collector, own, exported)),
  }))
}

/** A file has all contents of an asset, which the first call of a collector answers. */
const jobOf = (
  account: string,
  collector: GcpCollector,
  own: readonly unknown[],
  exported: ReadonlySet<string>,
): Job => ({
  partition: { provider: 'gcp', account, region: 'global', service: collector.service },
  collector,
  source: {
    call: async (call) => {
      if (exported.has(call)) return call === Object.keys(collector.calls)[0] ? own : []
      throw new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')
    },
  },
})
