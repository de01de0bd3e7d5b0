import { dateOf, ec2Id } from './ids.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface VolumeSnapshot {
  readonly name: string
  readonly of?: string
  readonly public?: true
  readonly sharedWith?: readonly string[]
  readonly tags?: { readonly [key: string]: string }
}

export const volumeId = (account: string, name: string): string => ec2Id('vol', `${account}/${name}`)
const snapshotId = (account: string, name: string): string => ec2Id('snap', `${account}/${name}`)

/** One disk per machine, encrypted. */
export const volumeAnswer = (account: string, name: string, zone: string, KmsKeyId: string) => ({
  VolumeId: volumeId(account, name),
  AvailabilityZone: zone,
  CreateTime: dateOf(`launch/${account}/${name}`),
  Encrypted: true,
  KmsKeyId,
  Size: 40,
  SnapshotId: '',
  State: 'in-use',
  VolumeType: 'gp3',
  MultiAttachEnabled: false,
  Attachments: [
    {
      VolumeId: volumeId(account, name),
      InstanceId: ec2Id('i', `${account}/${name}`),
      Device: '/dev/xvda',
      State: 'attached',
      DeleteOnTermination: true,
      AttachTime: dateOf(`launch/${account}/${name}`),
    },
  ],
  Tags: tagList({ Name: name }),
})

/** Snapshots and who may use them. */
export function writeSnapshots(
  out: AccountWriter,
  region: string,
  snapshots: readonly VolumeSnapshot[],
  key: string,
): void {
  const { account } = out
  const answers = snapshots.map(({ name, of, public: isPublic, tags }) => ({
    SnapshotId: snapshotId(account, name),
    OwnerId: account,
    Description: name,
    // A snapshot that is encrypted cannot be made public.
    Encrypted: isPublic !== true,
    ...(isPublic ? {} : { KmsKeyId: key }),
    Progress: '100%',
    StartTime: dateOf(`snapshot/${account}/${name}`),
    State: 'completed',
    StorageTier: 'standard',
    VolumeId: of === undefined ? 'vol-ffffffff' : volumeId(account, of),
    VolumeSize: 40,
    Tags: tagList({ Name: name, ...tags }),
  }))
  out.list(region, 'ec2 describe-snapshots', 'Snapshots', answers)
  for (const { name, public: isPublic, sharedWith = [] } of snapshots) {
    const id = snapshotId(account, name)
    const permissions = [...(isPublic ? [{ Group: 'all' }] : []), ...sharedWith.map((UserId) => ({ UserId }))]
    out.put(
      region,
      'ec2 describe-snapshot-attribute',
      { SnapshotId: id, CreateVolumePermissions: permissions },
      id,
    )
  }
}
