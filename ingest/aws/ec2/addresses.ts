import { z } from 'zod'
import { RecordBuilder } from '../builder.ts'
import { listOf, nameTag, nodeProps, tagList, tagTexts, textOrNone } from '../shapes.ts'
import type { Reader } from './network.ts'

const addressList = z.object({
  Addresses: listOf(
    z.object({
      PublicIp: textOrNone,
      AllocationId: textOrNone,
      AssociationId: textOrNone,
      Tags: tagList,
    }),
  ),
})

/** Elastic IP addresses: an account keeps them until it releases them, in use or not. */
export const readAddresses: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const one of addressList.parse(answer ?? {}).Addresses) {
    const id = ids.maybe('elastic-ip', one.AllocationId ?? one.PublicIp)
    if (id === undefined) continue
    const props = nodeProps(partition, nameTag(one.Tags) ?? one.PublicIp, {
      allocationId: one.AllocationId,
      publicIp: one.PublicIp,
      associated: one.AssociationId !== undefined,
      tags: tagTexts(one.Tags),
    })
    records.node('AwsElasticIp', id, props)
  }
  return records
}
