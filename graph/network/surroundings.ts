import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import type { Interface, SecurityGroup, Subnet } from './network.ts'

/** What a node's place in the network is told by. */
export interface Surroundings {
  readonly facts: FactIndex
  readonly subnets: ReadonlyMap<string, Subnet>
  /** By node id. */
  readonly groups: ReadonlyMap<string, SecurityGroup>
}

export const subnetsOf = ({ facts, subnets }: Surroundings, { id }: NodeRecord): readonly Subnet[] =>
  facts.from(id, 'IN_SUBNET').flatMap(({ to }) => subnets.get(to) ?? [])

/** The security groups that were collected. */
export function guardOf(
  { facts, groups: known }: Surroundings,
  { id }: NodeRecord,
): Pick<Interface, 'groups' | 'groupIds'> {
  const groups = facts.from(id, 'IN_SECURITY_GROUP').flatMap(({ to }) => known.get(to) ?? [])
  return { groups, groupIds: new Set(groups.map(({ groupId }) => groupId)) }
}
