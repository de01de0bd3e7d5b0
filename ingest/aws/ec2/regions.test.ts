import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { ec2 } from './index.ts'

const arn = (resource: string, account = '111111111111') => `arn:aws:ec2:us-east-1:${account}:${resource}`
const collect = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(
    ec2,
    Object.fromEntries(Object.entries(answers).map(([call, answer]) => [`ec2 ${call}`, answer])),
  )

const vpc = { 'describe-vpcs': { Vpcs: [{ VpcId: 'vpc-1' }] } }

test('a VPC with an active flow log is logged', async () => {
  const FlowLogs = [{ ResourceId: 'vpc-1', FlowLogStatus: 'ACTIVE' }]
  const { props } = await collect({ ...vpc, 'describe-flow-logs': { FlowLogs } })
  expect(props(arn('vpc/vpc-1'))).toMatchObject({ flowLogs: true })
})

test('a VPC of which only a subnet is logged is not', async () => {
  const FlowLogs = [{ ResourceId: 'subnet-1', FlowLogStatus: 'ACTIVE' }]
  const { props } = await collect({ ...vpc, 'describe-flow-logs': { FlowLogs } })
  expect(props(arn('vpc/vpc-1'))).toMatchObject({ flowLogs: false })
})

test('flow logs that could not be read are unknown', async () => {
  const { props } = await collect(vpc)
  expect(props(arn('vpc/vpc-1'))).not.toHaveProperty('flowLogs')
})

test('one denied list leaves the others', async () => {
  const { ids, coverage } = await collect({ ...vpc, 'describe-subnets': denied('ec2 describe-subnets') })
  expect(ids).toEqual([arn('vpc/vpc-1')])
  expect(coverage).toMatchObject({ state: 'DENIED' })
})

test('a flow log of accepted traffic alone does not count', async () => {
  const FlowLogs = [{ ResourceId: 'vpc-1', FlowLogStatus: 'ACTIVE', TrafficType: 'ACCEPT' }]
  const { props } = await collect({ ...vpc, 'describe-flow-logs': { FlowLogs } })
  expect(props(arn('vpc/vpc-1'))).toMatchObject({ flowLogs: false })
})

test.each([
  ['a public block broader than /24', ['20.0.0.0/16'], ['20.0.0.0/16']],
  ['half of the Internet', ['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/1', '128.0.0.0/1']],
  ['a public /24', ['20.0.0.0/24'], []],
  ['private space', ['10.0.0.0/8', '100.64.0.0/10'], []],
  ['everywhere, which is told elsewhere', ['0.0.0.0/0'], []],
])('of a group that lets in %s the wide sources are told', async (_what, blocks, expected) => {
  const IpRanges = blocks.map((CidrIp) => ({ CidrIp }))
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges }]
  const { props } = await collect({
    'describe-security-groups': { SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', IpPermissions }] },
  })
  expect(props(arn('security-group/sg-1'))).toMatchObject({ wideSources: expected })
})

const regionAfter = async (answers: { readonly [call: string]: unknown }) =>
  (await collect(answers)).props('111111111111/us-east-1')

test('settings of the region are what the calls say', async () => {
  const region = await regionAfter({
    'get-ebs-encryption-by-default': { EbsEncryptionByDefault: true },
    'get-instance-metadata-defaults': { AccountLevel: { HttpTokens: 'required' } },
    'get-image-block-public-access-state': { ImageBlockPublicAccessState: 'block-new-sharing' },
    'get-snapshot-block-public-access-state': { State: 'block-all-sharing' },
  })
  expect(region).toMatchObject({
    ebsEncryptionByDefault: true,
    metadataTokensDefault: 'required',
    imageSharing: 'block-new-sharing',
    snapshotSharing: 'block-all-sharing',
  })
})

test('a default for metadata that was never set is no preference; what was not read is not there', async () => {
  const region = await regionAfter({ 'get-instance-metadata-defaults': { AccountLevel: {} } })
  expect(region).toMatchObject({ metadataTokensDefault: 'no-preference' })
  expect(region).not.toHaveProperty('snapshotSharing')
})

test("a transit gateway is its owner's, with what it accepts; a deleted one is not there", async () => {
  const gateway = (TransitGatewayId: string, AutoAcceptSharedAttachments: string, more: object = {}) => ({
    TransitGatewayId,
    OwnerId: '111111111111',
    State: 'available',
    Options: { AutoAcceptSharedAttachments },
    ...more,
  })
  const { ids, props } = await collect({
    'describe-transit-gateways': {
      TransitGateways: [
        gateway('tgw-1', 'enable'),
        gateway('tgw-2', 'disable', { OwnerId: '222222222222' }),
        gateway('tgw-3', 'enable', { State: 'deleted' }),
      ],
    },
  })
  const shared = arn('transit-gateway/tgw-2', '222222222222')
  expect(ids).toEqual([arn('transit-gateway/tgw-1'), shared])
  expect(props(arn('transit-gateway/tgw-1'))).toMatchObject({ autoAccepts: true })
  expect(props(shared)).toMatchObject({ autoAccepts: false, account: '222222222222' })
})
