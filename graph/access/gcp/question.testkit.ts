import { indexFacts } from '../../snapshot/facts.ts'
import type { CoverageEntry, Props } from '../../snapshot/records.ts'
import { can } from '../can.ts'
import { type ShortBinding, type ShortEstate, type ShortNode, snapshotOf } from './estate.testkit.ts'

export const ANN = 'user:ann@example.com'
export const DATA = '//storage.googleapis.com/data'
export const READER = 'storage.objectViewer'
export const GET = 'storage.objects.get'

export interface More extends Partial<Pick<ShortEstate, 'deny' | 'groups'>> {
  readonly bucket?: Props
  readonly org?: Partial<ShortNode>
  readonly nodes?: ShortEstate['nodes']
  readonly coverage?: readonly CoverageEntry[]
}

/** An organization, its project `shop` with the bindings, and a bucket in it; what else there is. */
export function factsOf(
  bindings: readonly ShortBinding[],
  { bucket, org, nodes, coverage, ...rest }: More = {},
) {
  const snapshot = snapshotOf({
    ...rest,
    nodes: {
      'organizations/1': { kind: 'GcpOrganization', bindings: [], ...org },
      shop: { kind: 'GcpProject', in: 'organizations/1', bindings },
      [DATA]: {
        kind: 'GcpBucket',
        in: 'shop',
        bindings: [],
        props: { uniformAccess: true, ...bucket },
      },
      ...nodes,
    },
  })
  return indexFacts({ ...snapshot, coverage: coverage ?? [] })
}

export const ask = (
  bindings: readonly ShortBinding[],
  more: More = {},
  principal = ANN,
  action = GET,
  resource = DATA,
) => can(factsOf(bindings, more), { principal, action, resource })

/** Whoever is eligible may take up reading in the project `shop`. */
export const entitlement = (props: Props = {}): ShortNode => ({
  kind: 'GcpEntitlement',
  props: {
    state: 'AVAILABLE',
    eligible: [ANN],
    approvalNeeded: false,
    approvers: [],
    resource: '//cloudresourcemanager.googleapis.com/projects/shop',
    roleBindings: [{ role: `roles/${READER}`, condition: null }],
    ...props,
  },
})
