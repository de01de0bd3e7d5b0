import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { dynamodb } from './dynamodb.ts'
import { ecr } from './ecr.ts'
import { efs } from './efs.ts'
import { glacier } from './glacier.ts'
import { rds } from './rds/index.ts'
import { sns } from './sns.ts'
import { sqs } from './sqs.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*' }] }
const TEXT = JSON.stringify(POLICY)

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs'
const FILE_SYSTEM = arn('elasticfilesystem', 'file-system/fs-1')

/** Each service with one resource whose policy call gives `answer`. */
const CASES = [
  {
    collector: ecr,
    id: arn('ecr', 'repository/app'),
    lists: {
      'ecr describe-repositories': {
        repositories: [{ repositoryArn: arn('ecr', 'repository/app'), repositoryName: 'app' }],
      },
    },
    call: 'ecr get-repository-policy app',
    answer: { policyText: TEXT },
  },
  {
    collector: dynamodb,
    id: arn('dynamodb', 'table/orders'),
    lists: { 'dynamodb list-tables': { TableNames: ['orders'] } },
    call: `dynamodb get-resource-policy ${arn('dynamodb', 'table/orders')}`,
    answer: { Policy: TEXT },
  },
  {
    collector: efs,
    id: FILE_SYSTEM,
    lists: {
      'efs describe-file-systems': { FileSystems: [{ FileSystemId: 'fs-1', FileSystemArn: FILE_SYSTEM }] },
    },
    call: 'efs describe-file-system-policy fs-1',
    answer: { Policy: TEXT },
  },
  {
    collector: glacier,
    id: arn('glacier', 'vaults/backups'),
    lists: {
      'glacier list-vaults': {
        VaultList: [{ VaultARN: arn('glacier', 'vaults/backups'), VaultName: 'backups' }],
      },
    },
    call: 'glacier get-vault-access-policy backups',
    answer: { policy: { Policy: TEXT } },
  },
  {
    collector: sqs,
    id: arn('sqs', 'jobs'),
    lists: { 'sqs list-queues': { QueueUrls: [QUEUE] } },
    call: `sqs get-queue-attributes ${QUEUE}`,
    answer: { Attributes: { Policy: TEXT } },
  },
  {
    collector: sns,
    id: arn('sns', 'alerts'),
    lists: { 'sns list-topics': { Topics: [{ TopicArn: arn('sns', 'alerts') }] } },
    call: `sns get-topic-attributes ${arn('sns', 'alerts')}`,
    answer: { Attributes: { Policy: TEXT } },
  },
] as const

test.each(CASES)(
  '$collector.service: a resource policy is read',
  async ({ collector, id, lists, call, answer }) => {
    const { props } = await collectFrom(collector, { ...lists, [call]: answer })
    expect(props(id)).toMatchObject({ policy: POLICY })
  },
)

test.each(CASES)(
  '$collector.service: without a policy, that is known',
  async ({ collector, id, lists, call }) => {
    const { props } = await collectFrom(collector, { ...lists, [call]: null })
    expect(props(id)).toMatchObject({ policy: null })
  },
)

test.each(CASES)(
  '$collector.service: a policy that was denied is unknown',
  async ({ collector, id, lists, call }) => {
    const { props, coverage } = await collectFrom(collector, { ...lists, [call]: denied(call) })
    expect(props(id)).not.toHaveProperty('policy')
    expect(coverage.state).toBe('DENIED')
  },
)

test('a policy that is no JSON is noted, and the resource stays', async () => {
  const { props, coverage } = await collectFrom(sqs, {
    'sqs list-queues': { QueueUrls: [QUEUE] },
    [`sqs get-queue-attributes ${QUEUE}`]: { Attributes: { Policy: '{' } },
  })
  expect(props(arn('sqs', 'jobs'))).not.toHaveProperty('policy')
  expect(coverage.missing).toEqual([
    { call: 'sqs get-queue-attributes', state: 'UNPARSEABLE', resource: QUEUE },
  ])
})

const withSnapshot = (type: string, restore: readonly string[]) =>
  collectFrom(rds, {
    'rds describe-db-snapshots': {
      DBSnapshots: [
        {
          DBSnapshotIdentifier: 's',
          DBSnapshotArn: arn('rds', 'snapshot:s'),
          DBInstanceIdentifier: 'main',
          SnapshotType: type,
          Encrypted: false,
        },
      ],
    },
    'rds describe-db-snapshot-attributes s': {
      DBSnapshotAttributesResult: {
        DBSnapshotAttributes: [
          { AttributeName: 'restore', AttributeValues: restore },
          { AttributeName: 'other', AttributeValues: ['all'] },
        ],
      },
    },
  })

test('a snapshot is public when everyone may restore it', async () => {
  const { props, from } = await withSnapshot('manual', ['all'])
  expect(props(arn('rds', 'snapshot:s'))).toMatchObject({ public: true, sharedWith: [] })
  expect(from(arn('rds', 'snapshot:s'))).toEqual([`CREATED_FROM ${arn('rds', 'db:main')}`])
})

test('a snapshot that one account may restore is not public', async () => {
  const { props } = await withSnapshot('manual', ['222222222222'])
  expect(props(arn('rds', 'snapshot:s'))).toMatchObject({ public: false, sharedWith: ['222222222222'] })
})

test('an automated snapshot cannot be shared and is not asked about', async () => {
  const { props } = await withSnapshot('automated', ['all'])
  expect(props(arn('rds', 'snapshot:s'))).toMatchObject({ public: false, sharedWith: [] })
})

test('an instance is in its cluster, group and subnets', async () => {
  const { from, props } = await collectFrom(rds, {
    'rds describe-db-instances': {
      DBInstances: [
        {
          DBInstanceIdentifier: 'main',
          DBInstanceArn: arn('rds', 'db:main'),
          DBClusterIdentifier: 'c',
          PubliclyAccessible: true,
          AvailabilityZone: 'us-east-1a',
          VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
          DBSubnetGroup: { VpcId: 'vpc-1', Subnets: [{ SubnetIdentifier: 'subnet-1' }] },
        },
      ],
    },
  })
  expect(from(arn('rds', 'db:main'))).toEqual([
    `IN_CLUSTER ${arn('rds', 'cluster:c')}`,
    `IN_SECURITY_GROUP ${arn('ec2', 'security-group/sg-1')}`,
    `IN_SUBNET ${arn('ec2', 'subnet/subnet-1')}`,
    `IN_VPC ${arn('ec2', 'vpc/vpc-1')}`,
  ])
  expect(props(arn('rds', 'db:main'))).toMatchObject({
    publiclyAccessible: true,
    availabilityZone: 'us-east-1a',
    masterSecretManaged: false,
  })
})

test('the administrator of a database is known by name', async () => {
  const main = arn('rds', 'db:main')
  const { props } = await collectFrom(rds, {
    'rds describe-db-instances': {
      DBInstances: [{ DBInstanceIdentifier: 'main', DBInstanceArn: main, MasterUsername: 'admin' }],
    },
  })
  expect(props(main)).toMatchObject({ masterUser: 'admin' })
})
