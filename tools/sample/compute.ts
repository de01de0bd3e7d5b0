import { dateOf, ec2Id, iamId } from './ids.ts'
import { idsOf, type Vpc } from './network.ts'
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

export interface LaunchTemplate {
  readonly name: string
  readonly profile?: string
  readonly image: string
  readonly type: string
  readonly group?: { readonly vpc: Vpc; readonly name: string; readonly subnets: readonly string[] }
  readonly size?: number
}

export interface Snapshot {
  readonly name: string
  readonly of?: string
  readonly public?: true
  readonly sharedWith?: readonly string[]
  readonly tags?: { readonly [key: string]: string }
}

export interface Compute {
  readonly instances: readonly Instance[]
  readonly templates?: readonly LaunchTemplate[]
  readonly snapshots?: readonly Snapshot[]
  readonly images?: readonly string[]
  /** ARN of the key that volumes are encrypted with. */
  readonly volumeKey: string
}

export const instanceId = (account: string, name: string): string => ec2Id('i', `${account}/${name}`)
export const imageId = (name: string): string => ec2Id('ami', name)
const volumeId = (account: string, name: string) => ec2Id('vol', `${account}/${name}`)
const snapshotId = (account: string, name: string) => ec2Id('snap', `${account}/${name}`)

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
    instances.map((instance) => volumeAnswer(account, instance, volumeKey)),
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

const volumeAnswer = (account: string, instance: Instance, KmsKeyId: string) => ({
  VolumeId: volumeId(account, instance.name),
  AvailabilityZone: zoneOf(instance),
  CreateTime: dateOf(`launch/${account}/${instance.name}`),
  Encrypted: true,
  KmsKeyId,
  Size: 40,
  SnapshotId: '',
  State: 'in-use',
  VolumeType: 'gp3',
  MultiAttachEnabled: false,
  Attachments: [
    {
      VolumeId: volumeId(account, instance.name),
      InstanceId: instanceId(account, instance.name),
      Device: '/dev/xvda',
      State: 'attached',
      DeleteOnTermination: true,
      AttachTime: dateOf(`launch/${account}/${instance.name}`),
    },
  ],
  Tags: tagList({ Name: instance.name }),
})

function writeSnapshots(
  out: AccountWriter,
  region: string,
  snapshots: readonly Snapshot[],
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

function writeImages(out: AccountWriter, region: string, images: readonly string[]): void {
  const answers = images.map((name) => ({
    ImageId: imageId(name),
    Name: name,
    OwnerId: out.account,
    CreationDate: dateOf(`image/${name}`),
    Public: false,
    State: 'available',
    Architecture: 'x86_64',
    PlatformDetails: 'Linux/UNIX',
    RootDeviceName: '/dev/xvda',
    RootDeviceType: 'ebs',
    BlockDeviceMappings: [],
    Tags: tagList({ Name: name }),
  }))
  out.list(region, 'ec2 describe-images', 'Images', answers)
  for (const name of images) {
    const id = imageId(name)
    out.put(region, 'ec2 describe-image-attribute', { ImageId: id, LaunchPermissions: [] }, id)
  }
}

function writeTemplates(out: AccountWriter, region: string, templates: readonly LaunchTemplate[]): void {
  const { account } = out
  const base = (name: string) => ({
    LaunchTemplateId: ec2Id('lt', `${account}/${name}`),
    LaunchTemplateName: name,
    CreateTime: dateOf(`template/${account}/${name}`),
    CreatedBy: `arn:aws:sts::${account}:assumed-role/terraform-apply/ci`,
  })
  const listed = templates.map(({ name }) => ({
    ...base(name),
    DefaultVersionNumber: 1,
    LatestVersionNumber: 1,
  }))
  out.list(region, 'ec2 describe-launch-templates', 'LaunchTemplates', listed)
  for (const { name, profile, image, type } of templates) {
    const data = {
      ...(profile === undefined
        ? {}
        : { IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/${profile}` } }),
      ImageId: imageId(image),
      InstanceType: type,
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
    }
    const version = { ...base(name), VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: data }
    out.put(
      region,
      'ec2 describe-launch-template-versions',
      { LaunchTemplateVersions: [version] },
      base(name).LaunchTemplateId,
    )
  }
  out.list(
    region,
    'autoscaling describe-auto-scaling-groups',
    'AutoScalingGroups',
    templates.flatMap((template) => groupAnswer(account, region, template)),
  )
  out.list(region, 'autoscaling describe-launch-configurations', 'LaunchConfigurations', [])
}

function groupAnswer(account: string, region: string, { name, group, size = 2 }: LaunchTemplate) {
  if (group === undefined) return []
  const ids = idsOf(account, group.vpc)
  return [
    {
      AutoScalingGroupName: group.name,
      AutoScalingGroupARN: `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:${ec2Id('x', group.name).slice(2)}:autoScalingGroupName/${group.name}`,
      LaunchTemplate: {
        LaunchTemplateId: ec2Id('lt', `${account}/${name}`),
        LaunchTemplateName: name,
        Version: '$Default',
      },
      MinSize: size,
      MaxSize: size * 3,
      DesiredCapacity: size,
      DefaultCooldown: 300,
      AvailabilityZones: group.subnets.map((subnet) => `${region}${subnet.at(-1) ?? 'a'}`),
      HealthCheckType: 'EC2',
      HealthCheckGracePeriod: 300,
      Instances: [],
      CreatedTime: dateOf(`asg/${account}/${group.name}`),
      VPCZoneIdentifier: group.subnets.map(ids.subnet).join(','),
      Tags: [],
      ServiceLinkedRoleARN: `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    },
  ]
}
