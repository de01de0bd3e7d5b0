import { z } from 'zod'
import { defineCollector, type PartitionId, type Records } from '../collector.ts'
import { findCredentials } from '../credential-kinds.ts'
import { RecordBuilder } from './builder.ts'
import { Ec2Ids } from './ec2/ids.ts'
import { decodeUserData } from './ec2/instances.ts'
import { profileArn } from './ec2/launch-templates.ts'
import { listOf, nodeProps, tagList, tagTexts, textOrNone, timeOrNone } from './shapes.ts'

const template = z.object({ LaunchTemplateId: textOrNone, Version: textOrNone }).nullish()

const groupList = z.object({
  AutoScalingGroups: listOf(
    z.object({
      AutoScalingGroupName: z.string(),
      AutoScalingGroupARN: z.string(),
      LaunchConfigurationName: textOrNone,
      LaunchTemplate: template,
      MixedInstancesPolicy: z
        .object({ LaunchTemplate: z.object({ LaunchTemplateSpecification: template }).nullish() })
        .nullish(),
      MinSize: z.number().optional(),
      MaxSize: z.number().optional(),
      DesiredCapacity: z.number().optional(),
      VPCZoneIdentifier: textOrNone,
      ServiceLinkedRoleARN: textOrNone,
      Instances: listOf(z.object({ InstanceId: z.string() })),
      CreatedTime: timeOrNone,
      Tags: tagList,
    }),
  ),
})

const configurationList = z.object({
  LaunchConfigurations: listOf(
    z.object({
      LaunchConfigurationName: z.string(),
      LaunchConfigurationARN: z.string(),
      ImageId: textOrNone,
      IamInstanceProfile: textOrNone,
      MetadataOptions: z.object({ HttpTokens: textOrNone }).nullish(),
      UserData: textOrNone,
      CreatedTime: timeOrNone,
    }),
  ),
})

/** Groups and what they launch from. */
export const autoscaling = defineCollector({
  provider: 'aws',
  service: 'autoscaling',
  scope: 'region',
  calls: {
    'autoscaling describe-auto-scaling-groups': { permission: 'autoscaling:DescribeAutoScalingGroups' },
    'autoscaling describe-launch-configurations': { permission: 'autoscaling:DescribeLaunchConfigurations' },
  },
  async *collect(context) {
    const configurations = await context.attempt('autoscaling describe-launch-configurations')
    yield configurationRecords(context.partition, configurations)
    const groups = await context.call('autoscaling describe-auto-scaling-groups')
    yield groupRecords(context.partition, groups, configurations)
  },
})

/** A launch configuration is a template that cannot be changed. */
function configurationRecords(partition: PartitionId, answer: unknown): Records {
  const records = new RecordBuilder()
  for (const one of configurationList.parse(answer ?? {}).LaunchConfigurations) {
    const found = findCredentials(decodeUserData(one.UserData ?? ''))
    const props = nodeProps(partition, one.LaunchConfigurationName, {
      imageId: one.ImageId,
      httpTokens: one.MetadataOptions?.HttpTokens,
      instanceProfile: one.IamInstanceProfile || null,
      userDataKinds: found.kinds,
      userDataAccessKeyIds: found.accessKeyIds,
      foreignClients: found.foreignClients,
      createdAt: one.CreatedTime,
    })
    records.node('AwsLaunchConfiguration', one.LaunchConfigurationARN, props)
    const profile = profileArn(partition, one.IamInstanceProfile || undefined)
    records.relate(one.LaunchConfigurationARN, 'HAS_INSTANCE_PROFILE', profile)
  }
  return records
}

function groupRecords(partition: PartitionId, answer: unknown, configurations: unknown): Records {
  const records = new RecordBuilder()
  const ids = new Ec2Ids(partition)
  const known = configurationList.parse(configurations ?? {}).LaunchConfigurations
  for (const group of groupList.parse(answer ?? {}).AutoScalingGroups) {
    const id = group.AutoScalingGroupARN
    const source =
      group.LaunchTemplate ?? group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification
    const instances = group.Instances.map((instance) => instance.InstanceId)
    const props = nodeProps(partition, group.AutoScalingGroupName, {
      launchTemplate: source?.LaunchTemplateId ?? null,
      launchTemplateVersion: source?.Version ?? null,
      launchConfiguration: group.LaunchConfigurationName ?? null,
      minSize: group.MinSize,
      maxSize: group.MaxSize,
      desiredCapacity: group.DesiredCapacity,
      serviceLinkedRole: group.ServiceLinkedRoleARN,
      createdAt: group.CreatedTime,
      tags: tagTexts(group.Tags),
    })
    const configuration = known.find((one) => one.LaunchConfigurationName === group.LaunchConfigurationName)
    records.node('AwsAutoScalingGroup', id, props)
    records.relate(id, 'LAUNCHES_FROM', ids.maybe('launch-template', source?.LaunchTemplateId))
    records.relate(id, 'LAUNCHES_FROM', configuration?.LaunchConfigurationARN)
    for (const instance of instances) records.relate(id, 'MANAGES', ids.arn('instance', instance))
    for (const subnet of (group.VPCZoneIdentifier ?? '').split(',').filter(Boolean)) {
      records.relate(id, 'IN_SUBNET', ids.arn('subnet', subnet.trim()))
    }
  }
  return records
}
