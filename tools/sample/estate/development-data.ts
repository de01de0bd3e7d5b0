import type { Bucket } from '../buckets.ts'
import type { LambdaFunction } from '../functions.ts'
import { grant, named } from '../policy.ts'
import type { Secrets } from '../secrets.ts'
import { devMain } from './development-network.ts'

const logs = 'alderway-dev-access-logs'

export const developmentBuckets: readonly Bucket[] = [
  { name: 'alderway-dev-database-backups', logs, tags: { team: 'platform', classification: 'confidential' } },
  { name: 'alderway-dev-test-orders', logs, tags: { team: 'orders', data: 'customer' } },
  {
    name: 'alderway-dev-warehouse-export',
    publicAccessAllowed: true,
    statements: [
      named('Download', grant('*', 's3:GetObject', 'arn:aws:s3:::alderway-dev-warehouse-export/*')),
    ],
    tags: { team: 'data', classification: 'confidential' },
  },
  {
    name: 'alderway-dev-ci-artifacts',
    unversioned: true,
    tags: { team: 'platform', classification: 'internal' },
  },
  { name: 'alderway-dev-preview-assets', unversioned: true, tags: { team: 'storefront' } },
  { name: 'alderway-dev-load-test', unversioned: true, tags: { team: 'platform' } },
  { name: 'alderway-dev-terraform-state', logs, tags: { team: 'platform', classification: 'internal' } },
  { name: logs, noPolicy: true, tags: { team: 'security' } },
]

const inNetwork = { network: { vpc: devMain, subnets: ['app-a', 'app-b'], group: 'functions' } } as const

export const developmentFunctions: readonly LambdaFunction[] = [
  {
    name: 'preview-render',
    role: 'preview-functions',
    environment: { ASSETS_BUCKET: 'alderway-dev-preview-assets' },
  },
  { name: 'preview-comments', role: 'preview-functions', url: 'AWS_IAM' },
  { name: 'preview-search', role: 'preview-functions', runtime: 'python3.13' },
  {
    name: 'load-test-start',
    role: 'load-test',
    timeout: 900,
    ...inNetwork,
    environment: { RESULTS_BUCKET: 'alderway-dev-load-test' },
  },
  { name: 'load-test-report', role: 'load-test', runtime: 'python3.13', ...inNetwork },
]

export const developmentUsFunctions: readonly LambdaFunction[] = [
  { name: 'us-preview-render', role: 'preview-functions' },
]

export const developmentSecrets: Secrets = {
  secrets: [
    { name: 'dev/orders/database', tags: { team: 'orders', classification: 'internal' } },
    { name: 'dev/catalog/database', tags: { team: 'catalog', classification: 'internal' } },
    { name: 'dev/storefront/session-signing', tags: { team: 'storefront', classification: 'internal' } },
  ],
  parameters: [
    ...['storefront', 'catalog', 'orders'].flatMap((team) => [
      { name: `/dev/${team}/log-level` },
      { name: `/dev/${team}/feature-flags` },
    ]),
    { name: '/dev/load-test/target' },
  ],
  keys: [
    { name: 'volumes', description: 'Disks' },
    { name: 'backups', description: 'Copies of databases' },
  ],
}

export const developmentUsSecrets: Secrets = {
  parameters: [{ name: '/dev/us/storefront/log-level' }],
  keys: [{ name: 'volumes', description: 'Disks' }],
}
