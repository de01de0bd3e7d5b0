import type { Value } from '../../../graph/snapshot/records.ts'
import type { PartitionId, Records } from '../../collector.ts'
import { awsPartition, keyArn } from '../arns.ts'
import { RecordBuilder } from '../builder.ts'
import { nodeProps } from '../shapes.ts'
import { SETTINGS } from './settings.ts'
import * as shapes from './shapes.ts'

/** Answers about one bucket by call: null for "it has none", undefined for a call that gave nothing. */
export type BucketAnswers = ReadonlyMap<string, unknown>

/** One bucket, with its key and its log target. */
export function bucketRecords(
  partition: PartitionId,
  bucket: shapes.Bucket,
  answers: BucketAnswers,
): Records {
  const records = new RecordBuilder()
  const region = regionOf(bucket, answers)
  const id = bucketArn(bucket.Name, region)
  const props: { [name: string]: Value | undefined } = { createdAt: bucket.CreationDate }
  for (const [call, setting] of Object.entries(SETTINGS)) {
    const answer = answers.get(call)
    if (answer === undefined) continue
    const read = answer === null && setting.none ? setting.none : setting.read(answer)
    if (read === undefined) records.unparseable(call, bucket.Name)
    Object.assign(props, read)
  }
  const where = { ...partition, region: region ?? 'global' }
  records.node('AwsS3Bucket', id, nodeProps(where, bucket.Name, props))
  if (typeof props.loggingBucket === 'string')
    records.relate(id, 'LOGS_TO', bucketArn(props.loggingBucket, region))
  if (typeof props.kmsKey === 'string') records.relate(id, 'USES_KEY', keyArn(props.kmsKey, where))
  return records
}

const bucketArn = (name: string, region: string | undefined): string =>
  `arn:${awsPartition(region ?? '')}:s3:::${name}`

/** No location constraint means us-east-1, and EU is eu-west-1's name of old. */
function regionOf(bucket: shapes.Bucket, answers: BucketAnswers): string | undefined {
  const answer = answers.get('s3api get-bucket-location')
  if (answer === undefined || answer === null) return bucket.BucketRegion
  const { LocationConstraint } = shapes.location.parse(answer)
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1'
}
