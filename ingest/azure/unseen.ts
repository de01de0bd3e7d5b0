import { z } from 'zod'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'
import type { Ask } from './client.ts'
import { armId } from './shapes.ts'

const listed = z.object({ value: z.array(z.object({ id: z.string(), name: z.string().nullish() })) })
type Item = z.output<typeof listed>['value'][number]

/**
 * Subscriptions that a tenant's management groups name and the login does not see. Nothing of them can be read, which
 * is not the same as that there is nothing.
 */
export async function unseenSubscriptions(
  ask: Ask,
  tenant: string,
  seen: ReadonlySet<string>,
): Promise<readonly string[]> {
  const groups = await itemsOf(ask, 'management groups', {})
  const root = groups.filter(({ name }) => name?.toLowerCase() === tenant)
  const found = new Set<string>()
  for (const { id } of root.length === 0 ? groups : root) {
    for (const below of await itemsOf(ask, 'management descendants', { id: armId(id) })) {
      const subscription = /^\/subscriptions\/([^/]+)$/.exec(armId(below.id))?.[1]
      if (subscription !== undefined && !seen.has(subscription)) found.add(subscription)
    }
  }
  return [...found].sort()
}

/** Subscriptions of a tenant of which earlier scans read something. */
export function knownSubscriptions(previous: Snapshot | null, tenant: string): readonly string[] {
  if (previous === null) return []
  const read = new Set(
    previous.coverage.filter(({ provider }) => provider === 'azure').map(({ account }) => account),
  )
  return [...previous.nodes.values()]
    .filter(
      ({ kind, props }) => kind === 'AzureSubscription' && String(props.tenant).toLowerCase() === tenant,
    )
    .map(({ props }) => String(props.account))
    .filter((account) => read.has(account))
    .sort()
}

/** None where the list is refused: the collector of management groups asks too, and tells of it. */
async function itemsOf(ask: Ask, call: string, path: { readonly id?: string }): Promise<readonly Item[]> {
  try {
    return listed.safeParse(await ask(call, path)).data?.value ?? []
  } catch (error) {
    if (error instanceof ApiError) return []
    throw error
  }
}
