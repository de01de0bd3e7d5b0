import { ApiError } from '../collector.ts'
import { accessContentOf } from '../gcp/access-content.ts'
import { accountsOf, byAccount } from '../gcp/accounts.ts'
import { parseAsset } from '../gcp/asset.ts'
import { assets } from '../gcp/assets.ts'
import { boundaries } from '../gcp/boundaries.ts'
import {
  type GcpCollector,
  LIST_ACCESS_POLICIES,
  LIST_ASSETS,
  LIST_ORG_POLICIES,
  LIST_POLICIES,
  LIST_RELATIONSHIPS,
} from '../gcp/calls.ts'
import { denyPolicies } from '../gcp/deny-policies.ts'
import { groups as groupMembers } from '../gcp/groups.ts'
import { perimeters } from '../gcp/perimeters.ts'
import { relationships } from '../gcp/relationships.ts'
import { type GroupAnswers, groupSource, takeGroup } from './gcp-groups.ts'
import { type IamAnswers, iamSource, noAnswers, takeIam } from './gcp-iam.ts'
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
  const iam = noAnswers()
  const groups: GroupAnswers = new Map()
  const empty: string[] = []
  for (const file of files) {
    const bytes = await file.read()
    if (takeIam(iam, file, bytes, limits) || takeGroup(groups, file, bytes, limits)) continue
    const none = emptyContent(file, bytes)
    if (none !== null) {
      empty.push(none)
      continue
    }
    const values = assetsIn(bytes, file.path, limits)
    if (values === null) rest.push(file)
    else {
      found.push(...values)
      origins.push(file.path)
    }
  }
  return { exports: exportsOf(found, { iam, groups, empty }, origins.join(', ')), rest }
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

interface Beside {
  readonly iam: IamAnswers
  /** Who is in which group; where no file tells of any, an earlier scan's stay. */
  readonly groups: GroupAnswers
  /** Calls that listed nothing. */
  readonly empty: readonly string[]
}

/** Where the export script puts a content; one of which there is nothing is known by its place alone. */
const CONTENT = /(?:^|\/)assets\/([a-z-]+)\.json$/

const emptyContent = ({ segments }: InputFile, bytes: Uint8Array): string | null => {
  const [, content] = CONTENT.exec(segments.join('/')) ?? []
  if (content === undefined || bytes.length > 8 || new TextDecoder().decode(bytes).trim() !== '[]')
    return null
  return content === 'resource' ? LIST_ASSETS : `asset list --content-type=${content}`
}

/** One export for each project, folder and organization. */
function exportsOf(values: readonly unknown[], { iam, groups, empty }: Beside, origin: string) {
  const parsed = values.flatMap((value) => parseAsset(value) ?? [])
  // Where no asset has a policy, that content was not exported.
  const exported: ReadonlySet<string> = new Set([
    LIST_ASSETS,
    ...(parsed.some(({ bindings }) => bindings !== null) ? [LIST_POLICIES] : []),
    ...(parsed.some(({ organizationPolicies }) => organizationPolicies !== null) ? [LIST_ORG_POLICIES] : []),
    ...(parsed.some(({ related }) => related.length > 0) ? [LIST_RELATIONSHIPS] : []),
    ...(values.some((value) => accessContentOf(value) !== null) ? [LIST_ACCESS_POLICIES] : []),
    ...empty,
  ])
  const accounts = byAccount(values, accountsOf(values))
  const isWhole = [...accounts.keys()].some((account) => account.startsWith('organizations/'))
  return [...accounts].map(([account, own]) => ({
    account,
    origin,
    jobs: async () => {
      const jobs = [assets, perimeters].map((collector) => jobOf(account, collector, own, exported))
      // An organization tells of all that lies in it, as it does live.
      const ofOrganization = account.startsWith('organizations/')
      if (isWhole && !ofOrganization) return jobs.filter(isFor(account))
      // It is sold apart: an export without it lacks nothing.
      if (exported.has(LIST_RELATIONSHIPS))
        jobs.push(jobOf(account, relationships, isWhole ? values : own, exported))
      const all = isWhole ? resourcesIn(values, account) : resourcesIn(own, null)
      return [
        ...jobs,
        { ...partOf(account, boundaries), source: iamSource(iam, 'boundaries', all) },
        { ...partOf(account, denyPolicies), source: iamSource(iam, 'denyPolicies', all) },
        ...(groups.size === 0
          ? []
          : [{ ...partOf(account, groupMembers), source: groupSource(groups, isWhole ? values : own) }]),
      ].filter(isFor(account))
    },
  }))
}

const isFor =
  (account: string) =>
  ({ collector }: { readonly collector: GcpCollector }): boolean =>
    collector.only === undefined || account.startsWith(collector.only)

/** What the list of resources below a node answers. */
const resourcesIn = (values: readonly unknown[], account: string | null): readonly unknown[] =>
  values.filter((value) => {
    const asset = parseAsset(value)
    return asset?.data != null && (account === null || asset.ancestors.includes(account))
  })

const partOf = (account: string, collector: GcpCollector) =>
  ({
    partition: { provider: 'gcp', account, region: 'global', service: collector.service },
    collector,
  }) as const

/** A file has all contents of an asset, which the first call of a collector answers. */
const jobOf = (
  account: string,
  collector: GcpCollector,
  own: readonly unknown[],
  exported: ReadonlySet<string>,
) => ({
  ...partOf(account, collector),
  source: {
    call: async (call: string) => {
      if (exported.has(call)) return call === Object.keys(collector.calls)[0] ? own : []
      throw new ApiError(`${call}: not in the export`, 'UNSUPPORTED', 'NotInExport')
    },
  },
})
