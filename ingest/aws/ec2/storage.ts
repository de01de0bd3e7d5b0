import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nameTag, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import type { Ec2Ids } from './ids.ts'
import type { Reader } from './network.ts'

const volumeList = z.object({
  Volumes: listOf(
    z.object({
      VolumeId: z.string(),
      Encrypted: z.boolean().optional(),
      Size: z.number().optional(),
      State: textOrNone,
      SnapshotId: textOrNone,
      KmsKeyId: textOrNone,
      CreateTime: timeOrNone,
      Attachments: listOf(z.object({ InstanceId: textOrNone, State: textOrNone })),
      Tags: tagList,
    }),
  ),
})

export const readVolumes: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const volume of volumeList.parse(answer ?? {}).Volumes) {
    const id = ids.arn('volume', volume.VolumeId)
    const props = nodeProps(partition, nameTag(volume.Tags) ?? volume.VolumeId, {
      encrypted: volume.Encrypted,
      sizeGiB: volume.Size,
      state: volume.State,
      createdAt: volume.CreateTime,
      tags: tagTexts(volume.Tags),
    })
    records.node('AwsEbsVolume', id, props)
    if (volume.SnapshotId) records.relate(id, 'CREATED_FROM', ids.global('snapshot', volume.SnapshotId))
    records.relate(id, 'USES_KEY', volume.KmsKeyId)
    for (const { InstanceId } of volume.Attachments)
      records.relate(id, 'ATTACHED_TO', ids.maybe('instance', InstanceId))
  }
  return records
}

const snapshotList = z.object({
  Snapshots: listOf(
    z.object({
      SnapshotId: z.string(),
      OwnerId: textOrNone,
      VolumeId: textOrNone,
      Encrypted: z.boolean().optional(),
      KmsKeyId: textOrNone,
      StartTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})
export type VolumeSnapshot = z.output<typeof snapshotList>['Snapshots'][number]

/** Asked for `self`; some emulators and exports tell of others' too. */
export const listSnapshots = (partition: PartitionId, answer: unknown): VolumeSnapshot[] =>
  snapshotList
    .parse(answer ?? {})
    .Snapshots.filter(({ OwnerId }) => OwnerId === undefined || OwnerId === partition.account)

const share = listOf(z.object({ Group: textOrNone, UserId: textOrNone }))
const volumePermissions = z.object({ CreateVolumePermissions: share })
const launchPermissions = z.object({ LaunchPermissions: share })

/** With whom it is shared; absent when the call gave nothing. */
const shared = (permissions: z.output<typeof share> | undefined) => ({
  public: permissions?.some(({ Group }) => Group === 'all'),
  sharedWith: permissions
    ?.map(({ UserId }) => UserId)
    .filter((account) => account !== undefined)
    .sort(),
})

/** What `describe-snapshots` gives for the volume of a copied or imported snapshot. */
const NO_VOLUME = 'vol-ffffffff'

export function snapshotRecords(
  partition: PartitionId,
  ids: Ec2Ids,
  snapshot: VolumeSnapshot,
  permissions: unknown,
): Records {
  const id = ids.global('snapshot', snapshot.SnapshotId)
  const shares =
    permissions === undefined ? undefined : volumePermissions.parse(permissions ?? {}).CreateVolumePermissions
  const props = nodeProps(partition, nameTag(snapshot.Tags) ?? snapshot.SnapshotId, {
    encrypted: snapshot.Encrypted,
    ...shared(shares),
    createdAt: snapshot.StartTime,
    tags: tagTexts(snapshot.Tags),
  })
  const records = new RecordBuilder().node('AwsEbsSnapshot', id, props)
  if (snapshot.VolumeId && snapshot.VolumeId !== NO_VOLUME) {
    records.relate(id, 'CREATED_FROM', ids.arn('volume', snapshot.VolumeId))
  }
  return records.relate(id, 'USES_KEY', snapshot.KmsKeyId)
}

const imageList = z.object({
  Images: listOf(
    z.object({
      ImageId: z.string(),
      OwnerId: textOrNone,
      Name: textOrNone,
      Public: z.boolean().optional(),
      CreationDate: timeOrNone,
      BlockDeviceMappings: listOf(z.object({ Ebs: z.object({ SnapshotId: textOrNone }).nullish() })),
      Tags: tagList,
    }),
  ),
})
export type Image = z.output<typeof imageList>['Images'][number]

/** Asked for `self`; some emulators and exports tell of others' too. */
export const listImages = (partition: PartitionId, answer: unknown): Image[] =>
  imageList
    .parse(answer ?? {})
    .Images.filter(({ OwnerId }) => OwnerId === undefined || OwnerId === partition.account)

export function imageRecords(
  partition: PartitionId,
  ids: Ec2Ids,
  image: Image,
  permissions: unknown,
): Records {
  const id = ids.global('image', image.ImageId)
  const shares =
    permissions === undefined ? undefined : launchPermissions.parse(permissions ?? {}).LaunchPermissions
  const { public: everyone, sharedWith } = shared(shares)
  const props = nodeProps(partition, image.Name ?? nameTag(image.Tags) ?? image.ImageId, {
    imageId: image.ImageId,
    public: everyone ?? image.Public,
    sharedWith,
    createdAt: image.CreationDate,
    tags: tagTexts(image.Tags),
  })
  const records = new RecordBuilder().node('AwsMachineImage', id, props)
  for (const { Ebs } of image.BlockDeviceMappings) {
    if (Ebs?.SnapshotId) records.relate(id, 'CREATED_FROM', ids.global('snapshot', Ebs.SnapshotId))
  }
  return records
}
