import { DEVELOPMENT, OFFICE } from '../../estate/accounts.ts'
import { type Asset, account, bind, group } from '../asset.ts'
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
  topic,
} from '../services.ts'
import { dataDevelopment as here, projectAsset } from './organization.ts'

const internal = { classification: 'internal', team: 'data-platform' }
const confidential = { classification: 'confidential', team: 'data-platform' }

const access = projectAsset(here, 'Data development', [
  bind('owner', ['user:emergency-google@alderway.example']),
  bind('editor', [group('data-platform')]),
  bind('bigquery.jobUser', [group('analysts')]),
  bind('storage.objectAdmin', [account(here, 'etl-legacy')]),
  bind('logging.logWriter', [account(here, 'sandbox')]),
])

const identities: readonly Asset[] = [
  ...serviceAccount(here, 'landing-zone', { keys: ['2025-06-11'] }),
  ...serviceAccount(here, 'etl-legacy', { keys: ['2024-11-20'] }),
  ...serviceAccount(here, 'sandbox'),
  ...serviceAccount(here, 'data-quality', { keys: ['2026-10-14'] }),
  ...serviceAccount(here, 'synthetic-data', {
    bindings: [
      bind('iam.workloadIdentityUser', [awsRole(here, 'aws-development', DEVELOPMENT, 'order-simulator')]),
    ],
  }),
  awsProvider(here, 'aws-development', DEVELOPMENT, { disabled: true }),
  ...serviceAccount(here, 'notebooks'),
]

const stores: readonly Asset[] = [
  bucket(here, 'alderway-data-dev-landing', { labels: internal }),
  bucket(here, 'alderway-data-dev-scratch', { labels: internal }),
  bucket(here, 'alderway-data-dev-order-samples', { labels: confidential }),
  bucket(here, 'alderway-data-dev-notebooks', {
    labels: internal,
    bindings: [bind('storage.objectAdmin', [account(here, 'notebooks')])],
  }),
  ...dataset(here, 'sandbox_sales', ['orders', 'order_lines'], { labels: internal }),
  ...dataset(here, 'synthetic', ['customers', 'orders', 'addresses'], {
    labels: internal,
    bindings: [bind('bigquery.dataEditor', [account(here, 'synthetic-data')])],
  }),
  ...dataset(here, 'quality', ['checks', 'results'], {
    labels: internal,
    bindings: [bind('bigquery.dataEditor', [account(here, 'data-quality')])],
  }),
  secret(here, 'sandbox-database', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'sandbox')])],
  }),
  secret(here, 'quality-webhook', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'data-quality')])],
  }),
  ...keys(here, 'development', ['storage']),
  ...topic(here, 'quality-results', ['alerts']),
  ...topic(here, 'sandbox-events', ['notebooks']),
]

const workloads: readonly Asset[] = [
  runService(here, 'quality-dashboard', {
    as: 'data-quality',
    ingress: 'all',
    bindings: [bind('run.invoker', [group('data-platform')])],
  }),
  runService(here, 'sandbox-api', { as: 'sandbox' }),
  cloudFunction(here, 'synthesise-nightly', 'synthetic-data'),
  repository(here, 'sandbox'),
  ...network(here, {
    name: 'development',
    subnetworks: { notebooks: '10.82.0.0/20' },
    firewalls: { 'development-office': { ranges: [OFFICE], ports: ['22', '443'] } },
  }),
  ...instance(here, 'notebook-shared', {
    as: 'notebooks',
    network: 'development',
    subnetwork: 'notebooks',
    address: '10.82.0.10',
  }),
]

export const developmentAssets: readonly Asset[] = [access, ...identities, ...stores, ...workloads]
