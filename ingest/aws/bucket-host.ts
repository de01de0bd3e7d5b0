const REGION = String.raw`[a-z]{2}(?:-[a-z]+)+-\d`

/**
 * Host names under which S3 serves a bucket, as REST and as website:
 * https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const HOST = new RegExp(
  String.raw`^(.+)\.(?:s3|s3[.-]${REGION}|s3\.dualstack\.${REGION}|s3-website[.-]${REGION}|s3-accelerate(?:\.dualstack)?)` +
    String.raw`\.amazonaws\.com(?:\.cn)?$`,
)

/** Aliases of access points stand where a bucket's name does, and are none. */
const ALIAS = /(-s3alias|--ol-s3|--op-s3)$/

/** The bucket that a host name leads to; undefined when it leads to none. */
export function bucketOfHost(host: string): string | undefined {
  const bucket = HOST.exec(host.toLowerCase())?.[1]
  return bucket === undefined || ALIAS.test(bucket) ? undefined : bucket
}
