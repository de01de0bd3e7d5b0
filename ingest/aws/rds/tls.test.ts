import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { rds } from './index.ts'

const MAIN = 'arn:aws:rds:us-east-1:111111111111:db:main'
const OWN = 'rds describe-db-parameters own'
const SHARED = 'rds describe-db-cluster-parameters shared'

const parameters = (name: string, value?: string) => ({
  Parameters: [
    { ParameterName: 'other', ParameterValue: '1' },
    { ParameterName: name, ParameterValue: value },
  ],
})

/** Whether an instance outside a cluster refuses connections without TLS. */
async function alone(engine: string, answer: unknown, status = 'in-sync') {
  const { props } = await collectFrom(rds, {
    'rds describe-db-instances': {
      DBInstances: [
        {
          DBInstanceIdentifier: 'main',
          DBInstanceArn: MAIN,
          Engine: engine,
          DBParameterGroups: [{ DBParameterGroupName: 'own', ParameterApplyStatus: status }],
        },
      ],
    },
    [OWN]: answer,
  })
  return props(MAIN)?.tlsRequired
}

test.each([
  ['postgres', 'rds.force_ssl', '1', true],
  ['postgres', 'rds.force_ssl', '0', false],
  ['sqlserver-ex', 'rds.force_ssl', '1', true],
  ['mysql', 'require_secure_transport', '1', true],
  ['mariadb', 'require_secure_transport', 'ON', true],
  ['mysql', 'require_secure_transport', 'OFF', false],
  ['mysql', 'require_secure_transport', undefined, false],
])('%s with %s = %s: TLS is required: %s', async (engine, parameter, value, required) => {
  expect(await alone(engine, parameters(parameter, value))).toBe(required)
})

test('a parameter of another engine says nothing', async () => {
  expect(await alone('postgres', parameters('require_secure_transport', '1'))).toBe(undefined)
})

test('of an engine without such a parameter nothing is said, and nothing asked', async () => {
  expect(await alone('oracle-ee', parameters('rds.force_ssl', '1'))).toBe(undefined)
})

test('a group that could not be read leaves it open', async () => {
  expect(await alone('postgres', denied(OWN))).toBe(undefined)
})

test('a group that waits for a restart protects nothing yet, and one that asks for nothing never does', async () => {
  expect(await alone('sqlserver-se', parameters('rds.force_ssl', '1'), 'pending-reboot')).toBe(undefined)
  expect(await alone('sqlserver-se', parameters('rds.force_ssl', '0'), 'pending-reboot')).toBe(false)
})

const member = {
  DBInstanceIdentifier: 'main',
  DBInstanceArn: MAIN,
  DBClusterIdentifier: 'c',
  Engine: 'aurora-mysql',
  DBParameterGroups: [{ DBParameterGroupName: 'own', ParameterApplyStatus: 'in-sync' }],
}
const inCluster = async (clusters: unknown, instance: object = member) => {
  const { props } = await collectFrom(rds, {
    'rds describe-db-instances': { DBInstances: [instance] },
    'rds describe-db-clusters': clusters,
    [OWN]: parameters('require_secure_transport', 'OFF'),
    [SHARED]: parameters('require_secure_transport', 'ON'),
  })
  return props(MAIN)?.tlsRequired
}
const cluster = {
  DBClusterIdentifier: 'c',
  DBClusterArn: 'arn:aws:rds:us-east-1:111111111111:cluster:c',
  DBClusterParameterGroup: 'shared',
  DBClusterMembers: [{ DBInstanceIdentifier: 'main', DBClusterParameterGroupStatus: 'in-sync' }],
}

test('in a cluster the parameters of the cluster decide', async () => {
  expect(await inCluster({ DBClusters: [cluster] })).toBe(true)
  expect(await inCluster({ DBClusters: [cluster] }, { ...member, DBClusterIdentifier: undefined })).toBe(
    false,
  )
})

test('in a cluster that could not be read it is left open', async () => {
  expect(await inCluster(denied('rds describe-db-clusters'))).toBe(undefined)
})
