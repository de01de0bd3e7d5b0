import type { PartitionId } from '../collector.ts'
import type { RecordBuilder } from './builder.ts'
import { Ec2Ids } from './ec2/ids.ts'

/** Where a workload's interfaces are, by the bare ids that services give. */
export interface NetworkEnds {
  readonly vpc?: string | undefined
  readonly subnets?: readonly string[] | undefined
  readonly securityGroups?: readonly string[] | undefined
}

/** Relates a workload to its VPC, subnets and security groups. */
export function relateNetwork(
  records: RecordBuilder,
  partition: PartitionId,
  from: string,
  { vpc, subnets = [], securityGroups = [] }: NetworkEnds,
): void {
  const ids = new Ec2Ids(partition)
  records.relate(from, 'IN_VPC', ids.maybe('vpc', vpc || undefined))
  for (const subnet of new Set(subnets)) records.relate(from, 'IN_SUBNET', ids.arn('subnet', subnet))
  for (const group of new Set(securityGroups)) {
    records.relate(from, 'IN_SECURITY_GROUP', ids.arn('security-group', group))
  }
}
