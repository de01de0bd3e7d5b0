import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { batch } from './batch.ts'
import { codedeploy } from './codedeploy.ts'
import { cognito } from './cognito.ts'
import { datapipeline } from './datapipeline.ts'
import { emr } from './emr.ts'
import { imagebuilder } from './imagebuilder.ts'
import { scheduler } from './scheduler.ts'
import { stepfunctions } from './stepfunctions.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`
const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`
const profile = (name: string) => `arn:aws:iam::111111111111:instance-profile/${name}`

test('a batch job acts as its job role; the execution role only pulls', async () => {
  const id = arn('batch', 'job-definition/j:1')
  const { from, props } = await collectFrom(batch, {
    'batch describe-job-definitions': {
      jobDefinitions: [
        {
          jobDefinitionArn: id,
          jobDefinitionName: 'j',
          status: 'ACTIVE',
          containerProperties: {
            jobRoleArn: role('job'),
            executionRoleArn: role('pull'),
            environment: [{ name: 'DB_PASSWORD', value: 'hunter22' }],
          },
        },
      ],
    },
  })
  expect(from(id)).toEqual([`HAS_EXECUTION_ROLE ${role('job')}`, `HAS_SERVICE_ROLE ${role('pull')}`])
  expect(props(id)).toMatchObject({ environmentCredentialKinds: ['password'] })
  expect(JSON.stringify(props(id))).not.toContain('hunter22')
})

test('a job definition that was given up is left out', async () => {
  const { ids } = await collectFrom(batch, {
    'batch describe-job-definitions': {
      jobDefinitions: [{ jobDefinitionArn: 'a', jobDefinitionName: 'j', status: 'INACTIVE' }],
    },
  })
  expect(ids).toEqual([])
})

const withCluster = (State: string) =>
  collectFrom(emr, {
    'emr list-clusters': {
      Clusters: [{ Id: 'j-1', ClusterArn: arn('elasticmapreduce', 'cluster/j-1'), Status: { State } }],
    },
    'emr describe-cluster j-1': {
      Cluster: { ServiceRole: 'service', Ec2InstanceAttributes: { IamInstanceProfile: 'nodes' } },
    },
  })

test('the instances of an EMR cluster have its instance profile', async () => {
  const { from } = await withCluster('WAITING')
  expect(from(arn('elasticmapreduce', 'cluster/j-1'))).toEqual([
    `HAS_INSTANCE_PROFILE ${profile('nodes')}`,
    `HAS_SERVICE_ROLE ${role('service')}`,
  ])
})

test('a cluster that has ended is left out', async () => {
  expect((await withCluster('TERMINATED')).ids).toEqual([])
})

test('a state machine acts as its role', async () => {
  const id = arn('states', 'stateMachine:m')
  const { from, props } = await collectFrom(stepfunctions, {
    'stepfunctions list-state-machines': { stateMachines: [{ stateMachineArn: id, name: 'm' }] },
    [`stepfunctions describe-state-machine ${id}`]: { roleArn: role('machine'), definition: '{}' },
  })
  expect(from(id)).toEqual([`HAS_EXECUTION_ROLE ${role('machine')}`])
  expect(props(id)).toMatchObject({ logging: 'OFF', tracing: false, definitionCredentialKinds: [] })
})

test('schedules of one name in two groups keep their roles apart', async () => {
  const id = (group: string) => arn('scheduler', `schedule/${group}/nightly`)
  const one = (GroupName: string) => ({ Arn: id(GroupName), Name: 'nightly', GroupName })
  const { from } = await collectFrom(scheduler, {
    'scheduler list-schedules': { Schedules: [one('a'), one('b')] },
    'scheduler get-schedule a nightly': { Target: { Arn: arn('lambda', 'function:f'), RoleArn: role('a') } },
    'scheduler get-schedule b nightly': {
      Target: { Arn: 'arn:aws:scheduler:::aws-sdk:ec2:stopInstances', RoleArn: role('b') },
    },
  })
  expect(from(id('a'))).toEqual([`HAS_EXECUTION_ROLE ${role('a')}`, `STARTS ${arn('lambda', 'function:f')}`])
  expect(from(id('b'))).toEqual([`HAS_EXECUTION_ROLE ${role('b')}`])
})

test.each([
  [
    'the API',
    {
      pipelineObjects: [
        {
          fields: [
            { key: 'role', stringValue: 'p' },
            { key: 'resourceRole', stringValue: 'r' },
          ],
        },
      ],
    },
  ],
  ['the CLI', { objects: [{ id: 'Default', role: 'p', resourceRole: 'r' }] }],
])('the roles of a pipeline are found in the definition as %s gives it', async (_form, definition) => {
  const { from } = await collectFrom(datapipeline, {
    'datapipeline list-pipelines': { pipelineIdList: [{ id: 'df-1', name: 'p' }] },
    'datapipeline get-pipeline-definition df-1': definition,
  })
  expect(from(arn('datapipeline', 'pipeline/df-1'))).toEqual([
    `HAS_INSTANCE_PROFILE ${profile('r')}`,
    `HAS_SERVICE_ROLE ${role('p')}`,
  ])
})

const withPool = (pool: object, roles: object) =>
  collectFrom(cognito, {
    'cognito-identity list-identity-pools': {
      IdentityPools: [{ IdentityPoolId: 'us-east-1:1', IdentityPoolName: 'app' }],
    },
    'cognito-identity describe-identity-pool us-east-1:1': pool,
    'cognito-identity get-identity-pool-roles us-east-1:1': { Roles: roles },
  })
const POOL = arn('cognito-identity', 'identitypool/us-east-1:1')

test('an identity pool gives one role to guests and another to users', async () => {
  const { from, props } = await withPool(
    { AllowUnauthenticatedIdentities: true },
    { unauthenticated: role('guest'), authenticated: role('user') },
  )
  expect(from(POOL)).toEqual([`GIVES_ROLE ${role('guest')}`, `GIVES_ROLE ${role('user')}`])
  expect(props(POOL)).toMatchObject({ allowsGuests: true, guestRole: role('guest') })
})

test('a pool that lets no guest in says so, whatever role it has for them', async () => {
  const { props } = await withPool({}, { unauthenticated: role('guest') })
  expect(props(POOL)).toMatchObject({ allowsGuests: false, authenticatedRole: null })
})

test('images are built with the instance profile of the infrastructure', async () => {
  const id = arn('imagebuilder', 'infrastructure-configuration/i')
  const pipeline = arn('imagebuilder', 'image-pipeline/p')
  const { from } = await collectFrom(imagebuilder, {
    'imagebuilder list-image-pipelines': {
      imagePipelineList: [{ arn: pipeline, name: 'p', infrastructureConfigurationArn: id }],
    },
    'imagebuilder list-infrastructure-configurations': {
      infrastructureConfigurationSummaryList: [{ arn: id, name: 'i' }],
    },
    [`imagebuilder get-infrastructure-configuration ${id}`]: {
      infrastructureConfiguration: { instanceProfileName: 'build' },
    },
  })
  expect(from(pipeline)).toEqual([`LAUNCHES_FROM ${id}`])
  expect(from(id)).toEqual([`HAS_INSTANCE_PROFILE ${profile('build')}`])
})

test('deployment groups are named after their application', async () => {
  const { ids, from } = await collectFrom(codedeploy, {
    'deploy list-applications': { applications: ['shop'] },
    'deploy list-deployment-groups shop': { deploymentGroups: ['live'] },
    'deploy batch-get-deployment-groups shop': {
      deploymentGroupsInfo: [{ deploymentGroupName: 'live', serviceRoleArn: role('deploy') }],
    },
  })
  expect(ids).toEqual([arn('codedeploy', 'deploymentgroup:shop/live')])
  expect(from(ids[0] ?? '')).toEqual([`HAS_SERVICE_ROLE ${role('deploy')}`])
})

test('a deployment group has the tags and Auto Scaling groups of the instances it deploys to', async () => {
  const filter = { Key: 'app', Value: 'shop', Type: 'KEY_AND_VALUE' }
  const { props } = await collectFrom(codedeploy, {
    'deploy list-applications': { applications: ['shop'] },
    'deploy list-deployment-groups shop': { deploymentGroups: ['live'] },
    'deploy batch-get-deployment-groups shop': {
      deploymentGroupsInfo: [
        {
          deploymentGroupName: 'live',
          autoScalingGroups: [{ name: 'web', hook: 'h' }],
          ec2TagSet: { ec2TagSetList: [[filter], [{ Key: 'tier', Type: 'KEY_ONLY' }]] },
        },
      ],
    },
  })
  expect(props(arn('codedeploy', 'deploymentgroup:shop/live'))).toMatchObject({
    autoScalingGroups: ['web'],
    tagFilters: [
      [{ key: 'app', value: 'shop', type: 'KEY_AND_VALUE' }],
      [{ key: 'tier', value: null, type: 'KEY_ONLY' }],
    ],
  })
})

/** https://docs.aws.amazon.com/emr/latest/APIReference/API_BlockPublicAccessConfiguration.html */
test('a region tells which ports clusters may open to everybody', async () => {
  const openPorts = async (BlockPublicAccessConfiguration: object) => {
    const { props } = await collectFrom(emr, {
      'emr get-block-public-access-configuration': { BlockPublicAccessConfiguration },
      'emr list-clusters': { Clusters: [] },
    })
    return props('111111111111/us-east-1')?.emrOpenPorts
  }
  const ranges = (...PermittedPublicSecurityGroupRuleRanges: readonly object[]) =>
    openPorts({ BlockPublicSecurityGroupRules: true, PermittedPublicSecurityGroupRuleRanges })
  expect(await ranges()).toEqual([])
  expect(await ranges({ MinRange: 22, MaxRange: 22 }, { MinRange: 80, MaxRange: 90 })).toEqual([
    '22',
    '80-90',
  ])
  expect(await openPorts({ BlockPublicSecurityGroupRules: false })).toEqual(['0-65535'])
})
