import type { Compute } from '../compute.ts'
import { keyArn } from '../secrets.ts'
import { tcp, type Vpc } from '../vpc.ts'
import { ANYWHERE, DEVELOPMENT, MAIN_REGION, PRODUCTION, SECOND_REGION } from './accounts.ts'

const ZONES = ['a', 'b', 'c']
const tier = (name: string, base: number, table: string, more = {}) =>
  ZONES.map((zone, index) => ({
    name: `${name}-${zone}`,
    cidr: `10.20.${base + index}.0/24`,
    zone,
    table,
    ...more,
  }))

export const prodMain: Vpc = {
  region: MAIN_REGION,
  name: 'prod-main',
  cidr: '10.20.0.0/16',
  subnets: [
    ...tier('public', 0, 'public', { public: true }),
    ...tier('app', 10, 'private'),
    ...tier('data', 20, 'isolated'),
    { name: 'partner-a', cidr: '10.20.30.0/24', zone: 'a', table: 'public', acl: 'partner' },
  ],
  tables: { public: [[ANYWHERE, 'igw']], private: [[ANYWHERE, 'nat']], isolated: [] },
  acls: {
    partner: [
      { number: 100, protocol: '6', cidr: '192.0.2.0/24', ports: [22, 22] },
      { number: 110, deny: true, protocol: '6', cidr: ANYWHERE, ports: [22, 22] },
      { number: 200, protocol: '-1', cidr: ANYWHERE },
      { number: 100, egress: true, protocol: '-1', cidr: ANYWHERE },
    ],
  },
  nat: { subnet: 'public-a', address: '203.0.113.121' },
  flowLogs: true,
  groups: [
    {
      name: 'web',
      description: 'Storefront, from everywhere',
      ingress: [tcp(443, ANYWHERE, '::/0'), tcp(80, ANYWHERE, '::/0')],
    },
    { name: 'edge', description: 'Catalog cache, from everywhere', ingress: [tcp(443, ANYWHERE)] },
    { name: 'api', description: 'Internal services', ingress: [tcp(8080, 'web', 'edge')] },
    { name: 'payments', description: 'Payment services', ingress: [tcp(8443, 'api')] },
    { name: 'database', description: 'PostgreSQL', ingress: [tcp(5432, 'api', 'payments', 'functions')] },
    { name: 'functions', description: 'Functions inside the network', ingress: [] },
    { name: 'partner-sftp', description: 'Suppliers upload price lists', ingress: [tcp(22, ANYWHERE)] },
    {
      name: 'legacy-erp',
      description: 'ERP until the migration is done',
      ingress: [tcp([1, 65535], ANYWHERE)],
    },
    { name: 'endpoints', description: 'Interface endpoints', ingress: [tcp(443, '10.20.0.0/16')] },
  ],
}

export const prodUs: Vpc = {
  region: SECOND_REGION,
  name: 'prod-us',
  cidr: '10.21.0.0/16',
  subnets: [
    { name: 'public-a', cidr: '10.21.0.0/24', zone: 'a', table: 'public', public: true },
    { name: 'public-b', cidr: '10.21.1.0/24', zone: 'b', table: 'public', public: true },
    { name: 'app-a', cidr: '10.21.10.0/24', zone: 'a', table: 'private' },
    { name: 'app-b', cidr: '10.21.11.0/24', zone: 'b', table: 'private' },
  ],
  tables: { public: [[ANYWHERE, 'igw']], private: [[ANYWHERE, 'nat']] },
  nat: { subnet: 'public-a', address: '203.0.113.122' },
  flowLogs: true,
  groups: [
    { name: 'web', description: 'Storefront, from the load balancer', ingress: [tcp(8080, '10.21.0.0/23')] },
    { name: 'functions', description: 'Functions inside the network', ingress: [] },
  ],
}

const app = { vpc: prodMain, type: 'm7i.large', image: 'alderway-base-2026-10' } as const
const service = (team: string) => ({ tags: { team, environment: 'production' } })

export const productionCompute: Compute = {
  volumeKey: keyArn(PRODUCTION, MAIN_REGION, 'volumes'),
  images: ['alderway-base-2026-10', 'alderway-base-2026-11', 'legacy-erp-2023'],
  instances: [
    {
      ...app,
      name: 'storefront-web-1',
      subnet: 'public-a',
      groups: ['web'],
      host: 21,
      publicIp: '203.0.113.21',
      profile: 'storefront-web',
      metadataV1: true,
      image: 'legacy-erp-2023',
      ...service('storefront'),
    },
    {
      ...app,
      name: 'storefront-web-2',
      subnet: 'app-b',
      groups: ['web'],
      host: 22,
      profile: 'storefront-web',
      ...service('storefront'),
    },
    {
      ...app,
      name: 'storefront-web-3',
      subnet: 'app-c',
      groups: ['web'],
      host: 23,
      profile: 'storefront-web',
      ...service('storefront'),
    },
    {
      ...app,
      name: 'catalog-edge-1',
      subnet: 'public-b',
      groups: ['edge'],
      host: 24,
      publicIp: '203.0.113.24',
      profile: 'catalog-api',
      ...service('catalog'),
    },
    {
      ...app,
      name: 'catalog-api-1',
      subnet: 'app-a',
      groups: ['api'],
      host: 31,
      profile: 'catalog-api',
      ...service('catalog'),
    },
    {
      ...app,
      name: 'catalog-api-2',
      subnet: 'app-b',
      groups: ['api'],
      host: 32,
      profile: 'catalog-api',
      ...service('catalog'),
    },
    {
      ...app,
      name: 'orders-api-1',
      subnet: 'app-a',
      groups: ['api'],
      host: 41,
      profile: 'orders-api',
      ...service('orders'),
    },
    {
      ...app,
      name: 'orders-api-2',
      subnet: 'app-b',
      groups: ['api'],
      host: 42,
      profile: 'orders-api',
      ...service('orders'),
    },
    {
      ...app,
      name: 'payments-api-1',
      subnet: 'app-a',
      groups: ['payments'],
      host: 51,
      profile: 'payments-api',
      ...service('payments'),
    },
    {
      ...app,
      name: 'payments-api-2',
      subnet: 'app-c',
      groups: ['payments'],
      host: 52,
      profile: 'payments-api',
      ...service('payments'),
    },
    {
      ...app,
      name: 'partner-sftp',
      type: 't3.small',
      subnet: 'partner-a',
      groups: ['partner-sftp'],
      host: 11,
      publicIp: '203.0.113.31',
      profile: 'partner-sftp',
      ...service('supply'),
    },
    {
      ...app,
      name: 'legacy-erp',
      type: 'r6i.xlarge',
      subnet: 'public-c',
      groups: ['legacy-erp'],
      host: 61,
      publicIp: '203.0.113.40',
      profile: 'legacy-erp',
      metadataV1: true,
      stopped: true,
      image: 'legacy-erp-2023',
      ...service('finance-systems'),
    },
  ],
  templates: [
    {
      name: 'storefront-web',
      profile: 'storefront-web',
      image: 'alderway-base-2026-11',
      type: 'm7i.large',
      group: { vpc: prodMain, name: 'storefront-web', subnets: ['app-b', 'app-c'] },
    },
    {
      name: 'orders-api',
      profile: 'orders-api',
      image: 'alderway-base-2026-10',
      type: 'm7i.large',
      group: { vpc: prodMain, name: 'orders-api', subnets: ['app-a', 'app-b'] },
    },
  ],
  snapshots: [
    { name: 'orders-database-2026-10-28', of: 'orders-api-1', tags: { classification: 'confidential' } },
    { name: 'payments-database-2026-11-02', of: 'payments-api-1', tags: { classification: 'restricted' } },
    { name: 'catalog-refresh-for-development', of: 'catalog-api-1', sharedWith: [DEVELOPMENT] },
    { name: 'legacy-erp-before-migration', public: true, tags: { classification: 'confidential' } },
  ],
}

const appUs = { vpc: prodUs, type: 'm7i.large', image: 'alderway-base-2026-11-us', groups: ['web'] } as const

export const productionUsCompute: Compute = {
  volumeKey: keyArn(PRODUCTION, SECOND_REGION, 'volumes'),
  images: ['alderway-base-2026-11-us'],
  instances: [
    {
      ...appUs,
      name: 'storefront-us-1',
      subnet: 'app-a',
      host: 21,
      profile: 'catalog-api',
      ...service('storefront'),
    },
    {
      ...appUs,
      name: 'storefront-us-2',
      subnet: 'app-b',
      host: 22,
      profile: 'catalog-api',
      ...service('storefront'),
    },
  ],
}
