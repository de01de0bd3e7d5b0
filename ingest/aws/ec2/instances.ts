import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import type { PartitionId, Records } from '../../collector.ts'
import { findCredentials } from '../../credential-kinds.ts'
import { RecordBuilder } from '../builder.ts'
import { listOf, nameTag, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from '../shapes.ts'
import type { Ec2Ids } from './ids.ts'
import type { Reader } from './network.ts'

const instance = z.object({
  InstanceId: z.string(),
  ImageId: textOrNone,
  InstanceType: textOrNone,
  State: z.object({ Name: textOrNone }).nullish(),
  LaunchTime: timeOrNone,
  Platform: textOrNone,
  PublicIpAddress: textOrNone,
  PrivateIpAddress: textOrNone,
  KeyName: textOrNone,
  VpcId: textOrNone,
  SubnetId: textOrNone,
  IamInstanceProfile: z.object({ Arn: z.string() }).nullish(),
  MetadataOptions: z
    .object({
      HttpTokens: textOrNone,
      HttpEndpoint: textOrNone,
      HttpPutResponseHopLimit: z.number().optional(),
    })
    .nullish(),
  NetworkInterfaces: listOf(
    z.object({
      NetworkInterfaceId: textOrNone,
      Ipv6Addresses: listOf(z.object({ Ipv6Address: z.string() })),
    }),
  ),
  Tags: tagList,
})
export type Instance = z.output<typeof instance>

const reservations = z.object({ Reservations: listOf(z.object({ Instances: listOf(instance) })) })

/** Instances that exist: a terminated one is listed for about an hour and holds nothing. */
export const listInstances = (answer: unknown): Instance[] =>
  reservations
    .parse(answer ?? {})
    .Reservations.flatMap((reservation) => reservation.Instances)
    .filter(({ State }) => State?.Name !== 'terminated' && State?.Name !== 'shutting-down')

/** `userData` is the text of the user data, null when it has none, undefined when it could not be read. */
export function instanceRecords(
  partition: PartitionId,
  ids: Ec2Ids,
  one: Instance,
  userData: string | null | undefined,
): Records {
  const id = ids.arn('instance', one.InstanceId)
  const records = new RecordBuilder().node('AwsEc2Instance', id, instanceProps(partition, one, userData))
  records.relate(id, 'IN_VPC', ids.maybe('vpc', one.VpcId))
  records.relate(id, 'IN_SUBNET', ids.maybe('subnet', one.SubnetId))
  records.relate(id, 'HAS_INSTANCE_PROFILE', one.IamInstanceProfile?.Arn)
  records.relate(id, 'CREATED_FROM', one.ImageId === undefined ? undefined : ids.global('image', one.ImageId))
  for (const { NetworkInterfaceId } of one.NetworkInterfaces) {
    records.relate(id, 'HAS_INTERFACE', ids.maybe('network-interface', NetworkInterfaceId))
  }
  return records
}

function instanceProps(partition: PartitionId, one: Instance, userData: string | null | undefined) {
  const found = userData === undefined ? undefined : findCredentials(userData ?? '')
  const ipv6 = one.NetworkInterfaces.flatMap((face) =>
    face.Ipv6Addresses.map((address) => address.Ipv6Address),
  )
  return nodeProps(partition, nameTag(one.Tags) ?? one.InstanceId, {
    instanceId: one.InstanceId,
    state: one.State?.Name,
    instanceType: one.InstanceType,
    imageId: one.ImageId,
    platform: one.Platform?.toLowerCase() === 'windows' ? 'windows' : 'linux',
    publicIp: one.PublicIpAddress || null,
    privateIp: one.PrivateIpAddress || null,
    ipv6Addresses: ipv6.sort(),
    httpTokens: one.MetadataOptions?.HttpTokens,
    httpEndpoint: one.MetadataOptions?.HttpEndpoint,
    httpPutResponseHopLimit: one.MetadataOptions?.HttpPutResponseHopLimit,
    instanceProfile: one.IamInstanceProfile?.Arn ?? null,
    keyName: one.KeyName ?? null,
    userDataKinds: found?.kinds,
    userDataAccessKeyIds: found?.accessKeyIds,
    foreignClients: found?.foreignClients,
    createdAt: one.LaunchTime,
    tags: tagTexts(one.Tags),
  })
}

const userDataAnswer = z.object({ UserData: z.object({ Value: textOrNone }).nullish() })

/** The text of `ec2 describe-instance-attribute`; null when the instance has no user data. */
export function userDataText(answer: unknown): string | null | undefined {
  if (answer === undefined) return undefined
  const { UserData } = userDataAnswer.parse(answer ?? {})
  return UserData?.Value === undefined ? null : decodeUserData(UserData.Value)
}

const MAX_USER_DATA = 1_000_000

/** User data is base64 in every answer; below that cloud-init also takes it compressed. */
export function decodeUserData(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8')
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_USER_DATA }).toString('utf8')
  } catch {
    return ''
  }
}

const interfaceList = z.object({
  NetworkInterfaces: listOf(
    z.object({
      NetworkInterfaceId: z.string(),
      OwnerId: textOrNone,
      SubnetId: textOrNone,
      InterfaceType: textOrNone,
      Description: textOrNone,
      SourceDestCheck: z.boolean().optional(),
      Attachment: z.object({ InstanceId: textOrNone }).nullish(),
      Association: z.object({ PublicIp: textOrNone }).nullish(),
      PrivateIpAddress: textOrNone,
      PrivateIpAddresses: listOf(
        z.object({
          PrivateIpAddress: textOrNone,
          Association: z.object({ PublicIp: textOrNone }).nullish(),
        }),
      ),
      Ipv6Addresses: listOf(z.object({ Ipv6Address: z.string() })),
      Groups: listOf(z.object({ GroupId: z.string() })),
      TagSet: tagList,
    }),
  ),
})

const present = (texts: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(texts.filter((text) => text !== undefined))].sort()

export const readInterfaces: Reader = (partition, ids, answer) => {
  const records = new RecordBuilder()
  for (const face of interfaceList.parse(answer ?? {}).NetworkInterfaces) {
    const id = ids.arn('network-interface', face.NetworkInterfaceId)
    const addresses = face.PrivateIpAddresses
    const props = nodeProps(partition, nameTag(face.TagSet) ?? face.NetworkInterfaceId, {
      interfaceId: face.NetworkInterfaceId,
      privateIps: present([face.PrivateIpAddress, ...addresses.map((address) => address.PrivateIpAddress)]),
      publicIps: present([
        face.Association?.PublicIp,
        ...addresses.map((address) => address.Association?.PublicIp),
      ]),
      ipv6Addresses: face.Ipv6Addresses.map((address) => address.Ipv6Address).sort(),
      interfaceType: face.InterfaceType,
      attachedInstance: face.Attachment?.InstanceId ?? null,
      sourceDestCheck: face.SourceDestCheck,
      tags: tagTexts(face.TagSet),
    })
    records.node('AwsNetworkInterface', id, props)
    records.relate(id, 'IN_SUBNET', ids.maybe('subnet', face.SubnetId))
    for (const { GroupId } of face.Groups)
      records.relate(id, 'IN_SECURITY_GROUP', ids.arn('security-group', GroupId))
  }
  return records
}
