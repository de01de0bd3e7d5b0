import { z } from 'zod'
import { listOf, textOrNone } from './shapes.ts'

export const itemsOf = <Schema extends z.ZodType>(item: Schema) =>
  z
    .object({ Items: listOf(item) })
    .nullish()
    .transform((list) => list?.Items ?? [])

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Origin.html */
export const origin = z.object({
  Id: textOrNone,
  DomainName: z.string(),
  OriginAccessControlId: textOrNone,
  S3OriginConfig: z.object({ OriginAccessIdentity: textOrNone }).nullish(),
  CustomOriginConfig: z
    .object({ OriginProtocolPolicy: textOrNone, OriginSslProtocols: itemsOf(z.string()) })
    .nullish(),
})
type Origin = z.output<typeof origin>

export const originGroup = z.object({
  Id: z.string(),
  Members: itemsOf(z.object({ OriginId: z.string() })),
})

/** What cache behaviours send where. */
export interface Behaviour {
  readonly TargetOriginId?: string | undefined
  readonly ViewerProtocolPolicy: string
}

const OLD: readonly string[] = ['SSLv3', 'TLSv1', 'TLSv1.1']

/** How a distribution talks to what it fetches from. */
export function originProps(
  origins: readonly Origin[],
  groups: readonly z.output<typeof originGroup>[],
  behaviours: readonly Behaviour[],
) {
  const hosts = (is: (one: Origin) => boolean): string[] =>
    [...new Set(origins.filter(is).map(({ DomainName }) => DomainName.toLowerCase()))].sort()
  const membersOf = (id: string | undefined): readonly (string | undefined)[] =>
    groups.find((group) => group.Id === id)?.Members.map(({ OriginId }) => OriginId) ?? [id]
  const askedPlainly = new Set(
    behaviours
      .filter(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === 'allow-all')
      .flatMap(({ TargetOriginId }) => membersOf(TargetOriginId)),
  )
  return {
    plainOrigins: hosts(({ Id, CustomOriginConfig: custom }) => {
      const policy = custom?.OriginProtocolPolicy
      return policy === 'http-only' || (policy === 'match-viewer' && askedPlainly.has(Id))
    }),
    oldTlsOrigins: hosts(
      ({ CustomOriginConfig: custom }) =>
        custom != null &&
        custom.OriginProtocolPolicy !== 'http-only' &&
        custom.OriginSslProtocols.some((one) => OLD.includes(one)),
    ),
    unsignedOrigins: hosts(
      ({ S3OriginConfig: bucket, OriginAccessControlId }) =>
        bucket != null && !OriginAccessControlId && !bucket.OriginAccessIdentity,
    ),
  }
}
