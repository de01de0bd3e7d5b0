import { describe, expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props, Snapshot } from '../../snapshot/records.ts'
import { deriveGcpAccess } from './derive.ts'
import { deriveEstate, type ShortBinding, type ShortEstate, snapshotOf } from './estate.testkit.ts'

const ANN = 'user:ann@example.com'
const BOB = 'user:bob@example.com'
const READER = 'storage.objectViewer'

const estate = (
  project: readonly ShortBinding[],
  { org = [] }: { readonly org?: readonly ShortBinding[] } = {},
): ShortEstate => ({
  nodes: {
    org: { kind: 'GcpOrganization', bindings: org },
    project: { kind: 'GcpProject', in: 'org', bindings: project },
    '//storage.googleapis.com/data': { kind: 'GcpBucket', in: 'project' },
  },
})

describe('the time that conditions look at', () => {
  const until = "request.time < timestamp('2026-11-20T00:00:00Z')"
  const entry = (provider: 'aws' | 'gcp', at: string): Snapshot['coverage'][number] => ({
    provider,
    account: 'project',
    region: 'global',
    service: 'asset',
    state: 'OK',
    missing: [],
    reason: null,
    at,
  })
  const conditions = (...coverage: Snapshot['coverage']) =>
    deriveGcpAccess(indexFacts({ ...snapshotOf(estate([[READER, [ANN], until]])), coverage })).edges.map(
      (edge) => edge.conditions.map(({ key }) => key),
    )
  const [before, after] = ['2026-11-19T00:00:00Z', '2026-11-21T00:00:00Z']

  test('is when Google Cloud was last read', () => {
    expect(conditions(entry('gcp', before))).toEqual([[]])
    expect(conditions(entry('gcp', after), entry('gcp', before))).toEqual([])
    expect(conditions(entry('gcp', before), entry('aws', after))).toEqual([[]])
  })
  test('is not known where nothing tells', () => {
    expect(conditions()).toEqual([['iam-condition']])
    expect(conditions(entry('aws', after))).toEqual([['iam-condition']])
  })
})

test('roles whose contents are not known are missing, once for each place', () => {
  const { missing } = deriveEstate(
    estate(
      [
        ['roles/a.b', [ANN]],
        ['roles/a.b', [BOB]],
        [READER, [ANN]],
      ],
      { org: [['roles/a.b', [ANN]]] },
    ),
  )
  const missed = (account: string): Props => ({
    account,
    service: 'asset',
    call: 'iam roles describe',
    state: 'FAILED',
    resource: 'roles/a.b',
  })
  expect(missing).toEqual([missed('org'), missed('project')])
})

test('without a policy nothing is derived but what is known of everything', () => {
  const { edges, nodes, blocked, facts } = deriveEstate({ nodes: { project: { kind: 'GcpProject' } } })
  expect({ edges, nodes, blocked, facts }).toEqual({ edges: [], nodes: [], blocked: [], facts: [] })
})

describe('a folder or organization whose policies were not read', () => {
  const missing = (org: ShortEstate['nodes'][string], folder: ShortEstate['nodes'][string]) =>
    deriveEstate({
      nodes: {
        'organizations/1': org,
        'folders/7': { ...folder, in: 'organizations/1' },
        project: { kind: 'GcpProject', in: 'folders/7', bindings: [] },
      },
    }).missing?.map(({ account, call, resource }) => `${account} ${call.split('=')[1]} ${resource}`)
  const read = { bindings: [] }

  test('is missing to everything below it', () => {
    expect(missing({ kind: 'GcpOrganization' }, { kind: 'GcpFolder', ...read })).toEqual([
      'project iam-policy organizations/1',
      'folders/7 iam-policy organizations/1',
    ])
    expect(missing({ kind: 'GcpOrganization', ...read }, { kind: 'GcpFolder' })).toEqual([
      'project iam-policy folders/7',
    ])
  })

  test('is no other: one that has no policy was read', () => {
    const none = { props: { iamPolicy: null } }
    expect(missing({ kind: 'GcpOrganization', ...none }, { kind: 'GcpFolder', ...none })).toEqual([])
  })

  test('is told of what was read, not of what is only named', () => {
    expect(missing({ kind: 'GcpOrganization' }, { kind: 'GcpFolder', props: { stub: true } })).toEqual([
      'project iam-policy folders/7',
      'project iam-policy organizations/1',
    ])
  })
})

describe('tags, of which nothing is read,', () => {
  const READ_NOBODY = { bindings: [] }
  const told = (given: Pick<ShortEstate, 'nodes' | 'deny'>) =>
    deriveEstate(given).missing?.map(({ account, call, state }) => `${account} ${call} ${state}`)
  const conditioned = (condition: string) => ({
    nodes: {
      org: { kind: 'GcpOrganization', ...READ_NOBODY },
      project: { kind: 'GcpProject', in: 'org', ...READ_NOBODY },
      one: {
        kind: 'GcpBucket',
        in: 'project',
        bindings: [
          [READER, [ANN], condition],
          [READER, [BOB], condition],
        ],
      },
    } satisfies ShortEstate['nodes'],
  })
  const unread = 'resource-manager tags bindings list UNSUPPORTED'

  test('are missing where a condition asks for one, once for each account', () => {
    expect(told(conditioned("resource.matchTag('1/env', 'prod')"))).toEqual([`project ${unread}`])
    const denied = {
      deniedPrincipals: [ANN],
      deniedPermissions: ['x.googleapis.com/y.z'],
      denialCondition: { expression: "!resource.hasTagKeyId('tagKeys/1')" },
    }
    expect(told({ ...conditioned('true'), deny: { org: [denied] } })).toEqual([`org ${unread}`])
  })

  test('are not where none does', () => {
    expect(told(conditioned("resource.name == 'matchTag'"))).toEqual([])
  })
})

test('a project of an organization that was not asked for its perimeters says so', () => {
  const facts = snapshotOf({
    nodes: {
      'organizations/1': { kind: 'GcpOrganization' },
      p: { kind: 'GcpProject', in: 'organizations/1' },
    },
  })
  const told = (...services: readonly (readonly [account: string, service: string])[]) => {
    const coverage = services.map(([account, service]) => ({
      ...{ provider: 'gcp', account, region: 'global', service, state: 'OK' },
      ...{ reason: null, missing: [], at: '2026-11-21T00:00:00Z' },
    })) as Snapshot['coverage']
    const { missing = [] } = deriveGcpAccess(indexFacts({ ...facts, coverage }))
    return missing.filter(({ call }) => call.endsWith('access-policy')).map(({ account }) => account)
  }
  expect(told(['p', 'asset'])).toEqual(['p'])
  expect(told(['p', 'asset'], ['organizations/1', 'perimeters'])).toEqual([])
})
