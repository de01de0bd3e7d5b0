import type { MissingFact } from '../../attack.ts'
import { GCP_POLICIES } from '../../schema/accounts.ts'
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
