import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nodeProps, tagMap, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import { clusterArn } from './names.ts'

const associationList = z.object({
  associations: listOf(
    z.object({
      associationArn: z.string(),
      associationId: z.string(),
      namespace: z.string(),
      serviceAccount: z.string(),
    }),
  ),
})
export type Association = z.output<typeof associationList>['associations'][number]

const detail = z.object({
  association: z.object({ roleArn: textOrNone, createdAt: timeOrNone, tags: tagMap }),
})

export const listAssociations = (answer: unknown): Association[] =>
  associationList.parse(answer ?? {}).associations

/** The role that the pods of a service account act as; `answer` is undefined when it could not be read. */
export function podIdentityRecords(
  partition: PartitionId,
  cluster: string,
  one: Association,
  answer: unknown,
): Records {
  const known = answer ? detail.parse(answer).association : undefined
  const { namespace, serviceAccount } = one
  const props = nodeProps(partition, `${namespace}/${serviceAccount}`, {
    namespace,
    serviceAccount,
    role: known?.roleArn,
    createdAt: known?.createdAt,
    tags: known && tagTexts(known.tags),
  })
  return new RecordBuilder()
    .node('AwsEksPodIdentity', one.associationArn, props)
    .relate(one.associationArn, 'IN_CLUSTER', clusterArn(partition, cluster))
    .relate(one.associationArn, 'HAS_EXECUTION_ROLE', known?.roleArn)
}
