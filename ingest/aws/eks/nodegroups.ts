import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { relateNetwork } from '../network-ends.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterArn } from './names.ts'

const detail = z.object({
  nodegroup: z.object({
    nodegroupArn: z.string(),
    nodegroupName: z.string(),
    clusterName: z.string(),
    status: textOrNone,
    nodeRole: textOrNone,
    subnets: listOf(z.string()),
    remoteAccess: z.object({ ec2SshKey: textOrNone, sourceSecurityGroups: listOf(z.string()) }).nullish(),
    createdAt: timeOrNone,
    tags: tagMap,
  }),
})

/** Nothing when the group could not be described: its ARN ends in an id that no list tells. */
export function nodegroupRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  if (!answer) return records
  const { nodegroup } = detail.parse(answer)
  const id = nodegroup.nodegroupArn
  const props = nodeProps(partition, nodegroup.nodegroupName, {
    status: nodegroup.status,
    role: nodegroup.nodeRole,
    remoteAccess: nodegroup.remoteAccess?.ec2SshKey !== undefined,
    createdAt: nodegroup.createdAt,
    tags: tagTexts(nodegroup.tags),
  })
  records.node('AwsEksNodegroup', id, props)
  records.relate(id, 'IN_CLUSTER', clusterArn(partition, nodegroup.clusterName))
  records.relate(id, 'HAS_EXECUTION_ROLE', nodegroup.nodeRole)
  relateNetwork(records, partition, id, { subnets: nodegroup.subnets })
  return records
}
