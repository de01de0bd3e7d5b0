import type { Bucket } from '../buckets.ts'
import type { Compute } from '../compute.ts'
import type { LambdaFunction } from '../functions.ts'
import type { Identities } from '../identities.ts'
import { allow, grant, named, policy, trustArn, trustSaml, trustService, writeBucket } from '../policy.ts'
import { keyArn, type Secrets } from '../secrets.ts'
import { tcp, type Vpc } from '../vpc.ts'
import {
  ANYWHERE,
  COST_VENDOR,
  DEVELOPMENT,
  MAIN_REGION,
  MANAGEMENT,
  PRODUCTION,
  roleArn,
} from './accounts.ts'

const SAML = `arn:aws:iam::${MANAGEMENT}:saml-provider/alderway-workforce`
const RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const assume = (...roles: readonly string[]) => policy(allow('sts:AssumeRole', roles))

export const managementIdentities: Identities = {
  alias: 'alderway-management',
  rootMfa: true,
  passwordPolicy: {
    MinimumPasswordLength: 16,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    ExpirePasswords: false,
    PasswordReusePrevention: 24,
  },
  users: [
    {
      name: 'break-glass-1',
      mfa: true,
      password: { changed: '2026-10-02T08:00:00+00:00' },
      policies: ['AdministratorAccess'],
      tags: { owner: 'security', purpose: 'emergency' },
    },
    {
      name: 'o.weber',
      groups: ['cloud-operations'],
      mfa: true,
      password: { changed: '2026-10-04T08:10:00+00:00', lastUsed: '2026-11-13T07:20:00+00:00' },
      tags: { team: 'platform' },
    },
    {
      name: 'billing-export',
      inline: { export: policy(writeBucket('alderway-org-billing')) },
      keys: [{ created: '2026-10-21T06:00:00+00:00', lastUsed: '2026-11-16T02:00:00+00:00' }],
      tags: { owner: 'finance-systems' },
    },
  ],
  groups: [{ name: 'cloud-operations', policies: ['IAMReadOnlyAccess', 'operations-read'] }],
  policies: {
    'operations-read': policy(
      allow([
        'organizations:Describe*',
        'organizations:List*',
        'ec2:Describe*',
        'cloudwatch:Get*',
        'cloudwatch:List*',
      ]),
    ),
    'cost-analysis': policy(
      allow([
        'ce:Get*',
        'cur:Describe*',
        'ec2:Describe*',
        'rds:Describe*',
        's3:ListAllMyBuckets',
        'tag:Get*',
      ]),
      named('ReadMemberAccounts', allow('sts:AssumeRole')),
    ),
  },
  roles: [
    {
      name: 'sso-platform-administrator',
      trust: trustSaml(SAML),
      inline: { accounts: assume(roleArn(PRODUCTION, 'platform-administrator')) },
      lastUsed: '2026-11-12T16:32:00+00:00',
    },
    {
      name: 'sso-support',
      trust: trustSaml(SAML),
      inline: { accounts: assume(roleArn(PRODUCTION, 'prod-support')) },
      lastUsed: '2026-11-13T09:47:00+00:00',
    },
    {
      name: 'sso-database',
      trust: trustSaml(SAML),
      inline: { accounts: assume(roleArn(PRODUCTION, 'database-administrator')) },
      lastUsed: '2026-11-11T07:29:00+00:00',
    },
    {
      name: 'sso-auditor',
      trust: trustSaml(SAML),
      policies: ['IAMReadOnlyAccess', 'operations-read'],
      lastUsed: '2026-11-05T10:00:00+00:00',
    },
    {
      name: 'security-tooling',
      trust: trustService('lambda'),
      policies: ['AWSLambdaBasicExecutionRole'],
      inline: {
        audit: assume(roleArn(PRODUCTION, 'security-audit'), roleArn(DEVELOPMENT, 'security-audit')),
      },
      lastUsed: '2026-11-16T01:00:00+00:00',
    },
    {
      name: 'terraform-runner',
      trust: trustService('ec2'),
      policies: RUNS_INSTANCES,
      inline: {
        apply: assume(roleArn(PRODUCTION, 'terraform-apply'), roleArn(DEVELOPMENT, 'terraform-apply')),
        state: policy(writeBucket('alderway-org-terraform-state')),
      },
      instanceProfile: true,
      lastUsed: '2026-11-16T02:49:00+00:00',
    },
    {
      name: 'log-collector',
      trust: trustService('ec2'),
      policies: RUNS_INSTANCES,
      inline: { trail: policy(writeBucket('alderway-org-audit-trail')) },
      instanceProfile: true,
      lastUsed: '2026-11-16T05:00:00+00:00',
    },
    {
      name: 'costwise-analysis',
      trust: trustArn(`arn:aws:iam::${COST_VENDOR}:root`),
      policies: ['cost-analysis'],
      lastUsed: '2026-11-16T03:30:00+00:00',
    },
    {
      name: 'AWSServiceRoleForOrganizations',
      path: '/aws-service-role/organizations.amazonaws.com/',
      trust: trustService('organizations'),
      inline: {
        roles: policy(
          allow(['iam:DeleteRole', 'iam:CreateServiceLinkedRole'], 'arn:aws:iam::*:role/aws-service-role/*'),
        ),
      },
    },
  ],
  saml: ['alderway-workforce'],
}

export const mgmtTools: Vpc = {
  region: MAIN_REGION,
  name: 'mgmt-tools',
  cidr: '10.10.0.0/16',
  subnets: [
    { name: 'public-a', cidr: '10.10.0.0/24', zone: 'a', table: 'public' },
    { name: 'tools-a', cidr: '10.10.10.0/24', zone: 'a', table: 'private' },
    { name: 'tools-b', cidr: '10.10.11.0/24', zone: 'b', table: 'private' },
  ],
  tables: { public: [[ANYWHERE, 'igw']], private: [[ANYWHERE, 'nat']] },
  nat: { subnet: 'public-a', address: '203.0.113.120' },
  flowLogs: true,
  groups: [
    { name: 'runner', description: 'Terraform runner, nothing inbound', ingress: [] },
    { name: 'log-collector', description: 'Syslog over TLS', ingress: [tcp(6514, ANYWHERE)] },
  ],
}

const tool = {
  vpc: mgmtTools,
  type: 't3.large',
  image: 'alderway-tools-2026-10',
  tags: { team: 'platform' },
} as const

export const managementCompute: Compute = {
  volumeKey: keyArn(MANAGEMENT, MAIN_REGION, 'volumes'),
  images: ['alderway-tools-2026-10'],
  instances: [
    {
      ...tool,
      name: 'terraform-runner',
      subnet: 'tools-a',
      groups: ['runner'],
      host: 15,
      profile: 'terraform-runner',
    },
    {
      ...tool,
      name: 'log-collector',
      subnet: 'tools-b',
      groups: ['log-collector'],
      host: 20,
      publicIp: '203.0.113.80',
      profile: 'log-collector',
    },
  ],
  snapshots: [{ name: 'log-collector-2026-11-10', of: 'log-collector' }],
}

const logs = 'alderway-org-access-logs'

export const managementBuckets: readonly Bucket[] = [
  {
    name: 'alderway-org-audit-trail',
    logs,
    statements: [
      named(
        'TrailWrites',
        grant(
          { Service: 'cloudtrail.amazonaws.com' },
          's3:PutObject',
          'arn:aws:s3:::alderway-org-audit-trail/*',
          {
            StringEquals: {
              'aws:SourceArn': `arn:aws:cloudtrail:${MAIN_REGION}:${MANAGEMENT}:trail/organization`,
            },
          },
        ),
      ),
    ],
    tags: { team: 'security', classification: 'confidential' },
  },
  { name: 'alderway-org-billing', logs, tags: { team: 'finance-systems', classification: 'confidential' } },
  { name: 'alderway-org-terraform-state', logs, tags: { team: 'platform', classification: 'restricted' } },
  { name: logs, noPolicy: true, tags: { team: 'security' } },
]

export const managementFunctions: readonly LambdaFunction[] = [
  { name: 'audit-findings', role: 'security-tooling', runtime: 'python3.13', timeout: 600, tracing: true },
  { name: 'audit-key-age', role: 'security-tooling', runtime: 'python3.13' },
]

export const managementSecrets: Secrets = {
  secrets: [{ name: 'org/identity-provider/scim', tags: { team: 'security', classification: 'restricted' } }],
  parameters: [{ name: '/org/log-collector/retention' }, { name: '/org/alerts/channel' }],
  keys: [
    { name: 'volumes', description: 'Disks' },
    { name: 'audit-trail', description: 'Audit trail of the organization' },
  ],
}
