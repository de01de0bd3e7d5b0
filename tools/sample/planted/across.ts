import { suppliers } from '../azure/estate/corporate.ts'
import { armId, objectId } from '../azure/resource.ts'
import { DEVELOPMENT, MAIN_REGION, PRODUCTION, roleArn } from '../estate/accounts.ts'
import { functionArn } from '../functions.ts'
import { account } from '../gcp/asset.ts'
import { analytics, dataDevelopment } from '../gcp/estate/organization.ts'
import { INTERNET, nearMiss, type Planted, path } from './planted.ts'

/** What leads from one cloud into another, and what only seems to. */
export const plantedAcross: readonly Planted[] = [
  path(
    'public-function-to-sales',
    [
      INTERNET,
      functionArn(PRODUCTION, MAIN_REGION, 'returns-webhook'),
      roleArn(PRODUCTION, 'returns-webhook'),
      account(analytics, 'returns-analysis'),
      `//bigquery.googleapis.com/projects/${analytics.id}/datasets/sales`,
    ],
    'AWS to Google Cloud: the function answers anyone, and a workload identity pool lets its role be a service account that reads sales.',
  ),
  path(
    'supplier-portal-to-exchange',
    [
      INTERNET,
      armId(suppliers, 'Microsoft.Web/sites', 'app-alderway-suppliers').toLowerCase(),
      objectId('app-alderway-suppliers'),
      roleArn(PRODUCTION, 'supplier-invoices'),
      'arn:aws:s3:::alderway-prod-erp-exchange',
    ],
    'Azure to AWS: the portal asks nobody to sign in, and a role in production trusts the tokens of its identity.',
  ),
  nearMiss(
    'development-pool-is-off',
    roleArn(DEVELOPMENT, 'order-simulator'),
    account(dataDevelopment, 'synthetic-data'),
    'The service account trusts the role through a pool, but the provider of the pool is switched off.',
  ),
  nearMiss(
    'intranet-of-another-year',
    objectId('app-alderway-intranet'),
    roleArn(PRODUCTION, 'intranet-search'),
    'The role trusts the tenant, but the subject of an identity that is no more.',
  ),
]
