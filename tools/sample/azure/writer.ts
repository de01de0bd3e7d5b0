import type { AzureCollector } from '../../../ingest/azure/calls.ts'
import { AZURE_COLLECTORS } from '../../../ingest/azure/collectors.ts'
import { resourceOf } from '../../../ingest/collector.ts'
import { azureName } from '../../../ingest/files/names.ts'
import { collectAll } from '../../../ingest/run.ts'
import type { AccountWriter } from '../writer.ts'
import type { Resource } from './resource.ts'

/** Types that were exported with `az … list -o json`; the others with `az rest`. */
const BY_COMMAND = /^microsoft\.(compute|network|managedidentity|web\/sites$)/i
/** What stands beside `properties` in an answer of Resource Manager. */
const OUTSIDE: ReadonlySet<string> = new Set([
  'id',
  'name',
  'type',
  'location',
  'tags',
  'sku',
  'kind',
  'identity',
  'managedBy',
])

/** Files each resource under the call that lists its type, below what it is part of. */
export function writeResources(out: AccountWriter, resources: readonly Resource[]): void {
  const lists = new Map<
    string,
    { call: string; below: string | undefined; type: string; items: Resource[] }
  >()
  for (const one of resources) {
    const { call, per } = listingOf(one.type)
    const below = per === undefined ? undefined : azureName(parentOf(one))
    const key = `${call} ${below ?? ''}`
    const list = lists.get(key) ?? { call, below, type: one.type, items: [] }
    lists.set(key, list)
    list.items.push(one)
  }
  for (const { call, below, type, items } of lists.values()) {
    const answer = BY_COMMAND.test(type) ? items : { value: items.map(inProperties) }
    out.put('global', call, answer, below)
  }
}

function listingOf(type: string) {
  for (const { calls } of AZURE_COLLECTORS) {
    for (const [call, { lists, per }] of Object.entries(calls))
      if (lists === type.toLowerCase()) return { call, per }
  }
  throw new Error(`no collector lists ${type}`)
}

/** `…/storageAccounts/a/blobServices/default/containers/c` is listed below `…/storageAccounts/a`. */
const parentOf = ({ id }: Resource): string => id.split('/').slice(0, 9).join('/')

function inProperties(one: Resource) {
  const entries = Object.entries(one).filter(([name]) => name !== 'resourceGroup')
  return {
    ...Object.fromEntries(entries.filter(([name]) => OUTSIDE.has(name))),
    properties: Object.fromEntries(entries.filter(([name]) => !OUTSIDE.has(name))),
  }
}

/** Every other question was asked too, and has nothing: what the collectors ask tells which. */
export async function writeRest(out: AccountWriter, level: AzureCollector['level']): Promise<void> {
  const held = new Map(out.answers())
  const asked = new Set<string>()
  const jobs = AZURE_COLLECTORS.filter((one) => one.level === level).map((collector) => ({
    collector,
    partition: {
      provider: collector.provider,
      account: out.account,
      region: 'global',
      service: collector.service,
    },
    source: {
      async call(call: string, input?: { readonly [member: string]: unknown }): Promise<unknown> {
        const id = resourceOf(collector.calls[call], input)
        const name = id?.startsWith('/subscriptions/') ? azureName(id) : id
        const answer = held.get(name === undefined ? call : `${call} ${name}`)
        if (answer !== undefined) return Array.isArray(answer) ? { value: answer } : answer
        asked.add(name === undefined ? call : `${call} ${name}`)
        return null
      },
    },
  }))
  await collectAll(jobs)
  for (const words of [...asked].sort()) out.nothingFor(words)
}
