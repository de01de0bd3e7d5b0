import { z } from 'zod'
import type { AzureCollector } from '../azure/calls.ts'
import { builtInRoles } from './azure-built-in-roles.ts'
import { InputError } from './input-error.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import { type AccountExport, addAnswer, emptyAccount, GUID } from './layout.ts'
import type { Limits } from './limits.ts'
import { azureName } from './names.ts'

type Item = { readonly [member: string]: unknown }

/** What the files hold of one call. */
interface Answer {
  readonly account: string
  readonly words: string
  readonly file: InputFile
  readonly value: Item[]
}

/** A call that lists things of a type; `below` is set when it lists what lies below one resource. */
interface Listing {
  readonly call: string
  readonly level: AzureCollector['level']
  readonly below: boolean
}

const ASSIGNMENTS = 'authorization role-assignments'
const DEFINITIONS = 'authorization role-definitions'

const items = z.array(z.record(z.string(), z.unknown()))
const wrapped = z.union([
  items,
  z.object({ value: items }).transform(({ value }) => value),
  z.object({ data: items }).transform(({ data }) => data),
])

/**
 * Single outputs: `az … list -o json`, `az rest` and `az graph query` tell by the type and the id of each item what it
 * is and where it belongs, so one file may hold many kinds. Directory objects tell neither; they are told by their
 * members, and belong to the one tenant that other files name.
 */
export async function readAzureLoose(
  files: readonly InputFile[],
  collectors: readonly AzureCollector[],
  limits: Limits,
): Promise<{ readonly accounts: readonly AccountExport[]; readonly rest: readonly InputFile[] }> {
  const listings = listingsOf(collectors)
  const rest: InputFile[] = []
  const found: { readonly file: InputFile; readonly item: Item; readonly type: string }[] = []
  for (const file of files) {
    const parsed = wrapped.safeParse(parseJson(await file.read(), file.path, limits))
    const typed = (parsed.data ?? []).flatMap((item) => {
      const type = typeOf(item)
      return type === undefined || !listings.has(type) ? [] : [{ file, item, type }]
    })
    if (typed.length === 0) rest.push(file)
    else found.push(...typed)
  }
  const tenants = [...new Set(found.flatMap(({ item }) => tenantOf(item) ?? []))]
  const held = new Map<string, AccountExport>()
  const answers = new Map<string, Answer>()
  const listedFor = onlySubscriptions(found)
  for (const { file, item, type } of found) {
    const listing = listings.get(type)
    if (listing === undefined) continue
    const account =
      listing.level === 'tenant' ? only(tenants, file) : (subscriptionOf(item) ?? listedFor.get(file))
    if (account === undefined) continue
    const words = listing.below ? `${listing.call} ${azureName(parentOf(item))}` : listing.call
    const key = `${account} ${words}`
    const answer = answers.get(key) ?? { account, words, file, value: [] }
    answers.set(key, answer)
    answer.value.push(item)
  }
  for (const { account, words, file, value } of [...answers.values(), ...rolesOfAzure(answers)]) {
    const target = held.get(account) ?? emptyAccount(account, file.path)
    held.set(account, target)
    addAnswer(target, 'global', words, inMemory(file, value))
  }
  return { accounts: [...held.values()], rest }
}

/**
 * Assignments name roles by their ids: of accounts whose definitions are not among the files the roles of Azure that
 * give much are known all the same.
 */
function rolesOfAzure(answers: ReadonlyMap<string, Answer>): Answer[] {
  return [...answers.values()].flatMap(({ account, words, file }) =>
    words !== ASSIGNMENTS || answers.has(`${account} ${DEFINITIONS}`)
      ? []
      : [{ account, words: DEFINITIONS, file, value: builtInRoles(account) }],
  )
}

const inMemory = (file: InputFile, value: readonly Item[]): InputFile => ({
  ...file,
  read: async () => new TextEncoder().encode(JSON.stringify({ value })),
})

function listingsOf(collectors: readonly AzureCollector[]): ReadonlyMap<string, Listing> {
  const listings = new Map<string, Listing>()
  for (const { level, calls } of collectors) {
    for (const [call, { lists, per }] of Object.entries(calls)) {
      if (lists !== undefined && !listings.has(lists))
        listings.set(lists, { call, level, below: per !== undefined })
    }
  }
  return listings
}

/** Directory objects by the members that only they have. */
const DIRECTORY: readonly (readonly [string, string])[] = [
  ['userPrincipalName', 'users'],
  ['servicePrincipalType', 'servicePrincipals'],
  ['signInAudience', 'applications'],
  ['securityEnabled', 'groups'],
]

function typeOf(item: Item): string | undefined {
  if (typeof item.type === 'string' && item.type.includes('/')) return item.type.toLowerCase()
  // `az account list` has no type; `az role definition list` calls it roleType.
  if (typeof item.tenantId === 'string' && 'state' in item) return 'subscriptions'
  return DIRECTORY.find(([member]) => member in item)?.[1]
}

const tenantOf = ({ tenantId }: Item): string | undefined =>
  typeof tenantId === 'string' && GUID.test(tenantId) ? tenantId.toLowerCase() : undefined

/**
 * What is assigned or defined above a subscription is told with it, and names it nowhere: so it is of the one that the
 * rest of its file names, and of none where that is several, as one of them may lie elsewhere.
 */
function onlySubscriptions(found: readonly { readonly file: InputFile; readonly item: Item }[]) {
  const named = new Map<InputFile, Set<string>>()
  for (const { file, item } of found) {
    const subscription = subscriptionOf(item)
    const known = named.get(file) ?? new Set()
    named.set(file, subscription === undefined ? known : known.add(subscription))
  }
  return new Map(
    [...named].flatMap(([file, all]) => {
      const [one, second] = all
      return one === undefined || second !== undefined ? [] : [[file, one] as const]
    }),
  )
}

function subscriptionOf({ id, subscriptionId }: Item): string | undefined {
  const named = typeof subscriptionId === 'string' ? subscriptionId : String(id).split('/')[2]
  return named !== undefined && GUID.test(named) ? named.toLowerCase() : undefined
}

/** `…/storageaccounts/a/blobservices/default/containers/c` lies below `…/storageaccounts/a`. */
function parentOf({ id }: Item): string {
  const [scope = '', provided = ''] = String(id).split(/\/providers\/(?!.*\/providers\/)/)
  return `${scope}/providers/${provided.split('/').slice(0, 3).join('/')}`
}

function only(tenants: readonly string[], file: InputFile): string {
  const [tenant, second] = tenants
  if (tenant !== undefined && second === undefined) return tenant
  const problem =
    tenant === undefined ? 'does not say of which tenant it is' : 'may be of more than one tenant'
  throw new InputError(
    file.path,
    `${problem}: put it at TENANT/global/entra/NAME.json, or add az account list`,
  )
}
