import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, Props } from '../snapshot/records.ts'
import { textsOf } from './network.ts'

/** Of each distribution, the origin buckets that do not exist, so that anybody may create one of that name. */
export function danglingBuckets(facts: FactIndex): [string, Props][] {
  const held = new Set(
    facts
      .ofKind('AwsS3Bucket')
      .filter(isCollected)
      .map(({ id }) => nameOf(id)),
  )
  return facts.ofKind('AwsCloudFrontDistribution').flatMap(({ id, props }): [string, Props][] => {
    if (!Array.isArray(props.absentBuckets)) return []
    const dangling = textsOf(props.absentBuckets)
    const open = textsOf(props.unreadBuckets).filter((bucket) => !held.has(bucket))
    return dangling.length === 0 && open.length > 0 ? [] : [[id, { danglingBuckets: dangling }]]
  })
}

const isCollected = ({ props }: NodeRecord): boolean => props.stub !== true && props.stale !== true

/** `arn:aws:s3:::name` */
const nameOf = (id: string): string => id.slice(id.lastIndexOf(':') + 1)
