import { z } from 'zod'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import type { Limits } from './limits.ts'

/** What was exported of one account. Regions include `global`. */
export interface AccountExport {
  readonly account: string
  /** For people: where it lies. */
  readonly origin: string
  /** Region -> call (`s3api get-bucket-policy my-bucket`) -> the file with its answer. */
  readonly answers: Map<string, Map<string, InputFile>>
  readonly refused: RefusedCall[]
  readonly empty: EmptyCall[]
}

interface RefusedCall {
  /** `service operation [resource]` */
  readonly call: string
  readonly code: string
  /** Absent: in every region that has no file for it. */
  readonly region?: string | undefined
}

export type EmptyCall = Omit<RefusedCall, 'code'>

const REFUSED = z.array(z.object({ call: z.string(), code: z.string(), region: z.string().optional() }))
const EMPTY = z.array(
  z.union([
    z.string().transform((call): EmptyCall => ({ call })),
    z.object({ call: z.string(), region: z.string().optional() }),
  ]),
)

export const ACCOUNT = /^\d{12}$/
/** A subscription or tenant of Azure. */
export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const REGION = /^(global|[a-z]{2,4}(-[a-z]+)+-\d+)$/
/** Files beside the regions that say something about the export, but are no answers. */
const ABOUT = new Set(['synthesized.json', 'export.json'])

export const emptyAccount = (account: string, origin: string): AccountExport => ({
  account,
  origin,
  answers: new Map(),
  refused: [],
  empty: [],
})

/**
 * Sorts files of the layout ACCOUNT/REGION/SERVICE/OPERATION[/RESOURCE].json; `rest` lie outside any account. `named`
 * is what the folder of an account is called.
 */
export async function readLayout(
  input: string,
  files: readonly InputFile[],
  limits: Limits,
  named: RegExp = ACCOUNT,
): Promise<{ readonly accounts: readonly AccountExport[]; readonly rest: readonly InputFile[] }> {
  const accounts = new Map<string, AccountExport>()
  const rest: InputFile[] = []
  for (const file of files) {
    // The last one: a folder above may be named for a date, 202611210345.
    const at = file.segments.findLastIndex((segment) => named.test(segment))
    const account = file.segments[at]
    if (account === undefined) {
      rest.push(file)
      continue
    }
    const origin = [input, ...file.segments.slice(0, at + 1)].join('/')
    const held = accounts.get(account) ?? emptyAccount(account, origin)
    if (held.origin !== origin) throw new InputError(origin, `holds the same account as ${held.origin}`)
    accounts.set(account, held)
    await place(held, file, file.segments.slice(at + 1), limits)
  }
  return { accounts: [...accounts.values()], rest }
}

async function place(
  held: AccountExport,
  file: InputFile,
  segments: readonly string[],
  limits: Limits,
): Promise<void> {
  if (segments.length === 1) return placeList(held, file, segments[0] ?? '', limits)
  const [region = '', service = '', operation = '', resource] = segments
  if (!REGION.test(region)) {
    throw new InputError(file.path, `lies in "${region}", which is neither "global" nor a region`)
  }
  if (segments.length < 3 || segments.length > 4) {
    throw new InputError(file.path, 'does not lie at ACCOUNT/REGION/SERVICE/OPERATION[/RESOURCE].json')
  }
  const words = [service, baseName(operation), ...(resource === undefined ? [] : [decodeName(resource)])]
  addAnswer(held, region, words.join(' '), file)
}

/** @throws InputError when the call has an answer already. */
export function addAnswer(held: AccountExport, region: string, call: string, file: InputFile): void {
  const calls = held.answers.get(region) ?? new Map<string, InputFile>()
  const other = calls.get(call)
  if (other !== undefined) throw new InputError(file.path, `answers the same call as ${other.path}`)
  calls.set(call, file)
  held.answers.set(region, calls)
}

async function placeList(held: AccountExport, file: InputFile, name: string, limits: Limits): Promise<void> {
  if (ABOUT.has(name)) return
  const value = parseJson(await file.read(), file.path, limits)
  if (name === 'errors.json') held.refused.push(...check(REFUSED, value, file, '[{ call, code }]'))
  else if (name === 'empty.json') held.empty.push(...check(EMPTY, value, file, 'a list of calls'))
  else throw new InputError(file.path, 'is not a file of an export: expected errors.json or empty.json')
}

function check<T>(schema: z.ZodType<T>, value: unknown, file: InputFile, expected: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new InputError(file.path, `is not ${expected}: ${z.prettifyError(result.error).split('\n')[0]}`)
}

const baseName = (name: string): string => name.replace(/\.json$/i, '')

function decodeName(name: string): string {
  try {
    return decodeURIComponent(baseName(name))
  } catch {
    return baseName(name)
  }
}
