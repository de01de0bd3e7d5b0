import { CreateAutoScalingGroupCommand, CreateLaunchConfigurationCommand } from '@aws-sdk/client-auto-scaling'
import * as ec2 from '@aws-sdk/client-ec2'
import * as lambda from '@aws-sdk/client-lambda'
import { type Clients, given } from './clients.ts'
import type { Network } from './network.ts'

const USER_DATA = Buffer.from('#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAQYLPMN5HXAMPLE77\n').toString('base64')

/** An instance, a shared snapshot, an image, what a group launches from, and functions. */
export async function seedCompute(
  clients: Clients,
  network: Network,
  account: string,
  key: string,
): Promise<void> {
  const image = await seedInstance(clients.ec2, network, account)
  await seedDisks(clients.ec2, key)
  await seedGroups(clients, network, account, image)
  await seedFunctions(clients.lambda, network, account)
}

async function seedInstance(client: ec2.EC2Client, network: Network, account: string): Promise<string> {
  const ImageId = 'ami-0a1b2c3d4e5f60718'
  const run = await client.send(
    new ec2.RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: USER_DATA,
      IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/web` },
      MetadataOptions: { HttpTokens: 'optional', HttpPutResponseHopLimit: 2, HttpEndpoint: 'enabled' },
      NetworkInterfaces: [
        { DeviceIndex: 0, SubnetId: network.subnet, Groups: [network.group], AssociatePublicIpAddress: true },
      ],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web-1' }] }],
    }),
  )
  const InstanceId = given(run.Instances?.[0]?.InstanceId, 'instance')
  const made = await client.send(new ec2.CreateImageCommand({ InstanceId, Name: 'web-golden' }))
  const own = given(made.ImageId, 'image')
  await client.send(
    new ec2.ModifyImageAttributeCommand({
      ImageId: own,
      LaunchPermission: { Add: [{ UserId: '999999999999' }] },
    }),
  )
  return own
}

async function seedDisks(client: ec2.EC2Client, KmsKeyId: string): Promise<void> {
  const made = await client.send(
    new ec2.CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 8, Encrypted: true, KmsKeyId }),
  )
  const snapshot = await client.send(
    new ec2.CreateSnapshotCommand({ VolumeId: given(made.VolumeId, 'volume') }),
  )
  await client.send(
    new ec2.ModifySnapshotAttributeCommand({
      SnapshotId: given(snapshot.SnapshotId, 'snapshot'),
      Attribute: 'createVolumePermission',
      OperationType: 'add',
      GroupNames: ['all'],
    }),
  )
}

async function seedGroups(
  clients: Clients,
  network: Network,
  account: string,
  ImageId: string,
): Promise<void> {
  const template = await clients.ec2.send(
    new ec2.CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: {
        ImageId,
        IamInstanceProfile: { Name: 'web' },
        MetadataOptions: { HttpTokens: 'required' },
        UserData: USER_DATA,
      },
    }),
  )
  const LaunchTemplateId = given(template.LaunchTemplate?.LaunchTemplateId, 'launch template')
  await clients.autoscaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: 'web',
      MinSize: 0,
      MaxSize: 2,
      DesiredCapacity: 1,
      VPCZoneIdentifier: network.subnet,
      LaunchTemplate: { LaunchTemplateId, Version: '$Default' },
    }),
  )
  await clients.autoscaling.send(
    new CreateLaunchConfigurationCommand({
      LaunchConfigurationName: 'old',
      ImageId,
      InstanceType: 't2.micro',
      IamInstanceProfile: `arn:aws:iam::${account}:instance-profile/web`,
    }),
  )
}

async function seedFunctions(client: lambda.LambdaClient, network: Network, account: string): Promise<void> {
  const FunctionName = 'webhook'
  const code = {
    Runtime: 'python3.12',
    Role: `arn:aws:iam::${account}:role/worker`,
    Handler: 'main.handler',
    Code: { ZipFile: Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64') },
  } as const
  await client.send(
    new lambda.CreateFunctionCommand({
      ...code,
      FunctionName,
      Environment: { Variables: { DB_PASSWORD: 'correct-horse-battery', STAGE: 'live' } },
      VpcConfig: { SubnetIds: [network.subnet], SecurityGroupIds: [network.group] },
    }),
  )
  await client.send(
    new lambda.AddPermissionCommand({
      FunctionName,
      StatementId: 'anyone',
      Action: 'lambda:InvokeFunction',
      Principal: '*',
    }),
  )
  await client.send(new lambda.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'NONE' }))
  await client.send(new lambda.CreateFunctionCommand({ ...code, FunctionName: 'quiet' }))
}
