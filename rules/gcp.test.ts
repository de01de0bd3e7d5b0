import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveSnapshot } from '../graph/derive.ts'
import { mergePartitions } from '../graph/snapshot/merge.ts'
import { openStore } from '../graph/store/open.ts'
import type { GraphStore } from '../graph/store/port.ts'
import { gcpFiles } from '../ingest/files/gcp.ts'
import { DEFAULT_LIMITS } from '../ingest/files/limits.ts'
import { collectAll } from '../ingest/run.ts'
import { evaluateRules } from './engine/evaluate.ts'
import { loadRules } from './engine/load.ts'

const NOW = '2026-11-21T00:00:00Z'
const CRM = '//cloudresourcemanager.googleapis.com'
const PROJECT = ['projects/42', 'organizations/1']
const SERIAL = 'gcp-vm-serial-port'

const instance = (name: string, value: string) => ({
  name: `//compute.googleapis.com/projects/shop-prod/zones/z/instances/${name}`,
  assetType: 'compute.googleapis.com/Instance',
  ancestors: PROJECT,
  resource: { data: { metadata: { items: [{ key: 'serial-port-enable', value }] } } },
})
const ASSETS: readonly { readonly name: string; readonly [member: string]: unknown }[] = [
  {
    name: `${CRM}/organizations/1`,
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    ancestors: ['organizations/1'],
    resource: { data: { displayName: 'shop.example' } },
    iamPolicy: { bindings: [] },
  },
  {
    name: `${CRM}/projects/42`,
    assetType: 'cloudresourcemanager.googleapis.com/Project',
    ancestors: PROJECT,
    resource: { data: { projectId: 'shop-prod', projectNumber: '42' } },
  },
  instance('open', 'TRUE'),
  instance('closed', 'FALSE'),
]

let store: GraphStore
beforeAll(async () => {
  store = await openStore('memory:')
})
afterAll(() => store.close())

/** What the rules of Google Cloud say of an export. */
async function evaluate(assets: readonly object[]) {
  const bytes = new TextEncoder().encode(JSON.stringify(assets))
  const files = [{ path: 'assets.json', segments: [], read: async () => bytes }]
  const { exports } = await gcpFiles.byContent(files, DEFAULT_LIMITS)
  const jobs = (await Promise.all(exports.map((one) => one.jobs()))).flat()
  const { partitions } = await collectAll(jobs, { now: () => new Date(NOW) })
  const { snapshot } = deriveSnapshot(mergePartitions(null, partitions, NOW))
  const token = await store.writeToken()
  const published = await store.publish({
    scan: { id: `gcp-${token}`, startedAt: NOW, source: 'test' },
    snapshot,
    token,
  })
  const rules = (await loadRules()).filter(({ provider }) => provider === 'gcp')
  return evaluateRules({ store, rules, coverage: snapshot.coverage, scan: published.scan, previous: [] })
}

test('a finding is about a resource of its project, and every account of the export is told of', async () => {
  const { findings, results } = await evaluate(ASSETS)
  expect(findings.filter(({ rule, status }) => rule === SERIAL && status === 'fail')).toMatchObject([
    { subject: instance('open', '').name, subjectKind: 'GcpInstance', account: 'shop-prod' },
  ])
  expect(
    results.filter(({ rule }) => rule === SERIAL).map(({ account, pass, fail }) => [account, pass, fail]),
  ).toEqual([
    ['organizations/1', 0, 0],
    ['shop-prod', 1, 1],
  ])
})

test('an export without resources leaves every account open, each as what it is', async () => {
  const policies = ASSETS.map(({ resource: _resource, ...rest }) => rest)
  const { findings } = await evaluate(policies)
  const open = findings.filter(({ rule }) => rule === SERIAL)
  expect(open.map(({ status, subject, subjectKind }) => [status, subject, subjectKind])).toEqual([
    ['not-evaluated', '42', 'GcpProject'],
    ['not-evaluated', 'organizations/1', 'GcpOrganization'],
  ])
})
