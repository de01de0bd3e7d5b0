import type { Bucket } from '../buckets.ts'
import type { LambdaFunction } from '../functions.ts'
import { forbid, grant, named } from '../policy.ts'
import { keyArn, type Secrets } from '../secrets.ts'
import { MAIN_REGION, PRODUCTION, roleArn, SECOND_REGION } from './accounts.ts'
import { ORGANIZATION } from './organization.ts'
import { prodMain } from './production-network.ts'

const objects = (bucket: string) => `arn:aws:s3:::${bucket}/*`
const key = (name: string) => keyArn(PRODUCTION, MAIN_REGION, name)
const logs = 'alderway-prod-access-logs'

export const productionBuckets: readonly Bucket[] = [
  {
    name: 'alderway-prod-order-exports',
    publicAccessAllowed: true,
    statements: [
      named('PartnerDownload', grant('*', 's3:GetObject', objects('alderway-prod-order-exports'))),
    ],
    tags: { team: 'orders', classification: 'confidential' },
  },
  {
    name: 'alderway-prod-storefront-assets',
    publicAccessAllowed: true,
    website: true,
    noPolicy: true,
    logs,
    tags: { team: 'storefront', classification: 'public' },
  },
  { name: 'alderway-prod-product-media', logs, tags: { team: 'catalog', classification: 'public' } },
  {
    name: 'alderway-prod-customer-profiles',
    key: key('data-lake'),
    logs,
    tags: { team: 'analytics', data: 'customer' },
  },
  { name: 'alderway-prod-returns-documents', logs, tags: { team: 'returns', data: 'customer' } },
  { name: 'alderway-prod-delivery-routes', tags: { team: 'delivery', classification: 'internal' } },
  {
    name: 'alderway-prod-invoices',
    key: key('orders'),
    logs,
    tags: { team: 'finance-systems', data: 'customer' },
  },
  {
    name: 'alderway-prod-payments-ledger',
    key: key('payments'),
    logs,
    statements: [
      named(
        'OnlyPaymentServices',
        forbid(['s3:GetObject', 's3:PutObject'], objects('alderway-prod-payments-ledger'), {
          ArnNotEquals: { 'aws:PrincipalArn': roleArn(PRODUCTION, 'payments-api') },
        }),
      ),
    ],
    tags: { team: 'payments', classification: 'restricted' },
  },
  {
    name: 'alderway-prod-payments-archive',
    key: key('payments'),
    logs,
    tags: { team: 'payments', classification: 'restricted' },
  },
  {
    name: 'alderway-prod-finance-reports',
    logs,
    tags: { team: 'finance-systems', classification: 'internal' },
  },
  {
    name: 'alderway-prod-database-backups',
    key: key('data-lake'),
    logs,
    tags: { team: 'platform', classification: 'confidential' },
  },
  {
    name: 'alderway-prod-erp-exchange',
    unversioned: true,
    tags: { team: 'finance-systems', classification: 'internal' },
  },
  {
    name: 'alderway-prod-supplier-inbox',
    aclsInForce: true,
    publicAccessAllowed: true,
    unversioned: true,
    acl: [{ group: 'AllUsers', permission: 'WRITE' }],
    tags: { team: 'supply', classification: 'confidential' },
  },
  {
    name: 'alderway-prod-release-artifacts',
    statements: [
      named(
        'WholeOrganization',
        grant('*', 's3:GetObject', objects('alderway-prod-release-artifacts'), {
          StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        }),
      ),
    ],
    publicAccessAllowed: true,
    tags: { team: 'platform', classification: 'confidential' },
  },
  {
    name: 'alderway-prod-driver-documents',
    aclsInForce: true,
    acl: [{ group: 'AllUsers', permission: 'READ' }],
    tags: { team: 'delivery', classification: 'confidential' },
  },
  { name: logs, noPolicy: true, tags: { team: 'security' } },
  {
    name: 'alderway-prod-terraform-state',
    key: key('secrets'),
    logs,
    tags: { team: 'platform', classification: 'restricted' },
  },
  {
    name: 'alderway-prod-us-storefront-assets',
    region: SECOND_REGION,
    tags: { team: 'storefront', classification: 'public' },
  },
]

const inNetwork = { network: { vpc: prodMain, subnets: ['app-a', 'app-b'], group: 'functions' } } as const
const event = (rule: string) =>
  [['events', `arn:aws:events:${MAIN_REGION}:${PRODUCTION}:rule/${rule}`]] as const

export const productionFunctions: readonly LambdaFunction[] = [
  {
    name: 'returns-webhook',
    role: 'returns-webhook',
    url: 'NONE',
    environment: { RETURNS_BUCKET: 'alderway-prod-returns-documents' },
  },
  {
    name: 'delivery-tracking',
    role: 'delivery-tracking',
    url: 'AWS_IAM',
    tracing: true,
    environment: { ROUTES_BUCKET: 'alderway-prod-delivery-routes' },
  },
  { name: 'invoice-callback', role: 'invoice-renderer', url: 'NONE', urlNotGranted: true },
  {
    name: 'invoice-renderer',
    role: 'invoice-renderer',
    tracing: true,
    environment: { INVOICE_BUCKET: 'alderway-prod-invoices' },
    invokedBy: event('invoice-due'),
  },
  {
    name: 'image-resizer',
    role: 'image-resizer',
    timeout: 120,
    invokedBy: [['s3', 'arn:aws:s3:::alderway-prod-product-media']],
  },
  {
    name: 'order-confirmed',
    role: 'order-events',
    tracing: true,
    ...inNetwork,
    environment: { ORDERS_TABLE: 'orders', QUEUE_URL: 'orders-confirmed' },
    invokedBy: event('order-confirmed'),
  },
  {
    name: 'order-cancelled',
    role: 'order-events',
    tracing: true,
    ...inNetwork,
    environment: { ORDERS_TABLE: 'orders' },
    invokedBy: event('order-cancelled'),
  },
  {
    name: 'slot-planner',
    role: 'order-events',
    runtime: 'python3.13',
    timeout: 300,
    ...inNetwork,
    invokedBy: event('slots-nightly'),
  },
  {
    name: 'delivery-eta',
    role: 'delivery-tracking',
    runtime: 'python3.13',
    environment: { ROUTES_BUCKET: 'alderway-prod-delivery-routes' },
  },
  {
    name: 'secret-rotation',
    role: 'secret-rotation',
    runtime: 'python3.13',
    ...inNetwork,
    invokedBy: [['secretsmanager', `arn:aws:secretsmanager:${MAIN_REGION}:${PRODUCTION}:secret:prod/*`]],
  },
]

export const productionUsFunctions: readonly LambdaFunction[] = [
  { name: 'us-image-resizer', role: 'image-resizer', timeout: 120 },
  { name: 'us-delivery-eta', role: 'delivery-tracking', runtime: 'python3.13' },
]

const secret = { key: key('secrets') }

export const productionSecrets: Secrets = {
  secrets: [
    { name: 'prod/orders/database', rotated: true, ...secret, tags: { team: 'orders' } },
    { name: 'prod/orders/warehouse-api', ...secret, tags: { team: 'orders' } },
    { name: 'prod/storefront/session-signing', rotated: true, ...secret, tags: { team: 'storefront' } },
    { name: 'prod/payments/processor', ...secret, tags: { team: 'payments', classification: 'restricted' } },
    {
      name: 'prod/payments/database',
      rotated: true,
      ...secret,
      tags: { team: 'payments', classification: 'restricted' },
    },
    { name: 'prod/catalog/database', rotated: true, ...secret, tags: { team: 'catalog' } },
    { name: 'prod/delivery/maps', ...secret, tags: { team: 'delivery' } },
    { name: 'prod/erp/database', ...secret, tags: { team: 'finance-systems' } },
  ],
  parameters: [
    ...['storefront', 'catalog', 'orders', 'payments', 'delivery', 'returns'].flatMap((team) => [
      { name: `/prod/${team}/log-level` },
      { name: `/prod/${team}/feature-flags` },
    ]),
    { name: '/prod/payments/webhook-signing', secure: true },
    { name: '/prod/delivery/carrier-token', secure: true },
  ],
  keys: [
    { name: 'payments', description: 'Ledger and archive of payments' },
    { name: 'orders', description: 'Orders and invoices' },
    { name: 'data-lake', description: 'Customer profiles and backups' },
    { name: 'volumes', description: 'Disks' },
    { name: 'secrets', description: 'Secrets Manager and state', unrotated: true },
  ],
}

export const productionUsSecrets: Secrets = {
  secrets: [{ name: 'prod/us/storefront/database', rotated: true, tags: { team: 'storefront' } }],
  parameters: [{ name: '/prod/us/storefront/log-level' }, { name: '/prod/us/storefront/feature-flags' }],
  keys: [{ name: 'volumes', description: 'Disks' }],
}
