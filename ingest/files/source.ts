import { toApiError } from '../aws/errors.ts'
import { mergePages, toPlain } from '../aws/plain.ts'
import { type ApiCall, type ApiCalls, ApiError, type ApiSource, meansNone, resourceOf } from '../collector.ts'
import type { Answers } from './answers.ts'
import type { InputFile } from './input-file.ts'
import type { AccountExport, EmptyCall } from './layout.ts'
import { namesOf } from './names.ts'

/** What a cloud's error code means. */
export type RefusalReader = (code: string, call: string, region: string) => ApiError

const awsRefusal: RefusalReader = (code, call, region) => toApiError({ code }, call, region, 0)

/**
 * Answers a collector's calls from the files of one account and region.
 * @throws ApiError UNSUPPORTED, code `NotInExport`, for a call that the export knows nothing about.
 */
export function fileSource(
  held: AccountExport,
  region: string,
  calls: ApiCalls,
  answers: Answers,
  toError: RefusalReader = awsRefusal,
): ApiSource {
  const inRegion = ({ region: only }: EmptyCall) => only === undefined || only === region
  const files = indexByName(held.answers.get(region) ?? new Map())
  const refused = indexByName(new Map(held.refused.filter(inRegion).map(({ call, code }) => [call, code])))
  const empty = indexByName(new Map(held.empty.filter(inRegion).map(({ call }) => [call, true])))

  return {
    async call(call, input) {
      const declared = calls[call]
      const words = nameCall(call, resourceOf(declared, input), held.account)
      const file = lookUp(files, words)
      if (file !== undefined) {
        return declared?.batch === undefined ? answers.of(file) : readParts(file, words)
      }
      const code = lookUp(refused, words)
      if (code !== undefined) return refuse(code, words[0] ?? call, declared, region, toError)
      if (lookUp(empty, words) !== undefined) return null
      throw new ApiError(`${words[0]}: not in the export`, 'UNSUPPORTED', 'NotInExport')
    },
  }

  /** What the service takes only so many of at a time lies in NAME.json, NAME+2.json, NAME+3.json, … */
  async function readParts(first: InputFile, words: readonly string[]): Promise<unknown> {
    const parts: { [member: string]: unknown }[] = []
    let file: InputFile | undefined = first
    while (file !== undefined) {
      parts.push(toPlain(await answers.of(file)))
      const suffix = `+${parts.length + 1}`
      file = lookUp(
        files,
        words.map((name) => (name.split(' ').length === 2 ? `${name} ${suffix}` : name + suffix)),
      )
    }
    return mergePages(parts)
  }
}

/** A call that was refused once fails as it would live, unless the refusal says that there is none. */
function refuse(
  code: string,
  call: string,
  declared: ApiCall | undefined,
  region: string,
  toError: RefusalReader,
): null {
  if (meansNone(declared, code)) return null
  throw toError(code, call, region)
}

/** The ways in which an export may name the call, the exact one first. */
function nameCall(call: string, resource: string | undefined, account: string): readonly string[] {
  if (resource === undefined) return [call]
  const names = [resource, ...namesOf(resource)].map((name) => `${call} ${name}`)
  // `s3control get-public-access-block` is about the account itself, whose folder the file lies in.
  return resource === account ? [...names, call] : names
}

/** Exact names win; a short name counts when only one call has it. */
function indexByName<T>(exact: ReadonlyMap<string, T>): {
  exact: ReadonlyMap<string, T>
  short: Map<string, T | null>
} {
  const short = new Map<string, T | null>()
  for (const [words, value] of exact) {
    const [service, operation, ...resource] = words.split(' ')
    for (const name of namesOf(resource.join(' '))) {
      const alias = `${service} ${operation} ${name}`
      short.set(alias, short.has(alias) ? null : value)
    }
  }
  return { exact, short }
}

function lookUp<T>(index: ReturnType<typeof indexByName<T>>, words: readonly string[]): T | undefined {
  for (const name of words) {
    const value = index.exact.get(name) ?? index.short.get(name)
    if (value !== undefined && value !== null) return value
  }
  return undefined
}
