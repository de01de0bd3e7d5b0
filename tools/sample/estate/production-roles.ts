import type { Role } from '../identities.ts'
import {
  allow,
  bucketArns,
  policy,
  readBucket,
  trustAccount,
  trustArn,
  trustOidc,
  trustSaml,
  trustService,
  writeBucket,
} from '../policy.ts'
import {
  DEVELOPMENT,
  MAIN_REGION,
  MANAGEMENT,
  MONITORING_VENDOR,
  OFFICE,
  PRODUCTION,
  roleArn,
} from './accounts.ts'

const own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${PRODUCTION}:${resource}`
const role = (name: string) => roleArn(PRODUCTION, name)
const RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const RUNS_FUNCTIONS = ['AWSLambdaBasicExecutionRole']
const ec2 = trustService('ec2')
const lambda = trustService('lambda')
const GITHUB = 'token.actions.githubusercontent.com'

/** Roles of production. */
export const productionRoles: readonly Role[] = [
  {
    name: 'OrganizationAccountAccessRole',
    trust: trustAccount(MANAGEMENT),
    policies: ['AdministratorAccess'],
    lastUsed: '2026-10-14T11:20:00+00:00',
  },
  {
    name: 'platform-administrator',
    trust: trustArn([role('prod-support'), roleArn(MANAGEMENT, 'sso-platform-administrator')]),
    policies: ['AdministratorAccess'],
    lastUsed: '2026-11-12T16:33:00+00:00',
  },
  {
    name: 'platform-deploy',
    trust: trustArn([role('github-platform'), role('storefront-web')]),
    policies: ['AdministratorAccess'],
    lastUsed: '2026-11-16T03:10:00+00:00',
  },
  {
    name: 'terraform-apply',
    trust: trustArn(roleArn(MANAGEMENT, 'terraform-runner')),
    policies: ['AdministratorAccess'],
    lastUsed: '2026-11-16T02:55:00+00:00',
  },
  {
    name: 'github-platform',
    trust: trustOidc(`arn:aws:iam::${PRODUCTION}:oidc-provider/${GITHUB}`, {
      StringEquals: {
        [`${GITHUB}:aud`]: 'sts.amazonaws.com',
        [`${GITHUB}:sub`]: 'repo:alderway/platform:ref:refs/heads/main',
      },
    }),
    inline: { deploy: policy(allow('sts:AssumeRole', role('platform-deploy'))) },
    lastUsed: '2026-11-16T03:09:00+00:00',
  },
  {
    name: 'github-functions',
    trust: trustOidc(`arn:aws:iam::${PRODUCTION}:oidc-provider/${GITHUB}`, {
      StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${GITHUB}:sub`]: 'repo:alderway/functions:environment:production' },
    }),
    policies: ['function-deploy'],
    lastUsed: '2026-11-14T13:02:00+00:00',
  },
  {
    name: 'prod-support',
    trust: trustArn([roleArn(DEVELOPMENT, 'data-engineering'), roleArn(MANAGEMENT, 'sso-support')]),
    policies: ['support-tooling'],
    lastUsed: '2026-11-13T09:48:00+00:00',
  },
  {
    name: 'analytics-reader',
    trust: trustAccount(DEVELOPMENT),
    policies: ['analytics-read'],
    lastUsed: '2026-11-15T17:05:00+00:00',
  },
  {
    name: 'returns-corrections',
    trust: trustAccount(DEVELOPMENT, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    inline: { returns: policy(readBucket('alderway-prod-returns-documents')) },
    lastUsed: '2026-11-12T14:10:00+00:00',
  },
  {
    name: 'route-planning',
    trust: trustAccount(DEVELOPMENT, { IpAddress: { 'aws:SourceIp': OFFICE } }),
    inline: { routes: policy(writeBucket('alderway-prod-delivery-routes')) },
    lastUsed: '2026-11-13T06:55:00+00:00',
  },
  {
    name: 'database-administrator',
    trust: trustArn(roleArn(MANAGEMENT, 'sso-database')),
    policies: ['database-operations'],
    lastUsed: '2026-11-11T07:30:00+00:00',
  },
  {
    name: 'break-glass-administrator',
    trust: trustAccount(DEVELOPMENT),
    policies: ['AdministratorAccess'],
  },
  {
    name: 'release-viewer',
    trust: trustAccount(DEVELOPMENT),
    inline: { view: policy(readBucket('alderway-prod-release-artifacts')) },
    lastUsed: '2026-11-10T12:12:00+00:00',
  },
  {
    name: 'security-audit',
    trust: trustArn(roleArn(MANAGEMENT, 'security-tooling')),
    policies: ['security-audit-read'],
    lastUsed: '2026-11-16T01:00:00+00:00',
  },
  {
    name: 'monitoring-vendor',
    trust: trustAccount(MONITORING_VENDOR, { StringEquals: { 'sts:ExternalId': 'alderway-7c1e04' } }),
    inline: {
      metrics: policy(allow(['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics', 'tag:GetResources'])),
    },
    lastUsed: '2026-11-16T05:10:00+00:00',
  },
  {
    name: 'storefront-web',
    trust: ec2,
    policies: [...RUNS_INSTANCES, 'storefront-runtime'],
    instanceProfile: true,
    lastUsed: '2026-11-16T05:00:00+00:00',
  },
  {
    name: 'orders-api',
    trust: ec2,
    policies: [...RUNS_INSTANCES, 'orders-service'],
    instanceProfile: true,
    lastUsed: '2026-11-16T05:00:00+00:00',
  },
  {
    name: 'catalog-api',
    trust: ec2,
    policies: [...RUNS_INSTANCES, 'catalog-service'],
    instanceProfile: true,
    lastUsed: '2026-11-16T05:00:00+00:00',
  },
  {
    name: 'payments-api',
    trust: ec2,
    policies: [...RUNS_INSTANCES, 'payments-service'],
    instanceProfile: true,
    lastUsed: '2026-11-16T05:00:00+00:00',
  },
  {
    name: 'partner-sftp',
    trust: ec2,
    policies: RUNS_INSTANCES,
    inline: { inbox: policy(writeBucket('alderway-prod-supplier-inbox')) },
    instanceProfile: true,
    lastUsed: '2026-11-16T05:00:00+00:00',
  },
  {
    name: 'legacy-erp',
    trust: ec2,
    policies: ['AdministratorAccess'],
    instanceProfile: true,
    lastUsed: '2026-10-08T18:00:00+00:00',
  },
  {
    name: 'returns-webhook',
    trust: lambda,
    policies: RUNS_FUNCTIONS,
    inline: { documents: policy(writeBucket('alderway-prod-returns-documents')) },
    lastUsed: '2026-11-16T04:45:00+00:00',
  },
  {
    name: 'delivery-tracking',
    trust: lambda,
    policies: RUNS_FUNCTIONS,
    inline: { routes: policy(readBucket('alderway-prod-delivery-routes')) },
    lastUsed: '2026-11-16T04:45:00+00:00',
  },
  {
    name: 'invoice-renderer',
    trust: lambda,
    policies: RUNS_FUNCTIONS,
    inline: { invoices: policy(writeBucket('alderway-prod-invoices')) },
    boundary: 'workload-boundary',
    lastUsed: '2026-11-16T02:20:00+00:00',
  },
  {
    name: 'image-resizer',
    trust: lambda,
    policies: RUNS_FUNCTIONS,
    inline: { media: policy(writeBucket('alderway-prod-product-media')) },
    lastUsed: '2026-11-15T20:20:00+00:00',
  },
  {
    name: 'order-events',
    trust: lambda,
    policies: ['AWSLambdaVPCAccessExecutionRole', 'orders-service'],
    lastUsed: '2026-11-16T05:01:00+00:00',
  },
  {
    name: 'secret-rotation',
    trust: lambda,
    policies: ['AWSLambdaVPCAccessExecutionRole'],
    inline: {
      rotate: policy(
        allow(
          [
            'secretsmanager:GetSecretValue',
            'secretsmanager:PutSecretValue',
            'secretsmanager:UpdateSecretVersionStage',
            'secretsmanager:DescribeSecret',
          ],
          own('secretsmanager', 'secret:prod/*'),
        ),
      ),
    },
    lastUsed: '2026-11-15T02:00:00+00:00',
  },
  {
    name: 'backup-service',
    path: '/service-role/',
    trust: trustService('backup'),
    inline: {
      backup: policy(
        allow([
          'ec2:CreateSnapshot',
          'ec2:DescribeVolumes',
          'ec2:CreateTags',
          'rds:CreateDBSnapshot',
          'rds:DescribeDBInstances',
        ]),
      ),
    },
    lastUsed: '2026-11-16T01:30:00+00:00',
  },
  {
    name: 'finance-reporting',
    trust: trustSaml(`arn:aws:iam::${PRODUCTION}:saml-provider/alderway-workforce`),
    inline: {
      archive: policy(allow(['s3:GetObject', 's3:ListBucket'], bucketArns('alderway-prod-payments-archive'))),
      reports: policy(readBucket('alderway-prod-finance-reports')),
    },
    lastUsed: '2026-11-14T15:15:00+00:00',
  },
  {
    name: 'AWSServiceRoleForAutoScaling',
    path: '/aws-service-role/autoscaling.amazonaws.com/',
    trust: trustService('autoscaling'),
    inline: {
      scaling: policy(
        allow(['ec2:RunInstances', 'ec2:TerminateInstances', 'ec2:Describe*', 'ec2:CreateTags']),
      ),
    },
    lastUsed: '2026-11-16T05:05:00+00:00',
  },
]
