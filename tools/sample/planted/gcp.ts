import { account, type Project } from '../gcp/asset.ts'
import { analytics, dataDevelopment, recommendations } from '../gcp/estate/organization.ts'
import { INTERNET, nearMiss, type Planted, path } from './planted.ts'

const bucket = (name: string): string => `//storage.googleapis.com/${name}`
const dataset = ({ id }: Project, name: string): string =>
  `//bigquery.googleapis.com/projects/${id}/datasets/${name}`
const secret = ({ number }: Project, name: string): string =>
  `//secretmanager.googleapis.com/projects/${number}/secrets/${name}`
const run = ({ id, region }: Project, name: string): string =>
  `//run.googleapis.com/projects/${id}/locations/${region}/services/${name}`
const instance = ({ id, region }: Project, name: string): string =>
  `//compute.googleapis.com/projects/${id}/zones/${region}-a/instances/${name}`

export const plantedInGoogle: readonly Planted[] = [
  path(
    'search-to-basket-history',
    [
      INTERNET,
      run(recommendations, 'product-search'),
      account(recommendations, 'search-api'),
      bucket('alderway-recommendations-basket-history'),
    ],
    'Anyone may invoke the service; its account reads what customers had in their baskets.',
  ),
  path(
    'shared-reports',
    [INTERNET, bucket('alderway-analytics-shared-reports')],
    'The policy lets `allUsers` read objects, and nothing prevents public access in this project.',
  ),
  path(
    'old-key-to-analytics',
    [account(analytics, 'report-mailer'), account(analytics, 'pipeline-deployer'), analytics.id],
    'A key from March 2025; its account mints tokens of the account that owns the project.',
  ),
  path(
    'any-account-to-loyalty',
    ['AnyGoogleAccount', dataset(analytics, 'loyalty')],
    'The dataset is shared with `allAuthenticatedUsers`, whoever signs in with Google.',
  ),
  path(
    'old-key-to-model-registry',
    [
      account(dataDevelopment, 'etl-legacy'),
      account(recommendations, 'model-trainer'),
      secret(recommendations, 'model-registry-token'),
    ],
    'A key from 2024 in development; its account makes keys of every account in another project, one of which reads the secret.',
  ),
  path(
    'supplier-feed-to-analytics',
    [INTERNET, run(analytics, 'supplier-feed-intake'), account(analytics, 'supplier-feed'), analytics.id],
    'Anyone may invoke the service; its account writes the policy of the project.',
  ),
  path(
    'old-key-to-folder',
    [account(dataDevelopment, 'landing-zone'), recommendations.id],
    'A key from June 2025 in development; its account writes the policy of the folder, and with it those below.',
  ),
  nearMiss(
    'price-history-prevented',
    INTERNET,
    bucket('alderway-analytics-price-history'),
    'The policy lets `allUsers` read objects, but the bucket enforces public access prevention.',
    'CAN_READ',
  ),
  nearMiss(
    'model-cards-constrained',
    INTERNET,
    bucket('alderway-recommendations-model-cards'),
    'The policy lets `allUsers` read objects, but an organization policy prevents public access in the project.',
    'CAN_READ',
  ),
  nearMiss(
    'no-new-keys',
    account(analytics, 'dashboards'),
    account(analytics, 'pipeline-deployer'),
    'Administers keys of service accounts, but organization policies let nobody make or upload one in this project.',
  ),
  nearMiss(
    'backfill-is-over',
    account(analytics, 'history-backfill'),
    account(analytics, 'pipeline-deployer'),
    'May mint tokens of every account of the project, but only until June 2025.',
  ),
  nearMiss(
    'loyalty-api-disabled',
    run(recommendations, 'loyalty-offers'),
    account(recommendations, 'loyalty-api'),
    'Anyone may invoke the service, but its service account is disabled.',
  ),
  nearMiss(
    'catalogue-only',
    account(analytics, 'catalog-sync'),
    bucket('alderway-analytics-customer-360'),
    'Reads objects of the project, but a condition leaves only the catalogue.',
  ),
  nearMiss(
    'stopped-migration',
    instance(analytics, 'warehouse-migration'),
    account(analytics, 'pipeline-deployer'),
    'Runs as the account that owns the project, but the instance is stopped.',
  ),
]
