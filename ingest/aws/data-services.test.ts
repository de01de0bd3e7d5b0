import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { autoscaling } from './autoscaling.ts'
import { kms } from './kms.ts'
import { secretsmanager } from './secretsmanager.ts'
import { ssm } from './ssm.ts'

const document = { Version: '2012-10-17', Statement: [] }
const at = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`

const secret = at('secretsmanager', 'secret:prod/db-AbCdEf')
const withSecret = (answer: unknown, more: object = {}) =>
  collectFrom(secretsmanager, {
    'secretsmanager list-secrets': { SecretList: [{ ARN: secret, Name: 'prod/db', ...more }] },
    'secretsmanager get-resource-policy prod/db': answer,
  })

test('a secret has its policy', async () => {
  const { props } = await withSecret({ ResourcePolicy: JSON.stringify(document) })
  expect(props(secret)).toMatchObject({ policy: document })
})

test('a secret without a policy says so', async () => {
  const { props } = await withSecret({ ARN: secret, Name: 'prod/db' })
  expect(props(secret)).toMatchObject({ policy: null, rotationEnabled: false })
})

test('a policy of a secret that was denied is unknown', async () => {
  const { props } = await withSecret(denied('secretsmanager get-resource-policy'))
  expect(props(secret)).not.toHaveProperty('policy')
})

test('a secret uses its key', async () => {
  const { from } = await withSecret({}, { KmsKeyId: 'abc' })
  expect(from(secret)).toEqual([`USES_KEY ${at('kms', 'key/abc')}`])
})

test('a secret under an alias is related to no key', async () => {
  const { from } = await withSecret({}, { KmsKeyId: 'alias/aws/secretsmanager' })
  expect(from(secret)).toEqual([])
})

test.each([
  ['/prod/password', 'parameter/prod/password'],
  ['plain', 'parameter/plain'],
])('parameter %s without an ARN is %s', async (Name, resource) => {
  const { ids } = await collectFrom(ssm, {
    'ssm describe-parameters': { Parameters: [{ Name, Type: 'String' }] },
  })
  expect(ids).toEqual([at('ssm', resource)])
})

const key = at('kms', 'key/k1')
const withKey = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(kms, { 'kms list-keys': { Keys: [{ KeyId: 'k1', KeyArn: key }] }, ...answers })

test('a key has its policy, grants, aliases and rotation', async () => {
  const { props } = await withKey({
    'kms describe-key k1': {
      KeyMetadata: { KeyManager: 'CUSTOMER', KeyState: 'Enabled', KeyUsage: 'ENCRYPT_DECRYPT' },
    },
    'kms get-key-policy k1': { Policy: JSON.stringify(document) },
    'kms list-grants k1': {
      Grants: [{ GrantId: 'g', GranteePrincipal: 'arn', Operations: ['Encrypt', 'Decrypt'] }],
    },
    'kms get-key-rotation-status k1': { KeyRotationEnabled: false },
    'kms list-aliases': {
      Aliases: [{ AliasName: 'alias/a', TargetKeyId: 'k1' }, { AliasName: 'alias/aws/ebs' }],
    },
  })
  expect(props(key)).toMatchObject({
    name: 'alias/a',
    manager: 'CUSTOMER',
    state: 'Enabled',
    policy: document,
    grants: [{ grantId: 'g', grantee: 'arn', operations: ['Decrypt', 'Encrypt'], constraints: null }],
    aliases: ['alias/a'],
    rotationEnabled: false,
  })
})

test('a key to which rotation does not apply has no rotation', async () => {
  const { props } = await withKey({ 'kms get-key-rotation-status k1': null })
  expect(props(key)).not.toHaveProperty('rotationEnabled')
})

const group = at('autoscaling', 'autoScalingGroup:1:autoScalingGroupName/web')
const withGroup = (more: object, configurations: unknown = null) =>
  collectFrom(autoscaling, {
    'autoscaling describe-launch-configurations': configurations,
    'autoscaling describe-auto-scaling-groups': {
      AutoScalingGroups: [{ AutoScalingGroupName: 'web', AutoScalingGroupARN: group, ...more }],
    },
  })

test('a group launches from its template, into its subnets', async () => {
  const { from } = await withGroup({
    LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '$Latest' },
    VPCZoneIdentifier: 'subnet-1,subnet-2',
    Instances: [{ InstanceId: 'i-1' }],
  })
  expect(from(group)).toEqual([
    `IN_SUBNET ${at('ec2', 'subnet/subnet-1')}`,
    `IN_SUBNET ${at('ec2', 'subnet/subnet-2')}`,
    `LAUNCHES_FROM ${at('ec2', 'launch-template/lt-1')}`,
    `MANAGES ${at('ec2', 'instance/i-1')}`,
  ])
})

test('a group of mixed instances launches from the template of its policy', async () => {
  const LaunchTemplateSpecification = { LaunchTemplateId: 'lt-2' }
  const { from } = await withGroup({
    MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification } },
  })
  expect(from(group)).toEqual([`LAUNCHES_FROM ${at('ec2', 'launch-template/lt-2')}`])
})

test('a group launches from its configuration, whose profile may be named without its ARN', async () => {
  const LaunchConfigurationARN = at('autoscaling', 'launchConfiguration:1:launchConfigurationName/old')
  const configuration = { LaunchConfigurationName: 'old', LaunchConfigurationARN, IamInstanceProfile: 'web' }
  const { from } = await withGroup(
    { LaunchConfigurationName: 'old' },
    { LaunchConfigurations: [configuration] },
  )
  expect(from(group)).toEqual([`LAUNCHES_FROM ${LaunchConfigurationARN}`])
  expect(from(LaunchConfigurationARN)).toEqual([
    'HAS_INSTANCE_PROFILE arn:aws:iam::111111111111:instance-profile/web',
  ])
})
