import { OFFICE } from '../../estate/accounts.ts'
import { type Asset, account, bind, group } from '../asset.ts'
import { instance, network } from '../compute.ts'
import {
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
import { dataDevelopment, recommendations as here, projectAsset } from './organization.ts'

const confidential = { classification: 'confidential', team: 'recommendations' }
const internal = { classification: 'internal', team: 'recommendations' }

const access = projectAsset(
  here,
  'Recommendations',
  [
    bind('owner', ['user:emergency-google@alderway.example', account(here, 'release')]),
    bind('viewer', [group('recommendations')]),
    bind('iam.serviceAccountKeyAdmin', [account(dataDevelopment, 'etl-legacy')]),
    bind('logging.logWriter', [account(here, 'search-api'), account(here, 'basket-api')]),
    bind('monitoring.metricWriter', [account(here, 'search-api'), account(here, 'model-trainer')]),
  ],
  ['storage.publicAccessPrevention'],
)

const identities: readonly Asset[] = [
  ...serviceAccount(here, 'search-api'),
  ...serviceAccount(here, 'basket-api'),
  ...serviceAccount(here, 'loyalty-api', { disabled: true }),
  ...serviceAccount(here, 'model-trainer'),
  ...serviceAccount(here, 'feature-store'),
  ...serviceAccount(here, 'release'),
  ...serviceAccount(here, 'experiments', { keys: ['2026-09-28'] }),
  ...serviceAccount(here, 'cluster-nodes'),
]

const stores: readonly Asset[] = [
  bucket(here, 'alderway-recommendations-basket-history', {
    labels: confidential,
    bindings: [
      bind('storage.objectViewer', [account(here, 'search-api'), account(here, 'model-trainer')]),
      bind('storage.objectAdmin', [account(here, 'basket-api')]),
    ],
  }),
  bucket(here, 'alderway-recommendations-model-cards', {
    labels: confidential,
    bindings: [bind('storage.objectViewer', ['allUsers'])],
  }),
  bucket(here, 'alderway-recommendations-models', {
    labels: confidential,
    bindings: [bind('storage.objectAdmin', [account(here, 'model-trainer')])],
  }),
  bucket(here, 'alderway-recommendations-features', {
    labels: internal,
    bindings: [bind('storage.objectAdmin', [account(here, 'feature-store')])],
  }),
  bucket(here, 'alderway-recommendations-experiments', { labels: internal }),
  ...dataset(here, 'features', ['customer_features', 'item_features', 'store_features'], {
    labels: confidential,
    bindings: [bind('bigquery.dataEditor', [account(here, 'feature-store')])],
  }),
  ...dataset(here, 'experiments', ['assignments', 'outcomes', 'guardrails'], {
    labels: internal,
    bindings: [bind('bigquery.dataViewer', [group('recommendations')])],
  }),
  ...dataset(here, 'ranking', ['impressions', 'clicks', 'scores'], { labels: internal }),
  secret(here, 'model-registry-token', {
    labels: confidential,
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'model-trainer')])],
  }),
  secret(here, 'search-index-key', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'search-api')])],
  }),
  secret(here, 'basket-cache', {
    bindings: [bind('secretmanager.secretAccessor', [account(here, 'basket-api')])],
  }),
  ...keys(here, 'recommendations', ['models', 'features']),
  sqlInstance(here, 'experiment-registry', internal),
  ...topic(here, 'clicks', ['features', 'ranking']),
  ...topic(here, 'baskets', ['features']),
]

const workloads: readonly Asset[] = [
  runService(here, 'product-search', {
    as: 'search-api',
    ingress: 'all',
    bindings: [bind('run.invoker', ['allUsers'])],
  }),
  runService(here, 'basket-suggestions', { as: 'basket-api' }),
  runService(here, 'loyalty-offers', {
    as: 'loyalty-api',
    ingress: 'all',
    bindings: [bind('run.invoker', ['allUsers'])],
  }),
  runService(here, 'experiment-console', {
    as: 'experiments',
    ingress: 'all',
    bindings: [bind('run.invoker', [group('recommendations')])],
  }),
  cloudFunction(here, 'clicks-to-features', 'feature-store'),
  cloudFunction(here, 'nightly-training', 'model-trainer'),
  repository(here, 'services'),
  repository(here, 'models'),
  ...network(here, {
    name: 'recommendations',
    subnetworks: { services: '10.81.0.0/20', cluster: '10.81.16.0/20' },
    firewalls: {
      'recommendations-internal': { ranges: ['10.81.0.0/16'], ports: ['443', '8080'] },
      'recommendations-office': { ranges: [OFFICE], ports: ['443'], tags: ['console'] },
    },
  }),
  ...instance(here, 'feature-builder-1', {
    as: 'feature-store',
    network: 'recommendations',
    subnetwork: 'services',
    address: '10.81.0.11',
  }),
  ...instance(here, 'feature-builder-2', {
    as: 'feature-store',
    network: 'recommendations',
    subnetwork: 'services',
    address: '10.81.0.12',
  }),
]

export const recommendationsAssets: readonly Asset[] = [access, ...identities, ...stores, ...workloads]
