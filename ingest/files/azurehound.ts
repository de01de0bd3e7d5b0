import { z } from 'zod'
import { distinctBy } from '../../graph/group-by.ts'
import { builtInRoles } from './azure-built-in-roles.ts'
import type { InputFile } from './input-file.ts'
import { parseJson } from './json.ts'
import { type AccountExport, addAnswer, emptyAccount, GUID } from './layout.ts'
import type { Limits } from './limits.ts'

type Item = { readonly [member: string]: unknown }
/** Account -> the words of a call -> what it lists. */
type Answers = Map<string, Map<string, Item[]>>

const record = z.record(z.string(), z.unknown())
const output = z.object({
  data: z.array(z.object({ kind: z.string().startsWith('AZ'), data: record })),
  meta: z.object({ type: z.literal('azure') }),
})
type Entry = z.output<typeof output>['data'][number]

/** Lists of the directory, item by item as Microsoft Graph has them. */
const OF_TENANT: { readonly [kind: string]: string } = {
  AZUser: 'entra users',
  AZGroup: 'entra groups',
  AZApp: 'entra applications',
  AZServicePrincipal: 'entra service-principals',
  AZRole: 'entra role-definitions',
  AZRoleEligibilityScheduleInstance: 'entra role-eligibilities',
  AZManagementGroup: 'management groups',
  AZSubscription: 'management subscriptions',
}
/** Lists of a subscription, item by item as Resource Manager has them. */
const OF_SUBSCRIPTION: { readonly [kind: string]: string } = {
  AZAutomationAccount: 'automation accounts',
  AZContainerRegistry: 'containerregistry registries',
  AZFunctionApp: 'appservice sites',
  AZKeyVault: 'keyvault vaults',
  AZLogicApp: 'logic workflows',
  AZManagedCluster: 'aks clusters',
  AZResourceGroup: 'resources groups',
  AZStorageAccount: 'storage accounts',
  AZVM: 'compute virtual-machines',
  AZVMScaleSet: 'compute scale-sets',
  AZWebApp: 'appservice sites',
}
/** What is told of one object: by which member, in which list, and what of each is the object itself. */
const BELOW: { readonly [kind: string]: readonly [of: string, list: string, item: string, call: string] } = {
  AZGroupMember: ['groupId', 'members', 'member', 'entra group-members'],
  AZGroupOwner: ['groupId', 'owners', 'owner', 'entra group-owners'],
  AZAppOwner: ['appId', 'owners', 'owner', 'entra application-owners'],
  AZFederatedIdentityCredential: ['appId', 'fics', 'fic', 'entra federated-credentials'],
  AZServicePrincipalOwner: ['servicePrincipalId', 'owners', 'owner', 'entra service-principal-owners'],
}

/**
 * The output of `azurehound list`, brought to the answers that it was made of. It leaves much out, which then counts as
 * not read. https://bloodhound.specterops.io/collect-data/ce-collection/azurehound
 */
export async function readAzureHound(
  files: readonly InputFile[],
  limits: Limits,
): Promise<{ readonly accounts: readonly AccountExport[]; readonly rest: readonly InputFile[] }> {
  const rest: InputFile[] = []
  const entries: Entry[] = []
  let first: InputFile | undefined
  for (const file of files) {
    const parsed = output.safeParse(parseJson(await file.read(), file.path, limits))
    if (!parsed.success) {
      rest.push(file)
      continue
    }
    first ??= file
    entries.push(...parsed.data.data)
  }
  return { accounts: first === undefined ? [] : exportsOf(answersOf(entries), first), rest }
}

function exportsOf(answers: Answers, file: InputFile): readonly AccountExport[] {
  return [...answers].map(([account, calls]) => {
    const held = emptyAccount(account, file.path)
    for (const [words, value] of calls) {
      const text = JSON.stringify({ value })
      addAnswer(held, 'global', words, { ...file, read: async () => new TextEncoder().encode(text) })
    }
    return held
  })
}

function answersOf(entries: readonly Entry[]): Answers {
  const answers: Answers = new Map()
  const add = (account: string | undefined, words: string, ...items: readonly Item[]): void => {
    if (account === undefined) return
    const calls = answers.get(account) ?? new Map<string, Item[]>()
    answers.set(account, calls)
    calls.set(words, [...(calls.get(words) ?? []), ...items])
  }
  const tenants = [...new Set(entries.flatMap(({ data }) => guidOf(data.tenantId) ?? []))]
  const [tenant] = tenants
  const applications = new Map(
    entries
      .filter(({ kind }) => kind === 'AZApp')
      .map(({ data }) => [lower(data.appId), lower(data.id)] as const),
  )
  for (const { kind, data } of entries) {
    const of = guidOf(data.tenantId) ?? tenant
    const list = OF_TENANT[kind]
    const resources = OF_SUBSCRIPTION[kind]
    const below = BELOW[kind]
    if (list !== undefined) add(of, list, withClientId(data))
    else if (resources !== undefined) add(subscriptionOf(data.id), resources, data)
    else if (below !== undefined) addBelow(below, data, of)
    else if (kind === 'AZTenant') add(guidOf(data.tenantId), 'entra organization', organization(data))
    else if (kind === 'AZAppRoleAssignment')
      add(of, `entra app-role-assignments ${lower(data.principalId)}`, data)
    else if (kind === 'AZRoleAssignment') add(of, 'entra role-assignments', ...listOf(data.roleAssignments))
    else if (kind === 'AZManagementGroupDescendant') add(of, `management descendants ${parentOf(data)}`, data)
    else if (kind.endsWith('RoleAssignment')) addAssignments(data)
  }
  return complete(answers, tenant)

  function addBelow(
    [of, list, item, call]: NonNullable<(typeof BELOW)[string]>,
    data: Item,
    account: string | undefined,
  ): void {
    const named = lower(data[of])
    // Applications are named by their client id, by newer versions by their object id.
    const id = of === 'appId' ? (applications.get(named) ?? named) : named
    const found = listOf(data[list]).flatMap((one): Item[] => {
      const parsed = record.safeParse(one[item])
      return parsed.success ? [parsed.data] : []
    })
    add(account, `${call} ${id}`, ...found)
  }

  /** `{ subscriptionId, roleAssignments: [{ roleAssignment }] }`, of other kinds `{ objectId, assignees: [{ assignee }] }`. */
  function addAssignments(data: Item): void {
    for (const one of [...listOf(data.roleAssignments), ...listOf(data.assignees)]) {
      const assignment = record.safeParse(one.roleAssignment ?? one.assignee).data
      const where = data.subscriptionId ?? data.resourceGroupId ?? data.objectId ?? assignment?.id
      if (assignment !== undefined)
        add(subscriptionOf(where) ?? guidOf(where), 'authorization role-assignments', assignment)
    }
  }
}

/** What is listed once for several scopes is one, and roles that every tenant has need not be listed. */
function complete(answers: Answers, tenant: string | undefined): Answers {
  for (const [account, calls] of answers) {
    for (const [words, items] of calls) calls.set(words, distinct(items))
    if (calls.has('authorization role-assignments'))
      calls.set('authorization role-definitions', builtInRoles(account))
    emptyWhereNone(calls, 'management groups', 'management descendants')
    emptyWhereNone(calls, 'entra service-principals', 'entra app-role-assignments')
    const root = calls.get('management groups')?.find(({ name }) => lower(name) === tenant)
    if (root === undefined) continue
    // Of the root all that is below it is asked at once.
    const all = [...calls].filter(([words]) => words.startsWith('management descendants '))
    calls.set(`management descendants ${lower(root.id)}`, distinct(all.flatMap(([, items]) => items)))
  }
  return answers
}

/** These come one by one: where some came, an object without any has none. */
function emptyWhereNone(calls: Map<string, Item[]>, list: string, call: string): void {
  if (![...calls.keys()].some((words) => words.startsWith(`${call} `))) return
  for (const { id } of calls.get(list) ?? []) {
    const words = `${call} ${lower(id)}`
    if (!calls.has(words)) calls.set(words, [])
  }
}

const distinct = (items: readonly Item[]): Item[] =>
  distinctBy(items, (item) => (typeof item.id === 'string' ? lower(item.id) : item))

const lower = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '')
const listOf = (value: unknown): readonly Item[] => z.array(record).catch([]).parse(value)

function guidOf(value: unknown): string | undefined {
  const id = lower(value).replace(/^\/(?:tenants|subscriptions)\//, '')
  return GUID.test(id) ? id : undefined
}

const subscriptionOf = (value: unknown): string | undefined =>
  guidOf(/^\/subscriptions\/([^/]+)/.exec(lower(value))?.[1])

const parentOf = ({ properties }: Item): string => {
  const parent = record.safeParse(record.safeParse(properties).data?.parent).data
  return lower(parent?.id)
}

/** Client ids compare without case. */
const withClientId = (data: Item): Item =>
  typeof data.appId === 'string' ? { ...data, appId: data.appId.toLowerCase() } : data

const organization = ({ tenantId, displayName, defaultDomain }: Item): Item => ({
  id: tenantId,
  displayName,
  verifiedDomains: typeof defaultDomain === 'string' ? [{ name: defaultDomain, isDefault: true }] : [],
})
