import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { lastPart, regionalArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterArn } from './names.ts'

const detail = z.object({
  accessEntry: z.object({
    accessEntryArn: textOrNone,
    type: textOrNone,
    kubernetesGroups: listOf(z.string()),
    createdAt: timeOrNone,
    tags: tagMap,
  }),
})

const policyList = z.object({
  associatedAccessPolicies: listOf(
    z.object({
      policyArn: z.string(),
      accessScope: z.object({ type: textOrNone, namespaces: listOf(z.string()) }).nullish(),
    }),
  ),
})

/** Who is let into a cluster and with which rights; `entry` and `policies` are undefined for a call that gave nothing. */
export function accessEntryRecords(
  partition: PartitionId,
  cluster: string,
  principal: string,
  entry: unknown,
  policies: unknown,
): Records {
  const known = entry ? detail.parse(entry).accessEntry : undefined
  const id = known?.accessEntryArn ?? regionalArn(partition, 'eks', `access-entry/${cluster}/${principal}`)
  const props = nodeProps(partition, lastPart(principal), {
    principal,
    type: known?.type,
    groups: known?.kubernetesGroups.toSorted(),
    policies: policies === undefined ? undefined : associated(policies),
    createdAt: known?.createdAt,
    tags: known && tagTexts(known.tags),
  })
  return new RecordBuilder()
    .node('AwsEksAccessEntry', id, props)
    .relate(id, 'IN_CLUSTER', clusterArn(partition, cluster))
    .relate(id, 'LETS_IN', principal)
}

const associated = (answer: unknown) =>
  policyList
    .parse(answer ?? {})
    .associatedAccessPolicies.map(({ policyArn, accessScope }) => ({
      policy: policyArn,
      scope: accessScope?.type ?? 'cluster',
      namespaces: (accessScope?.namespaces ?? []).toSorted(),
    }))
    .sort((a, b) => (a.policy < b.policy ? -1 : 1))
