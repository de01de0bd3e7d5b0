import { TECHNIQUE } from '../../likelihood.ts'
import { exists, someOf } from '../engine/existing.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import { follow, nodesIn } from '../engine/sources.ts'
import type { Permission, Source } from '../privilege.ts'
import { ACCOUNT, arn, TARGET_ROLE } from './example.ts'
import { existingWorkload, holds, newPassRole, trusting } from './families.ts'

const SERVICE = 'ecs-tasks.amazonaws.com'
const NEW_CLUSTER = 'arn:aws:ecs:{region}:{account}:cluster/{new}'
const NEW_DEFINITION = 'arn:aws:ecs:{region}:{account}:task-definition/{new}:{new}'
const NEW_SERVICE = 'arn:aws:ecs:{region}:{account}:service/{new}/{new}'
const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${operation}.html`

const isActive = ({ props }: { readonly props: { readonly status?: unknown } }) =>
  props.status === undefined || props.status === 'ACTIVE'
const someCluster = someOf('an ECS cluster', 'AwsEcsCluster', isActive)
const someDefinition = someOf('an ECS task definition', 'AwsEcsTaskDefinition', isActive)
const someContainerInstance = someOf(
  'an ECS container instance',
  'AwsEcsContainerInstance',
  ({ props }) => isActive({ props }) && props.agentConnected !== false,
)
const someClusterToJoin = someOf('an ECS cluster', 'AwsEcsCluster', isActive)

const clusterExists = exists('cluster', someCluster)
const hasContainerInstance = exists('container-instance', someContainerInstance)

const CLUSTER = [arn('ecs', 'cluster/main'), 'AwsEcsCluster', { account: ACCOUNT, status: 'ACTIVE' }] as const
const DEFINITION = [
  arn('ecs', 'task-definition/web:1'),
  'AwsEcsTaskDefinition',
  { account: ACCOUNT, status: 'ACTIVE' },
] as const
const CONTAINER_INSTANCE = [
  arn('ecs', 'container-instance/main/1'),
  'AwsEcsContainerInstance',
  { account: ACCOUNT, status: 'ACTIVE', agentConnected: true },
] as const

const createCluster: Permission = { action: 'ecs:CreateCluster', on: NEW_CLUSTER }
const register: Permission = { action: 'ecs:RegisterTaskDefinition', on: NEW_DEFINITION }
const createService: Permission = { action: 'ecs:CreateService', on: NEW_SERVICE }
const runTask: Permission = { action: 'ecs:RunTask', on: NEW_DEFINITION }
const startTask: Permission = { action: 'ecs:StartTask', on: NEW_DEFINITION }

const common = { service: SERVICE, likelihood: TECHNIQUE.newPipeline } as const

export const newClusterAndService = newPassRole({
  ...common,
  id: 'ecs-001',
  title: 'Creates a cluster, a task definition with the role, and a service that runs it',
  references: [reference('RegisterTaskDefinition'), reference('CreateService')],
  permissions: [createCluster, register, createService],
})
export const newClusterAndTask = newPassRole({
  ...common,
  id: 'ecs-002',
  title: 'Creates a cluster and a task definition with the role, and runs it',
  references: [reference('RegisterTaskDefinition'), reference('RunTask')],
  permissions: [createCluster, register, runTask],
})
export const newService = newPassRole({
  ...common,
  id: 'ecs-003',
  title: 'Registers a task definition with the role and a service that runs it',
  references: [reference('RegisterTaskDefinition'), reference('CreateService')],
  permissions: [register, createService],
  world: [clusterExists],
  nodes: [CLUSTER],
})
export const newTask = newPassRole({
  ...common,
  id: 'ecs-004',
  title: 'Registers a task definition with the role and runs it',
  references: [reference('RegisterTaskDefinition'), reference('RunTask')],
  permissions: [register, runTask],
  world: [clusterExists],
  nodes: [CLUSTER],
})
export const newTaskOnInstance = newPassRole({
  ...common,
  id: 'ecs-005',
  title: 'Registers a task definition with the role and starts it on a container instance',
  references: [reference('RegisterTaskDefinition'), reference('StartTask')],
  permissions: [register, startTask],
  world: [clusterExists, hasContainerInstance],
  nodes: [CLUSTER, CONTAINER_INSTANCE],
})

/** A task may be started with another role and another command than its definition says. */
const overrides = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html'

export const taskRoleOverriddenOnOwnInstance = newPassRole({
  ...common,
  id: 'ecs-007',
  title: 'Registers a machine of its own in a cluster and starts an existing task there with the role',
  references: [reference('RegisterContainerInstance'), reference('StartTask'), overrides],
  permissions: [
    { action: 'ecs:RegisterContainerInstance', on: someClusterToJoin },
    { action: 'ecs:StartTask', on: someDefinition },
  ],
  nodes: [CLUSTER, DEFINITION],
})
export const taskRoleOverridden = newPassRole({
  ...common,
  id: 'ecs-008',
  title: 'Runs an existing task definition with the role and a command of its own',
  references: [reference('RunTask'), overrides],
  permissions: [{ action: 'ecs:RunTask', on: someDefinition }],
  world: [clusterExists],
  nodes: [CLUSTER, DEFINITION],
})
export const taskRoleOverriddenOnInstance = newPassRole({
  ...common,
  id: 'ecs-009',
  title: 'Starts an existing task definition on a container instance with the role',
  references: [reference('StartTask'), overrides],
  permissions: [{ action: 'ecs:StartTask', on: someDefinition }],
  world: [clusterExists, hasContainerInstance],
  nodes: [CLUSTER, DEFINITION, CONTAINER_INSTANCE],
})

/** Tasks that run, with the role they were given at start or else their definition's. */
const runningTasks: Source = {
  says: 'roles of ECS tasks',
  *inAccount(scene, account) {
    for (const task of nodesIn(scene, account, 'AwsEcsTask')) {
      const own = follow(scene, task.id, 'HAS_EXECUTION_ROLE')
      const defined = follow(scene, task.id, 'USES_DEFINITION').flatMap(({ id }) =>
        follow(scene, id, 'HAS_EXECUTION_ROLE'),
      )
      const [cluster] = follow(scene, task.id, 'IN_CLUSTER')
      for (const role of own.length > 0 ? own : defined)
        for (const found of trusting(scene, role, [SERVICE], { task, ...(cluster && { cluster }) }))
          yield { ...found, evidence: [holds(task, role), ...found.evidence] }
    }
  },
}

const TASK = arn('ecs', 'task/main/1')

export const commandInTask = existingWorkload({
  id: 'ecs-006',
  title: 'Runs commands in a container of a running task',
  kind: 'AwsEcsTask',
  name: 'task',
  workload: TASK,
  service: SERVICE,
  source: runningTasks,
  likelihood: TECHNIQUE.command,
  references: [
    reference('ExecuteCommand'),
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html',
  ],
  permissions: [
    { action: 'ecs:ExecuteCommand', on: 'task' },
    { action: 'ecs:ExecuteCommand', on: 'cluster' },
    { action: 'ecs:DescribeTasks', on: 'task', optional: true },
  ],
  on: { cluster: CLUSTER[0] },
  target: [
    propertyOf('task-state', 'the task runs', 'task', 'lastStatus', (status) => status === 'RUNNING'),
    propertyOf(
      'execute-command',
      'the task was started with ECS Exec',
      'task',
      'executeCommandEnabled',
      (enabled) => enabled === true,
    ),
  ],
  props: { lastStatus: 'RUNNING', executeCommandEnabled: true },
  nodes: [CLUSTER],
  facts: [
    [TASK, 'HAS_EXECUTION_ROLE', TARGET_ROLE],
    [TASK, 'IN_CLUSTER', CLUSTER[0]],
  ],
})
