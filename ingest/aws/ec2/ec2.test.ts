import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { collectFrom, denied } from '../../answers.fixture.ts'
import { ec2 } from './index.ts'

const arn = (resource: string, account = '111111111111') => `arn:aws:ec2:us-east-1:${account}:${resource}`
const collect = (answers: { readonly [call: string]: unknown }) =>
  collectFrom(
    ec2,
    Object.fromEntries(Object.entries(answers).map(([call, answer]) => [`ec2 ${call}`, answer])),
  )

const withInstance = (more: object, answers: { readonly [call: string]: unknown } = {}) =>
  collect({
    'describe-instances': {
      Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name: 'running' }, ...more }] }],
    },
    ...answers,
  })

test('an instance is in its subnet and VPC, and holds its profile and interfaces', async () => {
  const profile = 'arn:aws:iam::111111111111:instance-profile/web'
  const { from } = await withInstance({
    VpcId: 'vpc-1',
    SubnetId: 'subnet-1',
    ImageId: 'ami-1',
    IamInstanceProfile: { Arn: profile },
    NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }],
  })
  expect(from(arn('instance/i-1'))).toEqual([
    'CREATED_FROM arn:aws:ec2:us-east-1::image/ami-1',
    `HAS_INSTANCE_PROFILE ${profile}`,
    `HAS_INTERFACE ${arn('network-interface/eni-1')}`,
    `IN_SUBNET ${arn('subnet/subnet-1')}`,
    `IN_VPC ${arn('vpc/vpc-1')}`,
  ])
})

test('a stopped instance is there', async () => {
  const { ids } = await withInstance({ State: { Name: 'stopped' } })
  expect(ids).toEqual([arn('instance/i-1')])
})

test('a terminated instance is not', async () => {
  const { ids } = await withInstance({ State: { Name: 'terminated' } })
  expect(ids).toEqual([])
})

test('an instance without a public address or profile says so', async () => {
  const { props } = await withInstance({})
  expect(props(arn('instance/i-1'))).toMatchObject({ publicIp: null, instanceProfile: null })
})

const userData = (text: string | Buffer) => ({
  'describe-instance-attribute i-1': { UserData: { Value: Buffer.from(text).toString('base64') } },
})

test.each([
  ['plain', Buffer.from('export AWS_ACCESS_KEY_ID=AKIAQYLPMN5HXAMPLE77')],
  ['compressed', gzipSync('export AWS_ACCESS_KEY_ID=AKIAQYLPMN5HXAMPLE77')],
])('an access key in %s user data is found', async (_, data) => {
  const { props } = await withInstance({}, userData(data))
  expect(props(arn('instance/i-1'))).toMatchObject({
    userDataKinds: ['aws-access-key'],
    userDataAccessKeyIds: ['AKIAQYLPMN5HXAMPLE77'],
  })
})

test('user data without a credential has no kinds', async () => {
  const { props } = await withInstance({}, userData('apt-get update'))
  expect(props(arn('instance/i-1'))).toMatchObject({ userDataKinds: [] })
})

test('user data that could not be read is unknown', async () => {
  const call = 'describe-instance-attribute i-1'
  const { props, coverage } = await withInstance({}, { [call]: denied(call) })
  expect(props(arn('instance/i-1'))).not.toHaveProperty('userDataKinds')
  expect(coverage.state).toBe('DENIED')
})

const withGroup = (IpPermissions: unknown) =>
  collect({
    'describe-security-groups': {
      SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', OwnerId: '111111111111', IpPermissions }],
    },
  })

test('a rule keeps its ports, addresses and groups', async () => {
  const { props } = await withGroup([
    {
      IpProtocol: 'tcp',
      FromPort: 22,
      ToPort: 22,
      IpRanges: [{ CidrIp: '10.0.0.0/8' }],
      UserIdGroupPairs: [
        { GroupId: 'sg-2', UserId: '111111111111' },
        { GroupId: 'sg-3', UserId: '222222222222' },
      ],
    },
  ])
  expect(props(arn('security-group/sg-1'))).toMatchObject({
    ingress: [
      {
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrs: ['10.0.0.0/8'],
        groups: [{ groupId: 'sg-2' }, { groupId: 'sg-3', account: '222222222222' }],
      },
    ],
    openToInternet: [],
  })
})

test.each([
  [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, ['tcp/22']],
  [{ IpProtocol: '6', FromPort: 1, ToPort: 9, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, ['tcp/1-9']],
  [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, ['all']],
  [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, ['icmp']],
  [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/1' }] }, []],
])('%j opens %j', async (rule, open) => {
  const { props } = await withGroup([rule])
  expect(props(arn('security-group/sg-1'))).toMatchObject({ openToInternet: open })
})

test('a rule for all protocols has no ports', async () => {
  const { props } = await withGroup([{ IpProtocol: '-1', FromPort: 0, ToPort: 65535 }])
  expect(props(arn('security-group/sg-1'))?.ingress).toMatchObject([
    { protocol: 'all', fromPort: null, toPort: null },
  ])
})

test('a subnet of another account that shares it bears its owner', async () => {
  const { ids, from } = await collect({
    'describe-subnets': { Subnets: [{ SubnetId: 'subnet-1', OwnerId: '222222222222' }] },
    'describe-network-interfaces': {
      NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1', SubnetId: 'subnet-1' }],
    },
  })
  expect(ids).toContain(arn('subnet/subnet-1', '222222222222'))
  expect(from(arn('network-interface/eni-1'))).toEqual([
    `IN_SUBNET ${arn('subnet/subnet-1', '222222222222')}`,
  ])
})

test('routes keep destination, target and state', async () => {
  const { props } = await collect({
    'describe-route-tables': {
      RouteTables: [
        {
          RouteTableId: 'rtb-1',
          Routes: [
            { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', State: 'active' },
            { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: 'eigw-1', State: 'active' },
            { DestinationPrefixListId: 'pl-1', VpcPeeringConnectionId: 'pcx-1', State: 'blackhole' },
          ],
        },
      ],
    },
  })
  expect(props(arn('route-table/rtb-1'))?.routes).toEqual([
    { destination: '10.0.0.0/16', target: 'local', state: 'active' },
    { destination: '::/0', target: 'eigw-1', state: 'active' },
    { destination: 'pl-1', target: 'pcx-1', state: 'blackhole' },
  ])
})

test('a subnet is routed by its table, a VPC by its main one', async () => {
  const { from } = await collect({
    'describe-route-tables': {
      RouteTables: [
        { RouteTableId: 'rtb-1', VpcId: 'vpc-1', Associations: [{ Main: true }] },
        { RouteTableId: 'rtb-2', VpcId: 'vpc-1', Associations: [{ Main: false, SubnetId: 'subnet-1' }] },
        {
          RouteTableId: 'rtb-3',
          VpcId: 'vpc-1',
          Associations: [{ SubnetId: 'subnet-2', AssociationState: { State: 'disassociated' } }],
        },
      ],
    },
  })
  expect(from(arn('vpc/vpc-1'))).toEqual([`HAS_ROUTE_TABLE ${arn('route-table/rtb-1')}`])
  expect(from(arn('subnet/subnet-1'))).toEqual([`HAS_ROUTE_TABLE ${arn('route-table/rtb-2')}`])
  expect(from(arn('subnet/subnet-2'))).toEqual([])
})

test('entries of a network ACL keep their number and direction', async () => {
  const { props } = await collect({
    'describe-network-acls': {
      NetworkAcls: [
        {
          NetworkAclId: 'acl-1',
          Entries: [
            {
              RuleNumber: 100,
              Egress: false,
              Protocol: '6',
              RuleAction: 'deny',
              CidrBlock: '0.0.0.0/0',
              PortRange: { From: 22, To: 22 },
            },
            { RuleNumber: 32767, Egress: true, Protocol: '-1', RuleAction: 'deny', Ipv6CidrBlock: '::/0' },
          ],
        },
      ],
    },
  })
  expect(props(arn('network-acl/acl-1'))?.entries).toEqual([
    {
      number: 100,
      egress: false,
      protocol: 'tcp',
      allow: false,
      cidr: '0.0.0.0/0',
      fromPort: 22,
      toPort: 22,
    },
    {
      number: 32767,
      egress: true,
      protocol: 'all',
      allow: false,
      cidr: '::/0',
      fromPort: null,
      toPort: null,
    },
  ])
})

test('a detached internet gateway is attached to nothing', async () => {
  const { from } = await collect({
    'describe-internet-gateways': {
      InternetGateways: [
        { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] },
        { InternetGatewayId: 'igw-2', Attachments: [{ VpcId: 'vpc-1', State: 'detached' }] },
      ],
    },
  })
  expect(from(arn('internet-gateway/igw-1'))).toEqual([`ATTACHED_TO ${arn('vpc/vpc-1')}`])
  expect(from(arn('internet-gateway/igw-2'))).toEqual([])
})

test('a peering connection is named after the requester, whoever lists it', async () => {
  const { from } = await collect({
    'describe-vpc-peering-connections': {
      VpcPeeringConnections: [
        {
          VpcPeeringConnectionId: 'pcx-1',
          RequesterVpcInfo: { VpcId: 'vpc-9', OwnerId: '999999999999', Region: 'us-east-1' },
          AccepterVpcInfo: { VpcId: 'vpc-1', OwnerId: '111111111111', Region: 'us-east-1' },
        },
      ],
    },
  })
  expect(from(arn('vpc-peering-connection/pcx-1', '999999999999'))).toEqual([
    `PEERS_WITH ${arn('vpc/vpc-1')}`,
    `PEERS_WITH ${arn('vpc/vpc-9', '999999999999')}`,
  ])
})
