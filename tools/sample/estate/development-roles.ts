import type { Role } from '../identities.ts'
import {
  allow,
  policy,
  readBucket,
  trust,
  trustAccount,
  trustArn,
  trustOidc,
  trustService,
  writeBucket,
} from '../policy.ts'
import { DEVELOPMENT, MAIN_REGION, MANAGEMENT, roleArn } from './accounts.ts'

const _own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${DEVELOPMENT}:${resource}`
const _iam = (path: string) => `arn:aws:iam::${DEVELOPMENT}:${path}`
const role = (name: string) => roleArn(DEVELOPMENT, name)
const ec2 = trustService('ec2')
const lambda = trustService('lambda')
const GITHUB = 'token.actions.githubusercontent.com'
const RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const _staff = (team: string) => ({ tags: { team } })

/** Roles of development. */
export const developmentRoles: readonly Role[] = [
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
]
