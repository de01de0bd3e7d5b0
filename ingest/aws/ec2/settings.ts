import { z } from 'zod'
import type { Value } from '../../../graph/snapshot/records.ts'
import type { CollectContext, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { regionRecords } from '../region-node.ts'
import { textOrNone } from '../shapes.ts'

const encryption = z.object({ EbsEncryptionByDefault: z.boolean().nullish() })
const metadata = z.object({ AccountLevel: z.object({ HttpTokens: textOrNone }).nullish() })
const images = z.object({ ImageBlockPublicAccessState: textOrNone })
const snapshots = z.object({ State: textOrNone })

/** One call without input; what its answer says of the region. */
type Setting = (answer: unknown) => { readonly [property: string]: Value | undefined }

/** What an account has set for a region as a whole, by call. */
const REGION_SETTINGS: readonly (readonly [call: string, read: Setting])[] = [
  [
    'ec2 get-ebs-encryption-by-default',
    (answer) => ({
      ebsEncryptionByDefault: encryption.parse(answer ?? {}).EbsEncryptionByDefault ?? false,
    }),
  ],
  // A default that was never set, or was taken back, is not in the answer.
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
  [
    'ec2 get-instance-metadata-defaults',
    (answer) => ({
      metadataTokensDefault: metadata.parse(answer ?? {}).AccountLevel?.HttpTokens ?? 'no-preference',
    }),
  ],
  [
    'ec2 get-image-block-public-access-state',
    (answer) => ({ imageSharing: images.parse(answer ?? {}).ImageBlockPublicAccessState }),
  ],
  [
    'ec2 get-snapshot-block-public-access-state',
    (answer) => ({ snapshotSharing: snapshots.parse(answer ?? {}).State }),
  ],
]

/** One node for the region, with what the calls told; none when they all gave nothing. */
export async function readRegionSettings(context: CollectContext): Promise<Records> {
  const told: { [property: string]: Value | undefined } = {}
  for (const [call, read] of REGION_SETTINGS) {
    const answer = await context.attempt(call)
    if (answer !== undefined) Object.assign(told, read(answer))
  }
  return Object.keys(told).length === 0 ? new RecordBuilder() : regionRecords(context.partition, told)
}
