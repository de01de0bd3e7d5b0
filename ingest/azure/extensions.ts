import type { MissingCall } from '../../graph/snapshot/records.ts'
import type { CollectContext } from '../collector.ts'
import { armChild } from './calls.ts'
import { readList, resource, text } from './shapes.ts'

export const EXTENSION_CALLS = {
  'compute extensions': armChild('Microsoft.Compute/virtualMachines/extensions', 'extensions', '2024-07-01'),
}

/** `az vm extension list` prints the type of the extension under another name, since `type` is that of the resource. */
const extension = resource({ type: text, typePropertiesType: text })

/**
 * Types of the extensions on each machine, by its id; none for a machine whose extensions could not be read.
 * https://learn.microsoft.com/rest/api/compute/virtual-machine-extensions/list
 */
export async function extensionsOf(
  context: CollectContext,
  machines: readonly { readonly id: string }[],
  missing: MissingCall[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  const read = context.map(machines, async ({ id }) => ({
    id,
    listed: await readList(context, 'compute extensions', extension, missing, { id }),
  }))
  for await (const { id, listed } of read) {
    if (listed === undefined) continue
    const types = listed.flatMap(({ properties }) => properties.typePropertiesType ?? properties.type ?? [])
    found.set(id, [...new Set(types)].sort())
  }
  return found
}
