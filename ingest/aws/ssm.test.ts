import { expect, test } from 'vitest'
import { collectFrom, denied } from '../answers.fixture.ts'
import { ssm } from './ssm.ts'

const instance = (id: string) => `arn:aws:ec2:us-east-1:111111111111:instance/${id}`
const instances = (...ids: readonly string[]) => ({
  Reservations: [{ Instances: ids.map((InstanceId) => ({ InstanceId, State: { Name: 'running' } })) }],
})

test('an instance that the agent speaks for is managed, another is not', async () => {
  const { props } = await collectFrom(ssm, {
    'ssm describe-instance-information': {
      InstanceInformationList: [{ InstanceId: 'i-1', PingStatus: 'Online', AgentVersion: '3.3' }],
    },
    'ec2 describe-instances': instances('i-1', 'i-2'),
  })
  expect(props(instance('i-1'))).toMatchObject({ ssmManaged: true, ssmPing: 'Online' })
  expect(props(instance('i-2'))).toMatchObject({ ssmManaged: false })
})

test('without an answer no instance is said to be unmanaged', async () => {
  const { ids } = await collectFrom(ssm, {
    'ssm describe-instance-information': denied('ssm describe-instance-information'),
    'ec2 describe-instances': instances('i-1'),
  })
  expect(ids).toEqual([])
})

test('a managed node outside EC2 is a node of its own', async () => {
  const { props } = await collectFrom(ssm, {
    'ssm describe-instance-information': {
      InstanceInformationList: [{ InstanceId: 'mi-1', ComputerName: 'host', IamRole: 'hybrid' }],
    },
    'ec2 describe-instances': instances(),
  })
  expect(props('arn:aws:ssm:us-east-1:111111111111:managed-instance/mi-1')).toMatchObject({
    name: 'host',
    role: 'hybrid',
  })
})

test.each([
  [['all'], { public: true, sharedWith: [] }],
  [['222222222222'], { public: false, sharedWith: ['222222222222'] }],
])('a document shared with %j', async (AccountIds, expected) => {
  const { props } = await collectFrom(ssm, {
    'ssm list-documents': { DocumentIdentifiers: [{ Name: 'd', Owner: '111111111111' }] },
    'ssm describe-document-permission d': { AccountIds },
  })
  expect(props('arn:aws:ssm:us-east-1:111111111111:document/d')).toMatchObject(expected)
})

test('missing patches are told of instances and of nodes outside EC2; other compliance says nothing of them', async () => {
  const item = (ResourceId: string, Status: string, ComplianceType = 'Patch') => ({
    ComplianceType,
    ResourceType: 'ManagedInstance',
    ResourceId,
    Status,
  })
  const { props } = await collectFrom(ssm, {
    'ssm describe-instance-information': {
      InstanceInformationList: [{ InstanceId: 'i-1' }, { InstanceId: 'i-2' }, { InstanceId: 'mi-1' }],
    },
    'ssm list-resource-compliance-summaries': {
      ResourceComplianceSummaryItems: [
        item('i-1', 'NON_COMPLIANT'),
        item('i-1', 'COMPLIANT', 'Association'),
        item('i-2', 'NON_COMPLIANT', 'Association'),
        item('mi-1', 'COMPLIANT'),
      ],
    },
    'ec2 describe-instances': instances('i-1', 'i-2'),
  })
  expect(props(instance('i-1'))).toMatchObject({ patchCompliance: 'NON_COMPLIANT' })
  expect(props(instance('i-2'))).not.toHaveProperty('patchCompliance')
  const outside = 'arn:aws:ssm:us-east-1:111111111111:managed-instance/mi-1'
  expect(props(outside)).toMatchObject({ patchCompliance: 'COMPLIANT' })
})
