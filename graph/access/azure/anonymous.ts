import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { CanAnswer, OpenCondition } from '../question.ts'
import { containersOf, publicLevel } from './public-level.ts'
import { openNetwork } from './technique.ts'

const READ_BLOB = 'data:microsoft.storage/storageaccounts/blobservices/containers/blobs/read'
const IN_ACCOUNT = /^.*\/providers\/microsoft\.storage\/storageaccounts\/[^/]+/
const IN_CONTAINER = /^.*\/blobservices\/default\/containers\/[^/]+/

/**
 * What anyone may without a login; null where that is nothing, or no question of blobs.
 * https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
 */
export function anonymously(facts: FactIndex, action: string, resource: string): CanAnswer | null {
  if (action !== READ_BLOB) return null
  const account = facts.node(IN_ACCOUNT.exec(resource)?.[0] ?? '')
  if (account === undefined || account.props.blobPublicAccess === false) return null
  const asked = IN_CONTAINER.exec(resource)?.[0]
  if (asked !== undefined) return ofContainer(facts, account, facts.node(asked), asked)
  const open = containersOf(facts, account).flatMap((one) => ofContainer(facts, account, one, one.id) ?? [])
  if (open.length === 0) return null
  const names = open.flatMap(({ by }) => by.map(({ policy }) => policy.slice(policy.lastIndexOf('/') + 1)))
  return {
    ...answerOf(
      open.flatMap(({ by }) => by),
      [
        { key: 'container', detail: `only blobs of ${names.join(', ')}` },
        ...open.flatMap(({ conditions }) => conditions),
      ],
    ),
    reason: `anyone may read blobs of ${names.join(', ')}`,
  }
}

function ofContainer(
  facts: FactIndex,
  account: NodeRecord,
  container: NodeRecord | undefined,
  id: string,
): CanAnswer | null {
  const level = publicLevel(container)
  if (level === 'None') return null
  const conditions: OpenCondition[] = []
  if (level === null) conditions.push({ key: 'container-not-read', detail: `who may read ${id}` })
  if (account.props.blobPublicAccess === undefined)
    conditions.push({ key: 'account-not-read', detail: `whether ${account.id} lets containers be anonymous` })
  if (openNetwork.decide(account, facts) === 'unknown')
    conditions.push({ key: openNetwork.id, detail: openNetwork.says })
  return answerOf(
    [{ policy: id, statement: 0, effect: 'Allow', layer: 'anonymous-access', sid: null }],
    conditions,
  )
}

const answerOf = (by: CanAnswer['by'], conditions: readonly OpenCondition[]): CanAnswer => ({
  decision: conditions.length === 0 ? 'allowed' : 'conditional',
  by,
  conditions,
  reason: 'the container lets anyone read',
})

/**
 * Where the account is a data lake, access lists of files may give what no role does.
 * https://learn.microsoft.com/azure/storage/blobs/data-lake-storage-access-control-model
 */
export function lakeLists(facts: FactIndex, action: string, resource: string): readonly OpenCondition[] {
  if (!action.startsWith('data:microsoft.storage/storageaccounts/blobservices/')) return []
  const account = facts.node(IN_ACCOUNT.exec(resource)?.[0] ?? '')
  if (account?.props.hierarchicalNamespace !== true) return []
  return [{ key: 'file-access-lists', detail: `access lists of files and folders in ${account.id}` }]
}
