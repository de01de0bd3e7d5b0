import { defineNode, derived, flag, number, text, texts } from '../define.ts'
import { PATCH_COMPLIANCE } from '../patches.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const compute = { class: 'Workload', provider: 'aws', service: 'ec2' } as const
const data = { class: 'Data', provider: 'aws', service: 'ec2' } as const

export const AwsEc2Instance = defineNode({
  ...compute,
  kind: 'AwsEc2Instance',
  title: 'EC2 instance',
  properties: {
    instanceId: text('i-…'),
    state: text('running, stopped, …; terminated ones are left out'),
    instanceType: text('t3.micro, …'),
    imageId: text('ami-…'),
    platform: text('linux or windows'),
    publicIp: text('absent when it has none'),
    privateIp: text('primary private IPv4'),
    ipv6Addresses: texts('of all interfaces'),
    httpTokens: text('required (IMDSv2 only) | optional'),
    httpEndpoint: text('enabled | disabled: the metadata service'),
    httpPutResponseHopLimit: number('1 keeps the token out of containers'),
    instanceProfile: text('ARN; absent when it has none'),
    keyName: text('SSH key pair'),
    userDataAccessKeyIds: texts('AWS access key ids found in user data: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    userDataKinds: texts('kinds of credential found in user data; empty when none'),
    ssmManaged: flag('registered with Systems Manager; absent when not collected'),
    ssmPing: text('Online | ConnectionLost | Inactive: the SSM agent; absent unless managed'),
    ssmAgentVersion: text('absent unless managed'),
    patchCompliance: PATCH_COMPLIANCE,
    vulnerabilityScanned: derived(
      flag('Inspector is on for its kind and region, or a scanner found something on it; absent otherwise'),
    ),
    internetReachable: derived(flag('some port is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable, such as tcp/22')),
  },
})

export const AwsLaunchTemplate = defineNode({
  ...compute,
  kind: 'AwsLaunchTemplate',
  class: 'Code',
  title: 'Launch template',
  properties: {
    templateId: text('lt-…'),
    defaultVersion: number('version number'),
    latestVersion: number('version number'),
    imageId: text('ami-… of the default version'),
    httpTokens: text('required | optional, of the default version'),
    httpEndpoint: text('enabled | disabled, of the default version'),
    httpPutResponseHopLimit: number('of the default version'),
    instanceProfile: text('ARN or name in the default version; null when none'),
    userDataKinds: texts('kinds of credential found in user data; empty when none'),
    userDataAccessKeyIds: texts('AWS access key ids found in user data: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})

export const AwsLaunchConfiguration = defineNode({
  ...compute,
  kind: 'AwsLaunchConfiguration',
  class: 'Code',
  service: 'autoscaling',
  title: 'Launch configuration',
  properties: {
    imageId: text('ami-…'),
    httpTokens: text('required | optional'),
    instanceProfile: text('ARN or name; null when none'),
    userDataKinds: texts('kinds of credential found in user data; empty when none'),
    userDataAccessKeyIds: texts('AWS access key ids found in user data: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
  },
})

export const AwsAutoScalingGroup = defineNode({
  ...compute,
  kind: 'AwsAutoScalingGroup',
  service: 'autoscaling',
  title: 'Auto Scaling group',
  properties: {
    launchTemplate: text('lt-…; null when it launches from a configuration'),
    launchTemplateVersion: text('a number, $Default or $Latest'),
    launchConfiguration: text('name; null when it launches from a template'),
    minSize: number('instances'),
    maxSize: number('instances'),
    desiredCapacity: number('instances'),
    serviceLinkedRole: text('ARN'),
  },
})

export const AwsEbsVolume = defineNode({
  ...data,
  kind: 'AwsEbsVolume',
  title: 'EBS volume',
  properties: {
    encrypted: flag('encrypted at rest'),
    sizeGiB: number('GiB'),
    state: text('in-use, available, …'),
  },
})

export const AwsEbsSnapshot = defineNode({
  ...data,
  kind: 'AwsEbsSnapshot',
  title: 'EBS snapshot',
  properties: {
    encrypted: flag('encrypted at rest'),
    public: flag('anyone may create a volume from it'),
    sharedWith: texts('account ids that may create a volume from it'),
  },
})

export const AwsMachineImage = defineNode({
  ...data,
  kind: 'AwsMachineImage',
  title: 'Machine image (AMI)',
  properties: {
    imageId: text('ami-…'),
    public: flag('anyone may launch it'),
    sharedWith: texts('account ids that may launch it'),
  },
})
