import { expect, test } from 'vitest'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { readChange } from './index.ts'

const node = (id: string, kind: string, props: Props): readonly [string, NodeRecord] => [
  id,
  { id, kind, props },
]
const iam = (rest: string) => `arn:aws:iam::111122223333:${rest}`
const ec2 = (rest: string) => `arn:aws:ec2:eu-west-1:111122223333:${rest}`
const document = (...Statement: readonly Props[]): Props => ({ Statement })

const nodes = new Map([
  node(iam('role/app'), 'AwsIamRole', {
    trustPolicy: document({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: [iam('root'), 'arn:aws:iam::444455556666:role/ci'] },
    }),
  }),
  node(`${iam('role/app')}#inline/data`, 'AwsIamPolicy', {
    document: document({ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' }),
  }),
  node('arn:aws:s3:::files', 'AwsS3Bucket', {
    name: 'files',
    policy: document({ Sid: 'Partners', Effect: 'Allow', NotAction: 's3:DeleteBucket' }),
  }),
  node(ec2('instance/i-1'), 'AwsEc2Instance', { name: 'web-1' }),
  node(ec2('security-group/sg-1'), 'AwsSecurityGroup', { name: 'edge' }),
  node(ec2('security-group/sg-2'), 'AwsSecurityGroup', { name: 'inner' }),
  node(ec2('network-acl/acl-1'), 'AwsNetworkAcl', { name: 'acl-1' }),
  node(ec2('task-definition/web:1'), 'AwsEcsTaskDefinition', { name: 'web' }),
  node('/subscriptions/s', 'AzureSubscription', { name: 'warehouse' }),
  node('ann', 'EntraUser', { name: 'Ann' }),
  node('robot', 'EntraServicePrincipal', {
    name: 'robot',
    graphPermissions: ['User.Read.All', 'Application.ReadWrite.All'],
  }),
  node('app', 'EntraApplication', { name: 'shop' }),
  node('/subscriptions/s/roleassignments/1', 'AzureRoleAssignment', {
    roleName: 'Owner',
    principalId: 'ann',
    scope: '/subscriptions/s',
  }),
  node('/tenants/t/roledefinitions/r', 'EntraRoleDefinition', { name: 'User Administrator' }),
  node('/tenants/t/roleassignments/2', 'EntraRoleAssignment', {
    account: 't',
    principalId: 'ann',
    role: 'r',
    eligible: false,
  }),
  node(
    '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/git',
    'GcpIdentityProvider',
    {
      name: 'git',
    },
  ),
])

const told = (change: object) => readChange(change).instructions((id) => nodes.get(id))

test.each([
  [
    'an Azure role by role, place and holder',
    { change: 'delete', resource: '/subscriptions/s/roleassignments/1' },
    'Take role Owner on warehouse away from Ann',
  ],
  [
    'a role of the directory by role and holder',
    { change: 'delete', resource: '/tenants/t/roleassignments/2' },
    'Take directory role User Administrator away from Ann',
  ],
  [
    'permissions by those that go',
    { change: 'set', resource: 'robot', property: 'graphPermissions', value: ['User.Read.All'] },
    'Take Application.ReadWrite.All off application robot',
  ],
  [
    'owners by what they own',
    { change: 'set', resource: 'app', property: 'owners', value: null },
    'Take its owners off shop (app)',
  ],
  [
    'a provider by its pool',
    {
      change: 'set',
      resource: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/git',
      property: 'disabled',
      value: true,
    },
    'Disable provider git of identity pool ci',
  ],
  [
    'an inline policy by its holder, a statement by what it allows',
    { change: 'remove-statement', policy: `${iam('role/app')}#inline/data`, statement: 0 },
    'Remove statement 0 (allows s3:GetObject and 1 more) of the inline policy data of role app',
  ],
  [
    'a statement by its Sid',
    { change: 'remove-statement', policy: 'arn:aws:s3:::files#policy', statement: 0 },
    'Remove statement "Partners" (allows all but s3:DeleteBucket) of the policy of bucket files',
  ],
  [
    'a trust by who is trusted',
    { change: 'remove-trust', role: iam('role/app'), statement: 0 },
    'Remove statement 0 (trusts account 111122223333 and 1 more) of the trust policy of app',
  ],
  [
    'a document that was not collected by the place alone',
    { change: 'remove-statement', policy: iam('policy/other'), statement: 3 },
    'Remove statement 3 of the policy other',
  ],
  [
    'a machine by its name and id',
    { change: 'set', resource: ec2('instance/i-1'), property: 'httpTokens', value: 'required' },
    'Require IMDSv2 on web-1 (i-1)',
  ],
  [
    'security groups by name and id',
    {
      change: 'remove-rule',
      group: ec2('security-group/sg-2'),
      rule: { direction: 'ingress', protocol: 'tcp', fromPort: 80, toPort: 80, groups: ['sg-1'] },
    },
    'Close tcp/80 from edge (sg-1) in inner (sg-2)',
  ],
])('the title names %s', (_what, change, title) => {
  expect(told(change).title).toBe(title)
})

test.each([
  [
    'an entry of a network ACL',
    { change: 'remove-rule', group: ec2('network-acl/acl-1'), rule: { number: 100, egress: false } },
    'aws ec2 delete-network-acl-entry --network-acl-id acl-1 --rule-number 100 --ingress',
  ],
  [
    'the policy of a bucket',
    { change: 'remove-statement', policy: 'arn:aws:s3:::files#policy', statement: 0 },
    'aws s3api put-bucket-policy --bucket files --policy file://without-the-statement.json',
  ],
  [
    'the role of a container',
    { change: 'set', resource: ec2('task-definition/web:1'), property: 'role', value: null },
    'aws ecs register-task-definition --task-role-arn ROLE_ARN ...   # then aws ecs update-service with the new revision',
  ],
])('the command is that of %s', (_what, change, cli) => {
  expect(told(change).cli).toBe(cli)
})
