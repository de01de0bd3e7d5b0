import type { MissingFact } from '../../attack.ts'
import { GCP_PERIMETERS, GCP_POLICIES } from '../../schema/accounts.ts'
import type { GcpEstate } from './estate-of.ts'

/**
 * Folders and organizations whose policies were not read, told by every project and folder below: whatever they grant
 * holds there. https://cloud.google.com/iam/docs/resource-hierarchy-access-control
 */
export function unreadAbove({ facts, hierarchy }: GcpEstate): readonly MissingFact[] {
  const scopes = ['GcpProject', 'GcpFolder'].flatMap((kind) => facts.ofKind(kind))
  return scopes.flatMap(({ id, props }): readonly MissingFact[] => {
    if (props.stub === true) return []
    const account = typeof props.account === 'string' ? props.account : id
    return hierarchy
      .chainOf(id)
      .slice(1)
      .filter((above) => facts.node(above)?.props.iamPolicy === undefined)
      .map((resource) => ({ account, ...GCP_POLICIES, state: 'UNSUPPORTED', resource }))
  })
}

/**
 * Projects that were read, of an organization that was not asked for its perimeters: what would hold requests back is not
 * known, so that more may seem to be allowed than is. One that was asked tells by itself how that ended.
 */
export function unreadPerimeters({ facts, hierarchy }: GcpEstate): readonly MissingFact[] {
  const readOf = (of: string): ReadonlySet<string> =>
    new Set(
      facts.snapshot.coverage
        .filter(({ provider, service }) => provider === 'gcp' && service === of)
        .map(({ account }) => account),
    )
  const [read, asked] = [readOf('asset'), readOf(GCP_PERIMETERS.service)]
  return facts.ofKind('GcpProject').flatMap(({ id, props }): readonly MissingFact[] => {
    const account = typeof props.account === 'string' ? props.account : id
    const [top = id] = hierarchy.chainOf(id).slice(-1)
    if (!read.has(account) || asked.has(top)) return []
    const resource = top.startsWith('organizations/') ? top : null
    return [{ account, service: 'asset', call: GCP_PERIMETERS.call, state: 'UNSUPPORTED', resource }]
  })
}
