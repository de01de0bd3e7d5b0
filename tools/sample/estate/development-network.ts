import type { Compute } from '../compute.ts'
import { keyArn } from '../secrets.ts'
import { tcp, type Vpc } from '../vpc.ts'
import { ANYWHERE, DEVELOPMENT, MAIN_REGION, OFFICE, SECOND_REGION } from './accounts.ts'

export const devMain: Vpc = {
  region: MAIN_REGION,
  name: 'dev-main',
  cidr: '10.30.0.0/16',
  subnets: [
    { name: 'public-a', cidr: '10.30.0.0/24', zone: 'a', table: 'public', public: true },
    { name: 'public-b', cidr: '10.30.1.0/24', zone: 'b', table: 'public', public: true },
    { name: 'app-a', cidr: '10.30.10.0/24', zone: 'a', table: 'private' },
    { name: 'app-b', cidr: '10.30.11.0/24', zone: 'b', table: 'private' },
  ],
  tables: { public: [[ANYWHERE, 'igw']], private: [[ANYWHERE, 'nat']] },
  nat: { subnet: 'public-a', address: '203.0.113.123' },
  groups: [
    {
      name: 'bastion',
      description: 'Temporary, remove after the restore test',
      ingress: [tcp(22, ANYWHERE)],
    },
    {
      name: 'runner',
      description: 'Build runner, from the office',
      ingress: [tcp(22, OFFICE), tcp(8443, OFFICE)],
    },
    { name: 'preview', description: 'Previews, from the office', ingress: [tcp(443, OFFICE)] },
    { name: 'service', description: 'Internal services', ingress: [tcp(8080, 'preview')] },
    { name: 'database', description: 'PostgreSQL', ingress: [tcp(5432, 'service')] },
    { name: 'functions', description: 'Functions inside the network', ingress: [] },
  ],
}

export const devUs: Vpc = {
  region: SECOND_REGION,
  name: 'dev-us',
  cidr: '10.31.0.0/16',
  subnets: [
    { name: 'public-a', cidr: '10.31.0.0/24', zone: 'a', table: 'public', public: true },
    { name: 'app-a', cidr: '10.31.10.0/24', zone: 'a', table: 'private' },
  ],
  tables: { public: [[ANYWHERE, 'igw']], private: [] },
  groups: [{ name: 'preview', description: 'Previews, from the office', ingress: [tcp(443, OFFICE)] }],
}

const machine = { vpc: devMain, type: 't3.medium', image: 'alderway-dev-base-2026-11' } as const
const service = (team: string) => ({ tags: { team, environment: 'development' } })

export const developmentCompute: Compute = {
  volumeKey: keyArn(DEVELOPMENT, MAIN_REGION, 'volumes'),
  images: ['alderway-dev-base-2026-11'],
  instances: [
    {
      ...machine,
      name: 'bastion',
      type: 't3.micro',
      subnet: 'public-a',
      groups: ['bastion'],
      host: 9,
      publicIp: '203.0.113.60',
      profile: 'bastion',
      key: 'restore-test',
      ...service('platform'),
    },
    {
      ...machine,
      name: 'build-runner',
      type: 'c7i.xlarge',
      subnet: 'public-b',
      groups: ['runner'],
      host: 12,
      publicIp: '203.0.113.61',
      profile: 'ci-runner',
      ...service('platform'),
    },
    {
      ...machine,
      name: 'preview-web-1',
      subnet: 'public-a',
      groups: ['preview'],
      host: 21,
      publicIp: '203.0.113.62',
      profile: 'preview-web',
      ...service('storefront'),
    },
    {
      ...machine,
      name: 'preview-web-2',
      subnet: 'public-b',
      groups: ['preview'],
      host: 22,
      publicIp: '203.0.113.63',
      profile: 'preview-web',
      ...service('storefront'),
    },
    {
      ...machine,
      name: 'catalog-dev',
      subnet: 'app-a',
      groups: ['service'],
      host: 31,
      profile: 'preview-web',
      ...service('catalog'),
    },
    {
      ...machine,
      name: 'orders-dev',
      subnet: 'app-b',
      groups: ['service'],
      host: 32,
      profile: 'preview-web',
      ...service('orders'),
    },
  ],
  templates: [
    {
      name: 'preview-web',
      profile: 'preview-web',
      image: 'alderway-dev-base-2026-11',
      type: 't3.medium',
      group: { vpc: devMain, name: 'preview-web', subnets: ['public-a', 'public-b'] },
    },
  ],
  snapshots: [{ name: 'catalog-dev-2026-11-01', of: 'catalog-dev' }],
}

export const developmentUsCompute: Compute = {
  volumeKey: keyArn(DEVELOPMENT, SECOND_REGION, 'volumes'),
  images: ['alderway-dev-base-2026-11-us'],
  instances: [
    {
      ...machine,
      image: 'alderway-dev-base-2026-11-us',
      vpc: devUs,
      name: 'preview-us-1',
      subnet: 'public-a',
      groups: ['preview'],
      host: 21,
      publicIp: '203.0.113.70',
      profile: 'preview-web',
      ...service('storefront'),
    },
  ],
}
