import { OFFICE, PRODUCTION } from '../../estate/accounts.ts'
import { type Asset, account, bind, group, user } from '../asset.ts'
import { instance, network } from '../compute.ts'
import {
  awsProvider,
  awsRole,
  bucket,
  cloudFunction,
  dataset,
  keys,
  repository,
  runService,
  secret,
  serviceAccount,
  sqlInstance,
  topic,
} from '../services.ts'
import { analytics as here, projectAsset } from './organization.ts'

const confidential = { classification: 'confidential', team: 'data-platform' }
const restricted = { classification: 'restricted', team: 'data-platform' }
const internal = { classification: 'internal', team: 'data-platform' }

const access = projectAsset(
  here,
  'Analytics',
  [
    bind('owner', [account(here, 'pipeline-deployer'), 'user:emergency-google@alderway.example']),
    bind('viewer', [group('data-platform')]),
    bind('bigquery.jobUser', [group('data-platform'), group('analysts'), account(here, 'dashboards')]),
    bind('iam.serviceAccountKeyAdmin', [account(here, 'dashboards')]),
    bind('resourcemanager.projectIamAdmin', [account(here, 'supplier-feed')]),
    bind('logging.logWriter', [account(here, 'warehouse-loader'), account(here, 'supplier-feed')]),
    bind('storage.objectViewer', [account(here, 'catalog-sync')], {
      title: 'catalogue only',
      expression: 'resource.name.startsWith("projects/_/buckets/alderway-analytics-catalogue")',
    }),
    bind('iam.serviceAccountTokenCreator', [account(here, 'history-backfill')], {
      title: 'until the backfill is done',
      expression: 'request.time < timestamp("2025-06-01T00:00:00Z")',
    }),
  ],
  ['iam.disableServiceAccountKeyCreation', 'iam.disableServiceAccountKeyUpload'],
)

const identities: readonly Asset[] = [
  ...serviceAccount(here, 'pipeline-deployer', {
    bindings: [bind('iam.serviceAccountTokenCreator', [account(here, 'report-mailer')])],
  }),
  ...serviceAccount(here, 'report-mailer', { keys: ['2025-03-18'] }),
  ...serviceAccount(here, 'warehouse-loader', { keys: ['2026-10-02'] }),
  ...serviceAccount(here, 'returns-analysis', {
    bindings: [
      bind('iam.workloadIdentityUser', [awsRole(here, 'aws-production', PRODUCTION, 'returns-webhook')]),
    ],
  }),
  awsProvider(here, 'aws-production', PRODUCTION),
  ...serviceAccount(here, 'dashboards'),
  ...serviceAccount(here, 'supplier-feed'),
  ...serviceAccount(here, 'catalog-sync'),
  ...serviceAccount(here, 'history-backfill'),
  ...serviceAccount(here, 'notebooks'),
  ...serviceAccount(here, 'demand-forecast'),
  ...serviceAccount(here, 'order-stream'),
]

const loader = [account(here, 'warehouse-loader')]
const stores: readonly Asset[] = [
  bucket(here, 'alderway-analytics-catalogue', { labels: internal }),
  bucket(here, 'alderway-analytics-shared-reports', {
    labels: confidential,
    bindings: [bind('storage.objectViewer', ['allUsers'])],
  }),
  bucket(here, 'alderway-analytics-price-history', {
    labels: confidential,
    preventsPublicAccess: true,
    bindings: [bind('storage.objectViewer', ['allUsers'])],
  }),
  bucket(here, 'alderway-analytics-customer-360', {
    labels: restricted,
    bindings: [bind('storage.objectAdmin', loader)],
  }),
  bucket(here, 'alderway-analytics-landing', {
    labels: internal,
    bindings: [
      bind('storage.objectAdmin', loader),
      bind('storage.objectCreator', [account(here, 'order-stream')]),
    ],
  }),
  bucket(here, 'alderway-analytics-audit', { labels: confidential, preventsPublicAccess: true }),
  ...dataset(here, 'sales', ['orders', 'order_lines', 'refunds', 'baskets', 'vouchers'], {
    labels: confidential,
    bindings: [
      bind('bigquery.dataEditor', loader),
      bind('bigquery.dataViewer', [group('analysts'), account(here, 'returns-analysis')]),
    ],
  }),
  ...dataset(here, 'loyalty', ['members', 'points', 'tiers'], {
    labels: restricted,
    bindings: [bind('bigquery.dataViewer', ['allAuthenticatedUsers']), bind('bigquery.dataEditor', loader)],
  }),
  ...dataset(here, 'logistics', ['deliveries', 'routes', 'stops', 'vehicles'], {
    labels: internal,
    bindings: [bind('bigquery.dataViewer', [group('analysts'), account(here, 'demand-forecast')])],
  }),
  ...dataset(here, 'finance', ['invoices', 'margins'], {
    labels: restricted,
    bindings: [bind('bigquery.dataViewer', [user('e.nilsson')])],
  }),
  ...dataset(here, 'suppliers', ['price_lists', 'contracts'], { labels: confidential }),
  secret(here, 'warehouse-database', { bindings: [bind('secretmanager.secretAccessor', loader)] }),
  secret(here, 'dashboard-session', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'dashboards')])],
  }),
  secret(here, 'mail-relay', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'report-mailer')])],
  }),
  ...keys(here, 'analytics', ['bigquery', 'storage', 'backups']),
  sqlInstance(here, 'dashboards-metadata', internal),
  ...topic(here, 'orders', ['loader', 'forecast']),
  ...topic(here, 'supplier-feeds', ['importer']),
  ...topic(here, 'deliveries', ['loader']),
]

const workloads: readonly Asset[] = [
  runService(here, 'supplier-feed-intake', {
    as: 'supplier-feed',
    ingress: 'all',
    bindings: [bind('run.invoker', ['allUsers'])],
  }),
  runService(here, 'dashboards', {
    as: 'dashboards',
    ingress: 'all',
    bindings: [bind('run.invoker', [group('analysts')])],
  }),
  runService(here, 'report-mailer', { as: 'report-mailer' }),
  cloudFunction(here, 'orders-to-warehouse', 'order-stream'),
  cloudFunction(here, 'catalogue-refresh', 'catalog-sync'),
  repository(here, 'services'),
  repository(here, 'pipelines', 'PYTHON'),
  ...network(here, {
    name: 'analytics',
    subnetworks: { services: '10.80.0.0/20', notebooks: '10.80.16.0/20', data: '10.80.32.0/20' },
    firewalls: {
      'analytics-internal': { ranges: ['10.80.0.0/16'], ports: ['443', '5432'] },
      'analytics-office-ssh': { ranges: [OFFICE], ports: ['22'], tags: ['notebook'] },
      'analytics-iap-ssh': { ranges: ['35.235.240.0/20'], ports: ['22'] },
    },
  }),
  ...instance(here, 'notebook-pricing', {
    as: 'notebooks',
    network: 'analytics',
    subnetwork: 'notebooks',
    address: '10.80.16.10',
    tags: ['notebook'],
  }),
  ...instance(here, 'notebook-demand', {
    as: 'demand-forecast',
    network: 'analytics',
    subnetwork: 'notebooks',
    address: '10.80.16.11',
    tags: ['notebook'],
  }),
  ...instance(here, 'warehouse-migration', {
    as: 'pipeline-deployer',
    network: 'analytics',
    subnetwork: 'services',
    address: '10.80.0.20',
    stopped: true,
  }),
]

export const analyticsAssets: readonly Asset[] = [access, ...identities, ...stores, ...workloads]
