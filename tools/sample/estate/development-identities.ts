import type { Identities } from '../iam.ts'
import {
  allow,
  deny,
  named,
  policy,
  readBucket,
  trust,
  trustAccount,
  trustArn,
  trustOidc,
  trustService,
  writeBucket,
} from '../policy.ts'
import { DEVELOPMENT, MAIN_REGION, MANAGEMENT, PRODUCTION, roleArn } from './accounts.ts'

const own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${DEVELOPMENT}:${resource}`
const iam = (path: string) => `arn:aws:iam::${DEVELOPMENT}:${path}`
const role = (name: string) => roleArn(DEVELOPMENT, name)
const ec2 = trustService('ec2')
const lambda = trustService('lambda')
const GITHUB = 'token.actions.githubusercontent.com'
const RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const staff = (team: string) => ({ tags: { team } })

export const developmentIdentities: Identities = {
  alias: 'alderway-development',
  rootMfa: true,
  users: [
    {
      name: 'd.novak',
      groups: ['data-engineers'],
      password: { changed: '2025-01-20T09:00:00+00:00', lastUsed: '2026-11-13T08:05:00+00:00' },
      keys: [{ created: '2025-01-20T09:04:00+00:00', lastUsed: '2026-11-13T08:20:00+00:00' }],
      ...staff('data'),
    },
    {
      name: 'm.okafor',
      groups: ['analysts'],
      mfa: true,
      password: { changed: '2026-10-05T07:44:00+00:00', lastUsed: '2026-11-14T09:31:00+00:00' },
      keys: [
        { created: '2025-06-03T12:26:00+00:00', lastUsed: '2026-11-14T09:40:00+00:00', service: 'athena' },
      ],
      ...staff('analytics'),
    },
    {
      name: 't.brandt',
      groups: ['contractors'],
      password: { changed: '2026-10-27T13:00:00+00:00', lastUsed: '2026-11-09T10:22:00+00:00' },
      inline: { 'not-here': policy(named('NoLocalAdmin', deny('sts:AssumeRole', role('*')))) },
      tags: { team: 'storefront', employer: 'contractor' },
    },
    {
      name: 'l.fontaine',
      groups: ['team-leads'],
      password: { changed: '2026-10-12T08:30:00+00:00', lastUsed: '2026-11-16T07:15:00+00:00' },
      ...staff('delivery'),
    },
    {
      name: 's.lindqvist',
      groups: ['developers', 'self-service'],
      mfa: true,
      password: { changed: '2026-10-06T11:00:00+00:00', lastUsed: '2026-11-15T10:00:00+00:00' },
      ...staff('platform'),
    },
    {
      name: 'a.petrov',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-07T11:00:00+00:00', lastUsed: '2026-11-12T10:00:00+00:00' },
      policies: ['sandbox-owner'],
      ...staff('catalog'),
    },
    {
      name: 'j.moreau',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-08T11:00:00+00:00', lastUsed: '2026-11-16T06:50:00+00:00' },
      inline: { 'own-policies': policy(allow('iam:AttachUserPolicy', iam('user/j.moreau'))) },
      ...staff('returns'),
    },
    {
      name: 'k.tanaka',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-08T12:00:00+00:00', lastUsed: '2026-11-11T06:50:00+00:00' },
      inline: { 'own-policies': policy(allow('iam:AttachUserPolicy', iam('user/k.tanaka'))) },
      boundary: 'developer-boundary',
      ...staff('returns'),
    },
    {
      name: 'r.silva',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-09T11:00:00+00:00', lastUsed: '2026-11-16T06:10:00+00:00' },
      ...staff('orders'),
    },
    {
      name: 'n.haddad',
      groups: ['developers', 'analysts'],
      mfa: true,
      password: { changed: '2026-10-13T11:00:00+00:00', lastUsed: '2026-11-16T07:02:00+00:00' },
      ...staff('analytics'),
    },
    {
      name: 'qa-automation',
      policies: ['qa-functions'],
      keys: [
        { created: '2026-10-20T15:00:00+00:00', lastUsed: '2026-11-16T04:00:00+00:00', service: 'lambda' },
        { created: '2025-09-01T15:00:00+00:00', inactive: true },
      ],
      tags: { owner: 'quality' },
    },
    {
      name: 'ci-artifacts',
      inline: { artifacts: policy(writeBucket('alderway-dev-ci-artifacts')) },
      keys: [{ created: '2026-11-03T08:00:00+00:00', lastUsed: '2026-11-16T05:20:00+00:00' }],
      tags: { owner: 'platform' },
    },
  ],
  groups: [
    { name: 'developers', policies: ['developer-access'] },
    {
      name: 'data-engineers',
      inline: { 'data-role': policy(allow('sts:AssumeRole', role('data-engineering'))) },
    },
    {
      name: 'analysts',
      inline: {
        'production-figures': policy(allow('sts:AssumeRole', roleArn(PRODUCTION, 'analytics-reader'))),
      },
    },
    {
      name: 'contractors',
      policies: ['AmazonS3ReadOnlyAccess'],
      inline: {
        'administrator-roles': policy(allow('sts:AssumeRole', 'arn:aws:iam::*:role/*-administrator')),
      },
    },
    { name: 'team-leads', policies: ['developer-access', 'team-lead-access'] },
    {
      name: 'self-service',
      inline: {
        'edit-group': policy(allow(['iam:PutGroupPolicy', 'iam:GetGroupPolicy'], iam('group/self-service'))),
      },
    },
  ],
  policies: {
    'developer-access': policy(
      allow([
        'ec2:Describe*',
        'lambda:Get*',
        'lambda:List*',
        'logs:*',
        'cloudwatch:Get*',
        'cloudwatch:List*',
        'dynamodb:*Item',
        'dynamodb:Query',
        'sqs:*',
      ]),
      named('Previews', writeBucket('alderway-dev-preview-assets')),
      named('WithMfa', allow('sts:AssumeRole', role('developer'))),
    ),
    'team-lead-access': policy(named('Administrate', allow('sts:AssumeRole', role('dev-administrator')))),
    'sandbox-owner': policy(
      allow(['iam:CreatePolicyVersion', 'iam:GetPolicyVersion'], iam('policy/sandbox-owner')),
      allow('ec2:*', '*', { StringEquals: { 'aws:ResourceTag/owner': 'a.petrov' } }),
    ),
    'qa-functions': policy(
      allow(
        ['lambda:CreateFunction', 'lambda:InvokeFunction', 'lambda:DeleteFunction'],
        own('lambda', 'function:qa-*'),
      ),
      allow('iam:PassRole', role('environment-provisioner')),
    ),
    'data-engineering': policy(
      allow(['glue:*', 'athena:*']),
      writeBucket('alderway-dev-warehouse-export'),
      named('Support', allow('sts:AssumeRole', roleArn(PRODUCTION, 'prod-support'))),
    ),
    'developer-boundary': policy(
      allow([
        'ec2:Describe*',
        'lambda:*',
        'logs:*',
        'cloudwatch:*',
        'dynamodb:*',
        'sqs:*',
        's3:*',
        'iam:AttachUserPolicy',
      ]),
    ),
    'runner-boundary': policy(
      allow(['s3:*', 'ecr:*', 'logs:*', 'codeartifact:*', 'cloudformation:Describe*', 'ssm:GetParameter*']),
    ),
  },
  roles: [
    {
      name: 'OrganizationAccountAccessRole',
      trust: trustAccount(MANAGEMENT),
      policies: ['AdministratorAccess'],
      lastUsed: '2026-10-14T11:25:00+00:00',
    },
    {
      name: 'terraform-apply',
      trust: trustArn(roleArn(MANAGEMENT, 'terraform-runner')),
      policies: ['AdministratorAccess'],
      lastUsed: '2026-11-16T02:50:00+00:00',
    },
    {
      name: 'dev-administrator',
      trust: trustAccount(DEVELOPMENT),
      policies: ['AdministratorAccess'],
      lastUsed: '2026-11-13T15:00:00+00:00',
    },
    {
      name: 'data-engineering',
      trust: trustAccount(DEVELOPMENT),
      policies: ['data-engineering'],
      lastUsed: '2026-11-13T08:21:00+00:00',
    },
    {
      name: 'github-deploy',
      trust: trustOidc(`arn:aws:iam::${DEVELOPMENT}:oidc-provider/${GITHUB}`, {
        StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${GITHUB}:sub`]: 'repo:*' },
      }),
      inline: { deploy: policy(allow('sts:AssumeRole', role('environment-*'))) },
      lastUsed: '2026-11-16T06:00:00+00:00',
    },
    {
      name: 'github-packages',
      trust: trustOidc(`arn:aws:iam::${DEVELOPMENT}:oidc-provider/${GITHUB}`, {
        StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${GITHUB}:sub`]: 'repo:alderway/packages:ref:refs/heads/main' },
      }),
      inline: { packages: policy(writeBucket('alderway-dev-ci-artifacts')) },
      lastUsed: '2026-11-16T05:45:00+00:00',
    },
    {
      name: 'environment-administrator',
      trust: trustArn(role('github-deploy')),
      policies: ['AdministratorAccess'],
      lastUsed: '2026-11-16T06:01:00+00:00',
    },
    {
      name: 'environment-provisioner',
      trust: lambda,
      policies: ['AdministratorAccess'],
      lastUsed: '2026-11-02T06:01:00+00:00',
    },
    {
      name: 'ci-runner',
      trust: ec2,
      policies: ['AdministratorAccess'],
      boundary: 'runner-boundary',
      instanceProfile: true,
      lastUsed: '2026-11-16T06:11:00+00:00',
    },
    {
      name: 'bastion',
      trust: ec2,
      policies: RUNS_INSTANCES,
      inline: { restore: policy(readBucket('alderway-dev-database-backups')) },
      instanceProfile: true,
      lastUsed: '2026-11-15T09:00:00+00:00',
    },
    {
      name: 'order-simulator',
      trust: trust('*'),
      inline: { orders: policy(readBucket('alderway-dev-test-orders')) },
      lastUsed: '2026-11-04T10:00:00+00:00',
    },
    {
      name: 'preview-web',
      trust: ec2,
      policies: RUNS_INSTANCES,
      inline: { assets: policy(readBucket('alderway-dev-preview-assets')) },
      instanceProfile: true,
      lastUsed: '2026-11-16T05:00:00+00:00',
    },
    {
      name: 'preview-functions',
      trust: lambda,
      policies: ['AWSLambdaBasicExecutionRole'],
      inline: { assets: policy(readBucket('alderway-dev-preview-assets')) },
      lastUsed: '2026-11-16T05:00:00+00:00',
    },
    {
      name: 'load-test',
      trust: lambda,
      policies: ['AWSLambdaVPCAccessExecutionRole'],
      inline: { results: policy(writeBucket('alderway-dev-load-test')) },
      lastUsed: '2026-11-07T22:00:00+00:00',
    },
    {
      name: 'developer',
      trust: trustAccount(DEVELOPMENT, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
      policies: ['PowerUserAccess'],
      boundary: 'developer-boundary',
      lastUsed: '2026-11-16T07:00:00+00:00',
    },
    {
      name: 'security-audit',
      trust: trustArn(roleArn(MANAGEMENT, 'security-tooling')),
      policies: ['IAMReadOnlyAccess'],
      lastUsed: '2026-11-16T01:05:00+00:00',
    },
  ],
  oidc: [{ url: GITHUB, audiences: ['sts.amazonaws.com'] }],
}
