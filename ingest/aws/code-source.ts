import { awsPartition } from './arns.ts'
import type { RecordBuilder } from './builder.ts'

/** Where code lies that a workload runs. */
export interface CodeSource {
  /** ARN of the bucket or repository. */
  readonly store: string
  /** Key in the bucket, or tag or digest of the image; absent when not told. */
  readonly object: string | undefined
}

const PRIVATE_IMAGE =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?:[:@](.+))?$/

/** The private repository an image is pulled from; undefined for images from elsewhere. */
export function imageSource(image: string | undefined): CodeSource | undefined {
  const [, account, region = '', name, version] = PRIVATE_IMAGE.exec(image ?? '') ?? []
  if (account === undefined) return undefined
  const store = `arn:${awsPartition(region)}:ecr:${region}:${account}:repository/${name}`
  return { store, object: version ?? 'latest' }
}

/** The bucket of `s3://bucket/key`, `arn:aws:s3:::bucket/key` or, where only S3 is meant, `bucket/key`. */
export function bucketSource(location: string | undefined, region: string): CodeSource | undefined {
  const path = (location ?? '').replace(/^(?:s3:\/\/|arn:[a-z-]+:s3:::)/, '')
  const [, bucket, key] = /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(path) ?? []
  if (bucket === undefined) return undefined
  return { store: `arn:${awsPartition(region)}:s3:::${bucket}`, object: key || undefined }
}

/** Relates a workload to where its code comes from; one bucket or repository once, its first object. */
export function relateCode(
  records: RecordBuilder,
  from: string,
  sources: readonly (CodeSource | undefined)[],
): void {
  const known = sources.filter((source) => source !== undefined)
  for (const [index, { store, object }] of known.entries()) {
    if (known.findIndex((other) => other.store === store) !== index) continue
    records.relate(from, 'RUNS_CODE_FROM', store, object === undefined ? {} : { object })
  }
}
