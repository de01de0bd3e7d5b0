import { type VolumeSnapshot, volumeAnswer, volumeId, writeSnapshots } from './disks.ts'
import { dateOf, ec2Id, iamId } from './ids.ts'
import { imageId, type LaunchTemplate, writeImages, writeTemplates } from './launch.ts'
import { idsOf, type Vpc } from './vpc.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface Instance {
  readonly name: string
  readonly vpc: Vpc
  readonly subnet: string
  readonly groups: readonly string[]
  readonly type: string
  /** Host part of the private address. */
  readonly host: number
  readonly publicIp?: string
  /** Name of the instance profile. */
  readonly profile?: string
  /** IMDSv1 still answers. */
  readonly metadataV1?: true
  readonly stopped?: true
  readonly key?: string
  readonly image: string
  readonly tags?: { readonly [key: string]: string }
}

export interface Compute {
  readonly instances: readonly Instance[]
  readonly templates?: readonly LaunchTemplate[]
  readonly snapshots?: readonly VolumeSnapshot[]
  readonly images?: readonly string[]
  /** ARN of the key that volumes are encrypted with. */
  readonly volumeKey: string
}

export const instanceId = (account: string, name: string): string => ec2Id('i', `${account}/${name}`)

/** Writes what EC2 answers about machines and disks of one region. */
export function writeCompute(out: AccountWriter, region: string, compute: Compute): void {
  const { account } = out
  const { instances, templates = [], snapshots = [], images = [], volumeKey } = compute
  const list = (noun: string, key: string, items: readonly unknown[]) =>
    out.list(region, `ec2 describe-${noun}`, key, items)
  list(
    'instances',
    'Reservations',
    instances.map((instance) => ({
      ReservationId: ec2Id('r', `${account}/${instance.name}`),
      OwnerId: account,
      Groups: [],
      Instances: [instanceAnswer(account, instance)],
    })),
  )
  for (const { name } of instances) {
    const id = instanceId(account, name)
    out.put(region, 'ec2 describe-instance-attribute', { InstanceId: id, UserData: {} }, id)
  }
  list(
    'network-interfaces',
    'NetworkInterfaces',
    instances.map((instance) => interfaceAnswer(account, instance)),
  )
  list(
    'volumes',
    'Volumes',
    instances.map((instance) => volumeAnswer(account, instance.name, zoneOf(instance), volumeKey)),
  )
  list('iam-instance-profile-associations', 'IamInstanceProfileAssociations', [])
  writeSnapshots(out, region, snapshots, volumeKey)
  writeImages(out, region, images)
  writeTemplates(out, region, templates)
}

function privateIp({ vpc, subnet, host }: Instance): string {
  const cidr = vpc.subnets.find(({ name }) => name === subnet)?.cidr
  if (cidr === undefined) throw new Error(`${vpc.name} has no subnet ${subnet}`)
  return cidr.replace(/\d+\/\d+$/, String(host))
}

const zoneOf = ({ vpc, subnet }: Instance): string =>
  `${vpc.region}${vpc.subnets.find(({ name }) => name === subnet)?.zone ?? 'a'}`

const groupsOf = (account: string, { vpc, groups }: Instance) =>
  groups.map((name) => ({ GroupId: idsOf(account, vpc).group(name), GroupName: `${vpc.name}-${name}` }))

const dnsOf = (ip: string, region: string): string =>
  `ip-${ip.replaceAll('.', '-')}.${region}.compute.internal`

function instanceAnswer(account: string, instance: Instance) {
  const { name, vpc, subnet, profile, publicIp, stopped, metadataV1 } = instance
  const ids = idsOf(account, vpc)
  const ip = privateIp(instance)
  return {
    InstanceId: instanceId(account, name),
    ImageId: imageId(instance.image),
    InstanceType: instance.type,
    State: stopped ? { Code: 80, Name: 'stopped' } : { Code: 16, Name: 'running' },
    LaunchTime: dateOf(`launch/${account}/${name}`),
    Architecture: 'x86_64',
    PlatformDetails: 'Linux/UNIX',
    Placement: { AvailabilityZone: zoneOf(instance), GroupName: '', Tenancy: 'default' },
    PrivateIpAddress: ip,
    PrivateDnsName: dnsOf(ip, vpc.region),
    PublicDnsName: '',
    ...(publicIp === undefined || stopped ? {} : { PublicIpAddress: publicIp }),
    ...(instance.key === undefined ? {} : { KeyName: instance.key }),
    SubnetId: ids.subnet(subnet),
    VpcId: ids.vpc,
    ...(profile === undefined
      ? {}
      : {
          IamInstanceProfile: {
            Arn: `arn:aws:iam::${account}:instance-profile/${profile}`,
            Id: iamId('AIPA', `${account}/${profile}`),
          },
        }),
    SecurityGroups: groupsOf(account, instance),
    NetworkInterfaces: [interfaceOf(account, instance)],
    MetadataOptions: {
      State: 'applied',
      HttpTokens: metadataV1 ? 'optional' : 'required',
      HttpPutResponseHopLimit: metadataV1 ? 1 : 2,
      HttpEndpoint: 'enabled',
      HttpProtocolIpv6: 'disabled',
      InstanceMetadataTags: 'disabled',
    },
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: { VolumeId: volumeId(account, name), Status: 'attached', DeleteOnTermination: true },
      },
    ],
    SourceDestCheck: true,
    Tags: tagList({ Name: name, ...instance.tags }),
  }
}

function interfaceOf(account: string, instance: Instance) {
  const { name, vpc, subnet, publicIp, stopped } = instance
  const ids = idsOf(account, vpc)
  const ip = privateIp(instance)
  const association =
    publicIp === undefined || stopped
      ? {}
      : { Association: { PublicIp: publicIp, IpOwnerId: 'amazon', PublicDnsName: '' } }
  return {
    NetworkInterfaceId: ec2Id('eni', `${account}/${name}`),
    Description: '',
    InterfaceType: 'interface',
    OwnerId: account,
    Status: 'in-use',
    SourceDestCheck: true,
    SubnetId: ids.subnet(subnet),
    VpcId: ids.vpc,
    Groups: groupsOf(account, instance),
    Ipv6Addresses: [],
    PrivateIpAddress: ip,
    PrivateDnsName: dnsOf(ip, vpc.region),
    PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: ip, ...association }],
    ...association,
    Attachment: {
      AttachmentId: ec2Id('eni-attach', `${account}/${name}`),
      DeviceIndex: 0,
      Status: 'attached',
      DeleteOnTermination: true,
      AttachTime: dateOf(`launch/${account}/${name}`),
    },
  }
}

function interfaceAnswer(account: string, instance: Instance) {
  const { Attachment, ...rest } = interfaceOf(account, instance)
  return {
    ...rest,
    AvailabilityZone: zoneOf(instance),
    RequesterManaged: false,
    Attachment: { ...Attachment, InstanceId: instanceId(account, instance.name), InstanceOwnerId: account },
    TagSet: tagList({ Name: instance.name }),
  }
}
