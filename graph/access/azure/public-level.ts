import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

export const containersOf = (facts: FactIndex, account: NodeRecord): readonly NodeRecord[] =>
  facts.from(account.id, 'CONTAINS').flatMap(({ to }) => {
    const node = facts.node(to)
    return node?.kind === 'AzureBlobContainer' ? [node] : []
  })

/**
 * What a container lets anyone read where its account allows it: blobs by their names, the list of them too, or nothing;
 * null where it was not read. https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
 */
export function publicLevel(container: NodeRecord | undefined): 'Blob' | 'Container' | 'None' | null {
  const level = container?.props.publicAccess
  if (level === 'Blob' || level === 'Container') return level
  return level === 'None' || level === null ? 'None' : null
}
