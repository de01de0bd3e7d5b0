import { dateOf, ec2Id } from './ids.ts'
import { idsOf, type Vpc } from './vpc.ts'
import { type AccountWriter, tagList } from './writer.ts'

export interface LaunchTemplate {
  readonly name: string
  readonly profile?: string
  readonly image: string
  readonly type: string
  readonly group?: { readonly vpc: Vpc; readonly name: string; readonly subnets: readonly string[] }
  readonly size?: number
}

export const imageId = (name: string): string => ec2Id('ami', name)

/** Images of one's own, shared with nobody. */
export function writeImages(out: AccountWriter, region: string, images: readonly string[]): void {
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

/** Launch templates and the groups that launch from them. */
export function writeTemplates(
  out: AccountWriter,
  region: string,
  templates: readonly LaunchTemplate[],
): void {
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
