import { describe, expect, test } from 'vitest'
import { deriveSnapshot } from './derive.ts'
import * as kit from './network/network.testkit.ts'
import { entryPoints } from './paths/entries.ts'
import { buildAttackGraph } from './paths/graph.ts'
import { searchPaths } from './paths/search.ts'
import { type NodeRecord, type Props, relationshipId, type Snapshot, type Value } from './snapshot/records.ts'

/** An office at 8.8.8.0/24: public addresses, as the Internet's reach leaves documentation ranges out. */
const OFFICE = '8.8.8.0/24'
const NOW = '2026-11-27T00:00:00Z'
const ACCOUNT = '111111111111'
const ADA = `arn:aws:iam::${ACCOUNT}:user/ada`
const ADMIN = `arn:aws:iam::${ACCOUNT}:role/admin`
const EVERYTHING: Props = { Effect: 'Allow', Action: '*', Resource: '*' }
const TRUST: Props = {
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'sts:AssumeRole',
}
const document = (Statement: readonly Props[]): Props => ({ Version: '2012-10-17', Statement })

function estate(
  nodes: readonly NodeRecord[],
  facts: readonly (readonly [string, string, string])[],
): Snapshot {
  const relationships = facts.map(([from, kind, to]) => ({ from, kind, to, props: {} }))
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(relationships.map((fact) => [relationshipId(fact), fact])),
    coverage: [],
  }
}

/** A user who may assume the administrator from the addresses that a condition names. */
const limited = (effect: 'Allow' | 'Deny', operator: string, ranges: Value): Snapshot => {
  const condition = { Condition: { [operator]: { 'aws:SourceIp': ranges } } }
  const assume: Props = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ADMIN }
  const own =
    effect === 'Allow'
      ? [{ ...assume, ...condition }]
      : [assume, { Effect: 'Deny', Action: '*', Resource: '*', ...condition }]
  return estate(
    [
      { id: ACCOUNT, kind: 'AwsAccount', props: { account: ACCOUNT } },
      { id: ADA, kind: 'AwsIamUser', props: { account: ACCOUNT } },
      { id: ADMIN, kind: 'AwsIamRole', props: { account: ACCOUNT, trustPolicy: document([TRUST]) } },
      { id: 'own', kind: 'AwsIamPolicy', props: { type: 'inline', document: document(own) } },
      { id: 'all', kind: 'AwsIamPolicy', props: { type: 'inline', document: document([EVERYTHING]) } },
    ],
    [
      [ADA, 'HAS_POLICY', 'own'],
      [ADMIN, 'HAS_POLICY', 'all'],
    ],
  )
}

const pathsOf = (facts: Snapshot, corporateRanges: readonly string[], assume: readonly string[] = []) => {
  const { snapshot } = deriveSnapshot(facts, { corporateRanges })
  return searchPaths(snapshot, { from: ADA, to: `admin:${ACCOUNT}`, now: NOW, assume })
}

describe.each([
  ['an Allow from the office', limited('Allow', 'IpAddress', OFFICE)],
  ['a Deny from anywhere else', limited('Deny', 'NotIpAddress', [OFFICE])],
])('%s', (_what, facts) => {
  test('may hold for an attacker while nobody says whose addresses these are', () => {
    expect(pathsOf(facts, [])).toHaveLength(1)
  })
  test('does not hold for one outside once they are known to be the corporate network', () => {
    expect(pathsOf(facts, [OFFICE])).toEqual([])
    expect(pathsOf(facts, ['8.0.0.0/8'])).toEqual([])
  })
  test('holds again for one who is assumed to be inside', () => {
    const [unknown] = pathsOf(facts, [])
    const [path] = pathsOf(facts, [OFFICE], ['corporate-network'])
    expect(path?.likelihood).toBeGreaterThan(unknown?.likelihood ?? 1)
  })
})

test('a range that is only partly corporate stays unknown', () => {
  expect(pathsOf(limited('Allow', 'IpAddress', '8.8.0.0/16'), [OFFICE])).toHaveLength(1)
})

test('a range of somebody else is not opened by being in the corporate network', () => {
  const facts = limited('Allow', 'IpAddress', '9.9.9.0/24')
  const [before] = pathsOf(facts, [OFFICE])
  const [inside] = pathsOf(facts, [OFFICE], ['corporate-network'])
  const [there] = pathsOf(facts, [OFFICE], ['other-network'])
  expect(inside?.likelihood).toBe(before?.likelihood)
  expect(there?.likelihood).toBeGreaterThan(before?.likelihood ?? 1)
})

test('a Deny of the office itself is no obstacle to whoever is outside', () => {
  const facts = limited('Deny', 'IpAddress', OFFICE)
  const [unknown] = pathsOf(facts, [])
  const [outside] = pathsOf(facts, [OFFICE])
  expect(outside?.likelihood).toBeGreaterThan(unknown?.likelihood ?? 1)
})

/** A host with a public address that admits one range to SSH. */
function host(range: string): Snapshot {
  const made = kit.estate()
  kit.publicNetwork(made)
  kit.addGroup(made, 'sg', [kit.allow('tcp', 22, { cidrs: [range] })])
  kit.addInstance(made, 'host', { groups: ['sg'] })
  return kit.facts(made).snapshot
}

const reaching = (range: string, corporateRanges: readonly string[]): readonly string[] =>
  [...deriveSnapshot(host(range), { corporateRanges }).snapshot.relationships.values()]
    .filter(({ kind, to }) => kind === 'CAN_REACH' && to === 'host')
    .map(({ from }) => from)

describe('a host', () => {
  test('that admits the office is reached from the corporate network alone', () => {
    expect(reaching(OFFICE, [])).toEqual([])
    expect(reaching(OFFICE, [OFFICE])).toEqual(['CorporateNetwork'])
  })
  test('that admits somebody else is not', () => {
    expect(reaching('9.9.9.0/24', [OFFICE])).toEqual([])
  })
  test('that admits a range as large as a part of the Internet is not exposed when the range is our own', () => {
    expect(reaching('9.0.0.0/8', [OFFICE])).toEqual(['Internet'])
    expect(reaching('9.0.0.0/8', ['9.0.0.0/8'])).toEqual(['CorporateNetwork'])
  })
  test('is where an attacker starts who is assumed to be inside', () => {
    const { snapshot } = deriveSnapshot(host(OFFICE), { corporateRanges: [OFFICE] })
    const graph = buildAttackGraph(snapshot)
    const starts = (assume: readonly string[]) => entryPoints(graph, { now: NOW, assume }).map(({ id }) => id)
    expect(starts([])).toEqual([])
    expect(starts(['corporate-network'])).toEqual(['CorporateNetwork'])
  })
})
