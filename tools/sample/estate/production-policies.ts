import {
  allow,
  deny,
  named,
  type PolicyDocument,
  policy,
  readBucket,
  trustService,
  writeBucket,
} from '../policy.ts'
import { MAIN_REGION, PRODUCTION, roleArn } from './accounts.ts'

const own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${PRODUCTION}:${resource}`
const role = (name: string) => roleArn(PRODUCTION, name)
const _RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const _RUNS_FUNCTIONS = ['AWSLambdaBasicExecutionRole']
const _ec2 = trustService('ec2')
const _lambda = trustService('lambda')
const _GITHUB = 'token.actions.githubusercontent.com'

/** Customer-managed policies of production. */
export const productionPolicies: { readonly [name: string]: PolicyDocument } = {
  'erp-order-sync': policy(
    allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::alderway-prod-erp-exchange/*'),
    allow('s3:ListBucket', 'arn:aws:s3:::alderway-prod-erp-exchange'),
  ),
  'orders-service': policy(
    allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
      own('dynamodb', 'table/orders'),
    ),
    allow(['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'], own('sqs', 'orders-*')),
    allow('secretsmanager:GetSecretValue', own('secretsmanager', 'secret:prod/orders/*')),
  ),
  'catalog-service': policy(
    allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'], own('dynamodb', 'table/catalog')),
    readBucket('alderway-prod-product-media'),
  ),
  'payments-service': policy(
    named('Ledger', writeBucket('alderway-prod-payments-ledger')),
    allow('secretsmanager:GetSecretValue', own('secretsmanager', 'secret:prod/payments/*')),
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], own('kms', 'key/*'), {
      StringEquals: { 'kms:ResourceAliases': 'alias/payments' },
    }),
  ),
  'analytics-read': policy(
    named('Profiles', readBucket('alderway-prod-customer-profiles')),
    named('Ledger', readBucket('alderway-prod-payments-ledger')),
    allow('kms:Decrypt', own('kms', 'key/*'), { StringEquals: { 'kms:ResourceAliases': 'alias/data-lake' } }),
    allow(['athena:StartQueryExecution', 'athena:GetQueryResults', 'glue:GetTable*']),
  ),
  'support-tooling': policy(
    allow(['dynamodb:GetItem', 'dynamodb:Query'], own('dynamodb', 'table/orders')),
    named('Escalate', allow('sts:AssumeRole', role('platform-administrator'))),
  ),
  'storefront-runtime': policy(
    readBucket('alderway-prod-storefront-assets'),
    allow('secretsmanager:GetSecretValue', own('secretsmanager', 'secret:prod/storefront/*')),
    named('LegacyDeployAgent', allow('sts:AssumeRole', role('platform-deploy'))),
  ),
  'database-operations': policy(
    allow([
      'rds:Describe*',
      'rds:CreateDBSnapshot',
      'rds:RestoreDBInstanceFromDBSnapshot',
      'rds:ModifyDBInstance',
    ]),
    allow('secretsmanager:GetSecretValue', own('secretsmanager', 'secret:prod/*')),
    named('Backups', writeBucket('alderway-prod-database-backups')),
  ),
  'function-deploy': policy(
    allow(
      [
        'lambda:CreateFunction',
        'lambda:UpdateFunctionCode',
        'lambda:UpdateFunctionConfiguration',
        'lambda:GetFunction',
      ],
      own('lambda', 'function:*'),
    ),
    named(
      'PassAnyRole',
      allow('iam:PassRole', role('*'), { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
    ),
  ),
  'security-audit-read': policy(
    allow([
      'iam:Get*',
      'iam:List*',
      'ec2:Describe*',
      's3:GetBucket*',
      's3:ListAllMyBuckets',
      'lambda:List*',
      'kms:List*',
      'kms:Describe*',
      'config:Describe*',
      'cloudtrail:LookupEvents',
    ]),
  ),
  'workload-boundary': policy(
    allow([
      's3:*',
      'dynamodb:*',
      'sqs:*',
      'sns:*',
      'logs:*',
      'cloudwatch:*',
      'xray:*',
      'lambda:*',
      'secretsmanager:GetSecretValue',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'events:*',
    ]),
    deny(['s3:PutBucketPolicy', 's3:DeleteBucket*', 'lambda:AddPermission'], '*'),
  ),
}
