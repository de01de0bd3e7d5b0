import { defineNode, derived, flag, json, number, text, texts, time } from '../define.ts'
import { FOREIGN_CLIENTS } from '../traces.ts'

const ecs = { class: 'Workload', provider: 'aws', service: 'ecs' } as const

export const AwsEcsCluster = defineNode({
  ...ecs,
  kind: 'AwsEcsCluster',
  title: 'ECS cluster',
  properties: {
    status: text('ACTIVE, PROVISIONING, …'),
    containerInstances: number('registered EC2 or external instances'),
    runningTasks: number('running tasks'),
    activeServices: number('active services'),
    capacityProviders: texts('FARGATE, FARGATE_SPOT, names of Auto Scaling providers'),
    containerInsights: text('enabled | enhanced | disabled'),
    executeCommandLogging: text('DEFAULT | OVERRIDE | NONE: where sessions into containers are logged'),
  },
})

export const AwsEcsService = defineNode({
  ...ecs,
  kind: 'AwsEcsService',
  title: 'ECS service',
  properties: {
    status: text('ACTIVE, DRAINING'),
    desiredCount: number('tasks wanted'),
    runningCount: number('tasks that run'),
    launchType: text('EC2 | FARGATE | EXTERNAL; absent with a capacity provider'),
    executeCommandEnabled: flag('new tasks accept ECS Exec'),
    taskDefinition: text('ARN with revision'),
    assignPublicIp: flag('tasks get a public address; absent outside awsvpc networking'),
  },
})

export const AwsEcsTaskDefinition = defineNode({
  ...ecs,
  kind: 'AwsEcsTaskDefinition',
  class: 'Code',
  title: 'ECS task definition',
  properties: {
    family: text('name without revision'),
    revision: number('revision'),
    status: text('ACTIVE | INACTIVE'),
    taskRole: text('role ARN that the containers act as; null when it has none'),
    executionRole: text('role ARN with which the agent pulls images and secrets; null when it has none'),
    networkMode: text('awsvpc, bridge, host, none'),
    compatibilities: texts('EC2, FARGATE, EXTERNAL: where it may be launched'),
    images: texts('images of its containers, sorted'),
    privileged: flag('a container runs privileged on its host'),
    runsAsRoot: flag('a container is given root as its user, or none, so that the image decides'),
    environmentNames: texts('names of variables of all containers; never values'),
    secretNames: texts('names of variables that are filled from Secrets Manager or SSM'),
    environmentCredentialKinds: texts('kinds of credential detected in values and commands'),
    environmentAccessKeyIds: texts('AWS access key ids found in values: names of keys, not secrets'),
    foreignClients: FOREIGN_CLIENTS,
    hostPaths: texts('paths of the host that it mounts'),
    pidMode: text('host | task; absent when its own'),
    readonlyRootFilesystem: flag('every container has a read-only root file system'),
    logging: flag('every container has a log driver'),
  },
})

export const AwsEcsTask = defineNode({
  ...ecs,
  kind: 'AwsEcsTask',
  title: 'ECS task',
  properties: {
    lastStatus: text('RUNNING, PENDING, …; stopped ones are left out'),
    launchType: text('EC2 | FARGATE | EXTERNAL'),
    group: text('service:<name> | family:<name>'),
    executeCommandEnabled: flag('accepts ECS Exec'),
    executeCommandAgent: text('RUNNING | STOPPED | PENDING of the agent; null when no container has one'),
    taskRole: text('role ARN given at start in place of the definition’s; absent when not overridden'),
    containers: texts('names of its containers, sorted'),
    images: texts('images of its containers, sorted'),
    vulnerabilityScanned: derived(
      flag('Inspector is on for its kind and region, or a scanner found something on it; absent otherwise'),
    ),
    internetReachable: derived(flag('some port is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable, such as tcp/22')),
  },
})

export const AwsEcsContainerInstance = defineNode({
  ...ecs,
  kind: 'AwsEcsContainerInstance',
  title: 'ECS container instance',
  properties: {
    status: text('ACTIVE, DRAINING, …'),
    agentConnected: flag('the ECS agent is connected: tasks can be started on it'),
    instance: text('EC2 instance id or managed instance id (mi-…)'),
    agentVersion: text('version of the ECS agent'),
  },
})

/** One image of a repository, told by what scanned it or by what runs it. */
export const AwsEcrImage = defineNode({
  kind: 'AwsEcrImage',
  class: 'Code',
  provider: 'aws',
  service: 'ecr',
  title: 'ECR image',
  properties: { imageTags: texts('tags that pointed at it when it was scanned, sorted') },
})

/** Where containers come from. */
export const AwsEcrRepository = defineNode({
  kind: 'AwsEcrRepository',
  class: 'Code',
  provider: 'aws',
  service: 'ecr',
  title: 'ECR repository',
  properties: {
    uri: text('address that images are pulled from'),
    policy: json('repository policy document; null when it has none'),
    publicAccess: derived(flag('anyone with an AWS account may use it, after every policy layer')),
    newestImagePushedAt: time('absent when it holds no image, or when not collected'),
    newestImageFindings: number(
      'critical and high vulnerabilities in the newest image; absent when it was not scanned, or not collected',
    ),
    tagMutability: text('MUTABLE | IMMUTABLE | …_WITH_EXCLUSION: whether a tag can be moved'),
    scanOnPush: flag('images are scanned when pushed'),
    encryption: text('AES256 | KMS'),
  },
})
