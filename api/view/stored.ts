import { ACCOUNT_KINDS } from '../../graph/schema/accounts.ts'
import { readNode, readRelationship } from '../../graph/store/stored-record.ts'
import { countKinds } from '../../queries/count-kinds.ts'
import { countIncoming, countOutgoing } from '../../queries/count-neighbours.ts'
import { countByAccount, listAccounts } from '../../queries/list-accounts.ts'
import { listIncoming, listOutgoing } from '../../queries/list-neighbours.ts'
import { countResources, listResources } from '../../queries/list-resources.ts'
import type { Reader } from '../../queries/query.ts'
import { relationshipsBetween } from '../../queries/relationships-between.ts'
import { resourcesById } from '../../queries/resources-by-id.ts'
import { searchResources } from '../../queries/search.ts'
import type { AccountTally, ResourceFilter, ResourceSource } from './source.ts'

/** The newest scan, straight from the store's graph. */
export function storedResources(read: Reader): ResourceSource {
  return {
    async byId(ids) {
      const rows = await read(resourcesById, { ids: [...new Set(ids)] })
      return new Map(rows.map((row) => [row.id, readNode(row.props)]))
    },
    async page(filter, after, limit) {
      const params = {
        ...toParams(filter),
        afterName: after?.name ?? null,
        afterId: after?.id ?? null,
        limit,
      }
      const rows = await read(listResources, params)
      return rows.map((row) => ({ name: row.name, node: readNode(row.props) }))
    },
    async count(filter) {
      const [row] = await read(countResources, toParams(filter))
      return row?.count ?? 0
    },
    tally: (ids, way) => read(way === 'out' ? countOutgoing : countIncoming, { ids: [...new Set(ids)] }),
    async neighbours(id, way, filter, after, limit) {
      const rows = await read(way === 'out' ? listOutgoing : listIncoming, {
        id,
        kinds: listOrNull(filter.kinds),
        neighbourKinds: listOrNull(filter.neighbourKinds),
        after: after === null ? null : { ...after },
        limit,
      })
      return rows.map((row) => ({
        name: row.name,
        node: readNode(row.props),
        relationship: {
          rid: row.rid,
          from: way === 'out' ? id : row.id,
          kind: row.relationship,
          to: way === 'out' ? row.id : id,
          props: readRelationship(row.id, row.relationship, id, row.relationshipProps).props,
        },
      }))
    },
    async between(ids, limit) {
      const rows = await read(relationshipsBetween, { ids: [...new Set(ids)], limit })
      return rows.map((row) => ({
        rid: row.rid,
        from: row.source,
        kind: row.kind,
        to: row.destination,
        props: readRelationship(row.source, row.kind, row.destination, row.props).props,
      }))
    },
    kinds: () => read(countKinds, {}),
    accounts: () => readAccounts(read),
    async search(text, limit) {
      const rows = await read(searchResources, { text: text.toLowerCase(), limit })
      return rows.map((row) => ({ name: row.name, node: readNode(row.props) }))
    },
  }
}

async function readAccounts(read: Reader): Promise<readonly AccountTally[]> {
  const accounts = await read(listAccounts, { kinds: [...ACCOUNT_KINDS] })
  const counts = new Map((await read(countByAccount, {})).map((row) => [row.account, row.count]))
  return accounts.map((account) => ({
    id: account.id,
    name: account.name ?? account.id,
    provider: account.provider ?? 'aws',
    organization: account.organization,
    resources: counts.get(account.id) ?? 0,
  }))
}

const toParams = (filter: ResourceFilter) => ({
  search: filter.search?.toLowerCase() ?? null,
  kinds: listOrNull(filter.kinds),
  accounts: listOrNull(filter.accounts),
  classes: listOrNull(filter.classes),
  tags:
    filter.tags?.map(({ key, value }) => ({ prefix: `${key}=${value ?? ''}`, exact: value !== undefined })) ??
    null,
})

const listOrNull = (list: readonly string[] | undefined): string[] | null =>
  list === undefined ? null : [...list]
