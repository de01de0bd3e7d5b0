import { z } from 'zod'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import { ACCOUNT, type AccountExport, addAnswer, emptyAccount } from './layout.ts'
import type { Limits } from './limits.ts'
import { type ListCall, recogniseList } from './list-calls.ts'

interface LooseFile {
  readonly file: InputFile
  readonly list: ListCall
  readonly accounts: readonly string[]
  readonly regions: readonly string[]
}

/**
 * Files that are not in the layout: list outputs, recognised by their top-level key; `rest` are no such outputs.
 * Account and region come from what they list, else from the other loose files.
 * @throws InputError for a file whose account or region stays open.
 */
export async function readLoose(
  files: readonly InputFile[],
  limits: Limits,
): Promise<{ readonly accounts: readonly AccountExport[]; readonly rest: readonly InputFile[] }> {
  const loose: LooseFile[] = []
  const rest: InputFile[] = []
  for (const file of files) {
    const known = recognise(file, parseJson(await file.read(), file.path, limits))
    if (known === undefined) rest.push(file)
    else loose.push(known)
  }
  const account = only(loose.flatMap((one) => one.accounts))
  const region = only(loose.flatMap((one) => one.regions))
  const held = new Map<string, AccountExport>()
  for (const one of loose) {
    const itsAccount = settle(one, 'account', one.accounts, account)
    const itsRegion = one.list.global ? 'global' : settle(one, 'region', one.regions, region)
    const target = held.get(itsAccount) ?? emptyAccount(itsAccount, one.file.path)
    held.set(itsAccount, target)
    addAnswer(target, itsRegion, one.list.call, one.file)
  }
  return { accounts: [...held.values()], rest }
}

function recognise(file: InputFile, answer: unknown): LooseFile | undefined {
  const list = recogniseList(answer)
  if (list === undefined) return undefined
  const items = list.keys.flatMap((key) => itemsOf(answer, key))
  const arns = items.flatMap(ownArns)
  return {
    file,
    list,
    accounts: distinct([...arns.map(accountOf), ...items.flatMap(ownerIds)]),
    regions: list.global ? [] : distinct([...arns.map((arn) => arn.split(':')[3]), ...items.flatMap(zones)]),
  }
}

const ITEMS = z.array(z.record(z.string(), z.unknown()))

/** The listed things; EC2 lists instances inside reservations. */
function itemsOf(answer: unknown, key: string): readonly Record<string, unknown>[] {
  const parsed = z.object({ [key]: ITEMS }).safeParse(answer)
  const items = parsed.success ? (parsed.data[key] ?? []) : []
  return items.flatMap((item) => [item, ...(ITEMS.safeParse(item.Instances).data ?? [])])
}

const ownArns = (item: Record<string, unknown>): readonly string[] =>
  Object.entries(item).flatMap(([key, value]) =>
    OWN_ARN.has(key) && typeof value === 'string' && value.startsWith('arn:') ? [value] : [],
  )

/** Policies that AWS manages belong to `aws`. */
function accountOf(arn: string): string | undefined {
  const account = arn.split(':')[4]
  return account !== undefined && ACCOUNT.test(account) ? account : undefined
}

const OWN_ARN = new Set([
  'Arn',
  'ARN',
  'KeyArn',
  'FunctionArn',
  'SecurityGroupArn',
  'SubnetArn',
  'AutoScalingGroupARN',
])

const ownerIds = (item: Record<string, unknown>): readonly string[] =>
  typeof item.OwnerId === 'string' ? [item.OwnerId] : []

const PLACED = z.object({
  AvailabilityZone: z.string().optional(),
  Placement: z.object({ AvailabilityZone: z.string().optional() }).optional(),
})

/** `us-east-1a` lies in us-east-1, and so does the local zone `us-east-1-bos-1a`. */
function zones(item: Record<string, unknown>): readonly string[] {
  const placed = PLACED.safeParse(item).data
  const zone = placed?.AvailabilityZone ?? placed?.Placement?.AvailabilityZone ?? ''
  const region = /^[a-z]{2,4}(-[a-z]+)+?-\d+/.exec(zone)?.[0]
  return region === undefined ? [] : [region]
}

function settle(
  one: LooseFile,
  what: 'account' | 'region',
  own: readonly string[],
  ofAll: string | undefined,
): string {
  const value = own.length === 0 ? ofAll : only(own)
  if (value !== undefined) return value
  const problem =
    own.length === 0 ? `does not say which ${what} it is from` : `lists things of more than one ${what}`
  throw new InputError(one.file.path, `${problem}: put it at ${one.list.path}`)
}

const only = (values: readonly string[]): string | undefined => {
  const different = distinct(values)
  return different.length === 1 ? different[0] : undefined
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].filter(
    (value) => value !== undefined,
  )
