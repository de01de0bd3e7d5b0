import { expect, test } from 'vitest'
import { collectFrom } from '../../answers.fixture.ts'
import { ecs } from './index.ts'

const arn = (resource: string) => `arn:aws:ecs:us-east-1:111111111111:${resource}`
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`
const definition = arn('task-definition/web:3')

const withDefinition = (taskDefinition: object) =>
  collectFrom(ecs, {
    'ecs list-task-definitions': { taskDefinitionArns: [definition] },
    'ecs describe-task-definition web:3': { taskDefinition, tags: [] },
  })

test('containers act as the task role; the execution role only pulls', async () => {
  const { from } = await withDefinition({ taskRoleArn: role('task'), executionRoleArn: role('pull') })
  expect(from(definition)).toEqual([`HAS_EXECUTION_ROLE ${role('task')}`, `HAS_SERVICE_ROLE ${role('pull')}`])
})

test('a definition without a task role says so', async () => {
  const { props } = await withDefinition({ executionRoleArn: role('pull') })
  expect(props(definition)).toMatchObject({ taskRole: null })
})

test.each([
  [[{ user: 'app' }], false],
  [[{ user: '1000:0' }], false],
  [[{ user: '0:1000' }], true],
  [[{ user: 'app' }, { user: 'root' }], true],
  [[{ user: 'app' }, {}], true],
])('with %j a container may be root: %s', async (containerDefinitions, runsAsRoot) => {
  const { props } = await withDefinition({ containerDefinitions })
  expect(props(definition)).toMatchObject({ runsAsRoot })
})

test('of variables and commands only names and kinds of credential are kept', async () => {
  const { props } = await withDefinition({
    containerDefinitions: [
      {
        name: 'app',
        environment: [{ name: 'DB_PASSWORD', value: 'hunter22' }],
        secrets: [{ name: 'TOKEN', valueFrom: 'token' }],
        command: ['serve', 'AKIAQYLPMN5HXAMPLE77'],
      },
    ],
  })
  expect(props(definition)).toMatchObject({
    environmentNames: ['DB_PASSWORD'],
    secretNames: ['TOKEN'],
    environmentCredentialKinds: ['aws-access-key', 'password'],
    environmentAccessKeyIds: ['AKIAQYLPMN5HXAMPLE77'],
  })
  expect(JSON.stringify(props(definition))).not.toContain('hunter22')
})

test('secrets are named by ARN, with what follows it cut off, or by the name of a parameter', async () => {
  const secret = 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf'
  const secrets = [
    { name: 'A', valueFrom: `${secret}:password::` },
    { name: 'B', valueFrom: '/app/token' },
  ]
  const { from } = await withDefinition({ containerDefinitions: [{ secrets }] })
  expect(from(definition)).toEqual([
    `USES_SECRET ${secret}`,
    'USES_SECRET arn:aws:ssm:us-east-1:111111111111:parameter/app/token',
  ])
})

const inCluster = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(ecs, {
    'ecs list-clusters': { clusterArns: [arn('cluster/c')] },
    'ecs describe-clusters': { clusters: [{ clusterArn: arn('cluster/c'), status: 'ACTIVE' }] },
    ...answers,
  })

test('a task runs its definition, for a service, with the role that it was started with', async () => {
  const { from, props } = await inCluster({
    'ecs list-tasks c': { taskArns: [arn('task/c/1')] },
    'ecs describe-tasks c': {
      tasks: [
        {
          taskArn: arn('task/c/1'),
          taskDefinitionArn: definition,
          lastStatus: 'RUNNING',
          group: 'service:web',
          enableExecuteCommand: true,
          overrides: { taskRoleArn: role('other') },
          containers: [
            { name: 'app', managedAgents: [{ name: 'ExecuteCommandAgent', lastStatus: 'RUNNING' }] },
          ],
        },
      ],
    },
  })
  expect(from(arn('task/c/1'))).toEqual([
    `HAS_EXECUTION_ROLE ${role('other')}`,
    `IN_CLUSTER ${arn('cluster/c')}`,
    `USES_DEFINITION ${definition}`,
  ])
  expect(from(arn('service/c/web'))).toEqual([`MANAGES ${arn('task/c/1')}`])
  expect(props(arn('task/c/1'))).toMatchObject({
    executeCommandEnabled: true,
    executeCommandAgent: 'RUNNING',
  })
})

test('a stopped task is left out', async () => {
  const { ids } = await inCluster({
    'ecs list-tasks c': { taskArns: [arn('task/c/1')] },
    'ecs describe-tasks c': { tasks: [{ taskArn: arn('task/c/1'), lastStatus: 'STOPPED' }] },
  })
  expect(ids).toEqual([arn('cluster/c')])
})

test('a container instance is an instance of EC2, unless it is elsewhere', async () => {
  const one = (id: string, ec2InstanceId: string) => ({
    containerInstanceArn: arn(`container-instance/c/${id}`),
    ec2InstanceId,
    agentConnected: true,
  })
  const { from } = await inCluster({
    'ecs list-container-instances c': { containerInstanceArns: [arn('container-instance/c/1')] },
    'ecs describe-container-instances c': { containerInstances: [one('1', 'i-1'), one('2', 'mi-2')] },
  })
  expect(from(arn('container-instance/c/1'))).toEqual([
    `IN_CLUSTER ${arn('cluster/c')}`,
    'RUNS_ON arn:aws:ec2:us-east-1:111111111111:instance/i-1',
  ])
  expect(from(arn('container-instance/c/2'))).toEqual([`IN_CLUSTER ${arn('cluster/c')}`])
})

test('a service that could not be described is still there, in its cluster', async () => {
  const service = arn('service/c/web')
  const { from, props } = await inCluster({ 'ecs list-services c': { serviceArns: [service] } })
  expect(from(service)).toEqual([`IN_CLUSTER ${arn('cluster/c')}`])
  expect(props(service)).not.toHaveProperty('status')
})
