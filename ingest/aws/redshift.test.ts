import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { redshift } from './redshift.ts'

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111111111111:${resource}`
const CLUSTER = arn('redshift', 'cluster:sales')
const GROUPS = 'redshift describe-cluster-subnet-groups'
const LOGGING = 'redshift describe-logging-status sales'

const sales = (more: object = {}) => ({
  'redshift describe-clusters': {
    Clusters: [
      {
        ClusterIdentifier: 'sales',
        ClusterStatus: 'available',
        AvailabilityZone: 'us-east-1a',
        Endpoint: { Address: 'sales.redshift.amazonaws.com', Port: 5439 },
        VpcId: 'vpc-1',
        ClusterSubnetGroupName: 'data',
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1', Status: 'active' }],
        ...more,
      },
    ],
  },
  [LOGGING]: { LoggingEnabled: false },
  [GROUPS]: {
    ClusterSubnetGroups: [
      { ClusterSubnetGroupName: 'data', Subnets: [{ SubnetIdentifier: 'subnet-1' }] },
      { ClusterSubnetGroupName: 'other', Subnets: [{ SubnetIdentifier: 'subnet-2' }] },
    ],
  },
})

test('a cluster lies in the subnets of its subnet group, under its groups and key', async () => {
  const { from, props } = await collectFrom(
    redshift,
    sales({ KmsKeyId: arn('kms', 'key/k'), Encrypted: true, PubliclyAccessible: false }),
  )
  expect(from(CLUSTER)).toEqual([
    `IN_SECURITY_GROUP ${arn('ec2', 'security-group/sg-1')}`,
    `IN_SUBNET ${arn('ec2', 'subnet/subnet-1')}`,
    `IN_VPC ${arn('ec2', 'vpc/vpc-1')}`,
    `USES_KEY ${arn('kms', 'key/k')}`,
  ])
  expect(props(CLUSTER)).toMatchObject({
    encrypted: true,
    publiclyAccessible: false,
    endpoint: 'sales.redshift.amazonaws.com',
    port: 5439,
  })
})

test('without subnet groups a cluster has no subnet, and is still there', async () => {
  const { from, props, coverage } = await collectFrom(redshift, { ...sales(), [GROUPS]: denied(GROUPS) })
  expect(from(CLUSTER).filter((line) => line.startsWith('IN_SUBNET'))).toEqual([])
  expect(props(CLUSTER)).toMatchObject({ name: 'sales' })
  expect(coverage.missing).toMatchObject([{ call: GROUPS, state: 'DENIED' }])
})

test('what an answer does not tell is not known', async () => {
  const { props } = await collectFrom(redshift, sales())
  expect(props(CLUSTER)).not.toHaveProperty('encrypted')
  expect(props(CLUSTER)).not.toHaveProperty('publiclyAccessible')
})

test('how long automatic snapshots are kept is told, and zero is not nothing', async () => {
  const { props } = await collectFrom(redshift, sales({ AutomatedSnapshotRetentionPeriod: 0 }))
  expect(props(CLUSTER)).toMatchObject({ snapshotRetentionDays: 0 })
  expect((await collectFrom(redshift, sales())).props(CLUSTER)).not.toHaveProperty('snapshotRetentionDays')
})

const PARAMETERS = 'redshift describe-cluster-parameters own'
const requireSsl = (ParameterValue: string) => ({
  Parameters: [
    { ParameterName: 'enable_user_activity_logging', ParameterValue: 'true' },
    { ParameterName: 'require_ssl', ParameterValue },
  ],
})

/** Whether the cluster refuses connections without TLS. */
async function tls(answer: unknown, ParameterApplyStatus = 'in-sync'): Promise<unknown> {
  const groups = [{ ParameterGroupName: 'own', ParameterApplyStatus }]
  const answers = { ...sales({ ClusterParameterGroups: groups }), [PARAMETERS]: answer }
  return (await collectFrom(redshift, answers)).props(CLUSTER)?.tlsRequired
}

test('TLS is required when the parameter group says so and the cluster runs with it', async () => {
  expect(await tls(requireSsl('true'))).toBe(true)
  expect(await tls(requireSsl('false'))).toBe(false)
  expect(await tls(requireSsl('false'), 'pending-reboot')).toBe(false)
  expect(await tls(requireSsl('true'), 'pending-reboot')).toBe(undefined)
  expect(await tls(denied(PARAMETERS))).toBe(undefined)
})

test.each([
  [{ LoggingEnabled: true, LogDestinationType: 'cloudwatch' }, true],
  [{ LoggingEnabled: false }, false],
  [denied(LOGGING), undefined],
])('of the logging status %j audit logging is %s', async (answer, expected) => {
  const { props } = await collectFrom(redshift, { ...sales(), [LOGGING]: answer })
  expect(props(CLUSTER)?.auditLogging).toBe(expected)
})
