import { instanceId } from '../compute.ts'
import { COST_VENDOR, DEVELOPMENT, MAIN_REGION, MANAGEMENT, PRODUCTION, roleArn } from '../estate/accounts.ts'
import { functionArn } from '../functions.ts'
import { INTERNET, NAMES, nearMiss, type Planted, path } from './planted.ts'

NAMES.set(`arn:aws:iam::${COST_VENDOR}:root`, COST_VENDOR)

function instance(account: string, name: string): string {
  const arn = `arn:aws:ec2:${MAIN_REGION}:${account}:instance/${instanceId(account, name)}`
  NAMES.set(arn, name)
  return arn
}
const bucket = (name: string): string => `arn:aws:s3:::${name}`
const user = (name: string): string => `arn:aws:iam::${DEVELOPMENT}:user/${name}`
const prod = (name: string): string => roleArn(PRODUCTION, name)
const dev = (name: string): string => roleArn(DEVELOPMENT, name)

export const plantedInAws: readonly Planted[] = [
  path(
    'web-server-to-administrator',
    [
      INTERNET,
      instance(PRODUCTION, 'storefront-web-1'),
      prod('storefront-web'),
      prod('platform-deploy'),
      PRODUCTION,
    ],
    'A storefront server takes 443 from everywhere and still answers IMDSv1; its role may assume the deployment role, an administrator.',
  ),
  path(
    'public-order-exports',
    [INTERNET, bucket('alderway-prod-order-exports')],
    'The bucket policy lets anyone read objects, and neither bucket nor account blocks public access.',
  ),
  path(
    'public-supplier-inbox',
    [INTERNET, bucket('alderway-prod-supplier-inbox')],
    'The ACL lets anyone write, ACLs are in force and nothing blocks public access.',
  ),
  path(
    'engineer-to-production-administrator',
    [
      user('d.novak'),
      dev('data-engineering'),
      prod('prod-support'),
      prod('platform-administrator'),
      PRODUCTION,
    ],
    'A password without MFA and a key from 2025; three roles later, across accounts, the administrator of production.',
  ),
  path(
    'any-repository-to-administrator',
    [
      'oidc:token.actions.githubusercontent.com:repo:*',
      dev('github-deploy'),
      dev('environment-administrator'),
      DEVELOPMENT,
    ],
    'The deployment role trusts tokens of every GitHub repository (`repo:*`) and may assume an administrator.',
  ),
  path(
    'analyst-to-customer-profiles',
    [user('m.okafor'), prod('analytics-reader'), bucket('alderway-prod-customer-profiles')],
    'An access key from 2025 in development; the role in production trusts the whole account and reads customer data.',
  ),
  path(
    'public-function-to-returns',
    [
      INTERNET,
      functionArn(PRODUCTION, MAIN_REGION, 'returns-webhook'),
      prod('returns-webhook'),
      bucket('alderway-prod-returns-documents'),
    ],
    'A function URL without authentication; the role of the function reads documents of customers.',
  ),
  path(
    'vendor-to-production-administrator',
    [
      `arn:aws:iam::${COST_VENDOR}:root`,
      roleArn(MANAGEMENT, 'costwise-analysis'),
      prod('OrganizationAccountAccessRole'),
      PRODUCTION,
    ],
    'The vendor’s role asks for no external id and, meant to read, may assume any role: also the one that the organization put into each account.',
  ),
  path(
    'team-lead-to-administrator',
    [user('l.fontaine'), dev('dev-administrator'), DEVELOPMENT],
    'A password without MFA; a policy attached to the group lets its members become administrator.',
  ),
  path(
    'bastion-to-backups',
    [INTERNET, instance(DEVELOPMENT, 'bastion'), dev('bastion'), bucket('alderway-dev-database-backups')],
    'SSH is open to everyone on a forgotten bastion whose role reads copies of the databases.',
  ),
  path(
    'anyone-to-test-orders',
    ['AnyAwsPrincipal', dev('order-simulator'), bucket('alderway-dev-test-orders')],
    'The role trusts every AWS principal; its test data are real orders.',
  ),
  path(
    'contractor-to-backups',
    [user('t.brandt'), bucket('alderway-dev-database-backups')],
    'A password without MFA; the read-only policy of the contractors reads every bucket of the account.',
  ),
  path(
    'analyst-with-mfa-to-returns',
    [user('m.okafor'), prod('returns-corrections'), bucket('alderway-prod-returns-documents')],
    'The same key; the role in production asks for MFA, which whoever has only the key must get past (`--assume mfa`).',
  ),
  path(
    'analyst-in-the-office-to-routes',
    [user('m.okafor'), prod('route-planning'), bucket('alderway-prod-delivery-routes')],
    'The same key; the role in production admits only the office (`--assume corporate-network`, or `corporateRanges` to close it).',
  ),
  nearMiss(
    'contractor-denied-administrator',
    user('t.brandt'),
    DEVELOPMENT,
    'The group allows `sts:AssumeRole` on `*-administrator`, but an inline policy of the user denies it in this account.',
  ),
  nearMiss(
    'contractor-break-glass',
    user('t.brandt'),
    prod('break-glass-administrator'),
    'Allowed by the group and trusted by the role, but a service control policy on Development denies it.',
  ),
  nearMiss(
    'contractor-wrong-trust',
    user('t.brandt'),
    prod('database-administrator'),
    'Allowed by the group, but the role trusts only a role of the management account.',
  ),
  nearMiss(
    'trusted-but-not-allowed',
    user('t.brandt'),
    prod('release-viewer'),
    'The role trusts the development account, but no policy allows this user to assume it.',
  ),
  nearMiss(
    'runner-under-boundary',
    dev('ci-runner'),
    DEVELOPMENT,
    'AdministratorAccess is attached, but the permissions boundary leaves neither IAM nor STS.',
  ),
  nearMiss(
    'sealed-archive',
    prod('finance-reporting'),
    bucket('alderway-prod-payments-archive'),
    'The role’s policy allows reading, but a service control policy on Production denies it to everyone.',
  ),
  nearMiss(
    'ledger-for-one-role',
    prod('analytics-reader'),
    bucket('alderway-prod-payments-ledger'),
    'The role’s policy allows reading, but the bucket policy denies everyone except the payment service.',
  ),
  nearMiss(
    'artifacts-for-the-organization',
    INTERNET,
    bucket('alderway-prod-release-artifacts'),
    'The bucket policy admits `*` only with `aws:PrincipalOrgID`, which nobody outside has.',
    'CAN_READ',
  ),
  nearMiss(
    'export-behind-account-block',
    INTERNET,
    bucket('alderway-dev-warehouse-export'),
    'The bucket policy admits everyone and the bucket blocks nothing, but the account blocks public access.',
    'CAN_READ',
  ),
  nearMiss(
    'driver-documents-acl',
    INTERNET,
    bucket('alderway-prod-driver-documents'),
    'The ACL admits everyone, but the bucket ignores public ACLs.',
  ),
  nearMiss(
    'sftp-behind-network-acl',
    INTERNET,
    instance(PRODUCTION, 'partner-sftp'),
    'Public address, route and open security group, but the network ACL lets only one supplier’s block in.',
    'CAN_REACH',
  ),
  nearMiss(
    'collector-without-route',
    INTERNET,
    instance(MANAGEMENT, 'log-collector'),
    'A public address and an open security group, but the subnet has no route to an internet gateway.',
  ),
  nearMiss(
    'stopped-erp',
    INTERNET,
    instance(PRODUCTION, 'legacy-erp'),
    'Open to everyone, IMDSv1 and an administrator role, but the instance is stopped.',
  ),
  nearMiss(
    'runner-from-the-office',
    INTERNET,
    instance(DEVELOPMENT, 'build-runner'),
    'A public address and a route, but the security group admits only the office.',
    'CAN_REACH',
  ),
  nearMiss(
    'edge-requires-tokens',
    instance(PRODUCTION, 'catalog-edge-1'),
    prod('catalog-api'),
    'Reachable from everywhere, but the metadata service requires IMDSv2.',
    'STEALS_METADATA',
  ),
  nearMiss(
    'tracking-url-asks-for-iam',
    INTERNET,
    functionArn(PRODUCTION, MAIN_REGION, 'delivery-tracking'),
    'The function URL asks for IAM authentication.',
  ),
  nearMiss(
    'callback-url-not-granted',
    INTERNET,
    functionArn(PRODUCTION, MAIN_REGION, 'invoice-callback'),
    'The function URL asks for no authentication, but no statement of the function’s policy lets anyone invoke it.',
  ),
]
