import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { deriveSnapshot } from '../../graph/derive.ts'
import { packageFile } from '../../graph/package-root.ts'
import { entryPoints } from '../../graph/paths/entries.ts'
import { buildAttackGraph } from '../../graph/paths/graph.ts'
import type { AttackPath } from '../../graph/paths/path.ts'
import { searchPaths } from '../../graph/paths/search.ts'
import { mergePartitions } from '../../graph/snapshot/merge.ts'
import type { Snapshot } from '../../graph/snapshot/records.ts'
import { readInputs } from '../files/index.ts'
import { FILE_PROVIDERS } from '../files/providers.ts'
import { collectAll } from '../run.ts'

const NOW = '2026-11-16T06:00:00.000Z'
const SAMPLE = packageFile('ingest', 'sample')

const planted = z
  .array(
    z.object({
      id: z.string(),
      kind: z.enum(['path', 'near-miss']),
      entry: z.string(),
      target: z.string(),
      via: z.array(z.string()),
      edge: z.string().optional(),
      why: z.string(),
    }),
  )
  .parse(JSON.parse(await readFile(`${SAMPLE}/planted.json`, 'utf8')))
const paths = planted.filter((one) => one.kind === 'path')
const nearMisses = planted.filter((one) => one.kind === 'near-miss')

const { jobs } = await readInputs([SAMPLE], { providers: FILE_PROVIDERS })
const { partitions } = await collectAll(jobs)
const facts = mergePartitions(null, partitions, NOW)
const { snapshot } = deriveSnapshot(facts)
const entries = new Set(entryPoints(buildAttackGraph(snapshot), { now: NOW }).map((entry) => entry.id))

describe('the sample estate', () => {
  test('was read in full: every partition is OK and no call is missing', () => {
    const incomplete = partitions.filter(
      ({ coverage }) => coverage.state !== 'OK' || coverage.missing.length > 0,
    )
    expect(incomplete.map(({ coverage }) => coverage)).toEqual([])
  })

  test('refers to nothing that it does not hold', () => {
    const stubs = [...facts.nodes.values()].filter((node) => node.props.stub === true)
    expect(stubs.map((node) => node.id)).toEqual([])
  })

  const of = (provider: string) =>
    [...facts.nodes.values()].filter((node) => node.props.provider === provider)
  const regions = (provider: string) => [...new Set(of(provider).map((node) => node.props.region))].sort()

  test('has about 400 resources of AWS in three accounts and two regions', () => {
    expect(of('aws').length).toBeGreaterThan(380)
    expect(of('aws').length).toBeLessThan(500)
    expect(regions('aws')).toEqual(['eu-west-1', 'global', 'us-east-1'])
    expect(of('aws').filter((node) => node.kind === 'AwsAccount')).toHaveLength(3)
  })

  test('has some 200 resources of Azure in two subscriptions of one tenant', () => {
    expect(of('azure').length).toBeGreaterThan(200)
    expect(of('azure').length).toBeLessThan(320)
    expect(of('azure').filter((node) => node.kind === 'AzureTenant')).toHaveLength(1)
    expect(of('azure').filter((node) => node.kind === 'AzureSubscription')).toHaveLength(2)
  })

  test('has some 200 resources of Google Cloud in three projects of one organization', () => {
    expect(of('gcp').length).toBeGreaterThan(160)
    expect(of('gcp').length).toBeLessThan(260)
    expect(of('gcp').filter((node) => node.kind === 'GcpOrganization')).toHaveLength(1)
    expect(of('gcp').filter((node) => node.kind === 'GcpProject')).toHaveLength(3)
  })

  test.each([
    ['aws', 8],
    ['azure', 6],
    ['gcp', 6],
  ])('has paths and near misses to resources of %s, at least %i each', (provider, least) => {
    const there = ({ target }: { target: string }) => snapshot.nodes.get(target)?.props.provider === provider
    expect(paths.filter(there).length).toBeGreaterThanOrEqual(least)
    expect(nearMisses.filter(there).length).toBeGreaterThanOrEqual(least)
  })
})

describe('a planted attack path', () => {
  test.each(paths)('$id is found: $why', ({ entry, target, via }) => {
    const found = search(snapshot, entry, target)
    expect(found.some((path) => passes(path, via))).toBe(true)
  })

  test.each(paths)('$id starts where an attacker may stand', ({ entry }) => {
    expect(entries).toContain(entry)
  })
})

describe('a planted path with a condition', () => {
  const best = (id: string, assume: readonly string[], corporateRanges: readonly string[] = []) => {
    const { entry, target, via } = paths.find((one) => one.id === id) ?? { entry: '', target: '', via: [] }
    const { snapshot: told } = deriveSnapshot(facts, { corporateRanges })
    const found = searchPaths(told, { from: entry, to: target, now: NOW, assume })
    return found.find((path) => passes(path, via))?.likelihood ?? 0
  }

  test.each([
    ['analyst-with-mfa-to-returns', 'mfa'],
    ['analyst-in-the-office-to-routes', 'corporate-network'],
  ])('%s is likelier once %s is assumed', (id, assumption) => {
    expect(best(id, [assumption])).toBeGreaterThan(best(id, []))
  })

  test('on the office is closed to whoever is outside once the office is known to be our own', () => {
    const office = ['198.51.100.0/24']
    expect(best('analyst-in-the-office-to-routes', [], office)).toBe(0)
    expect(best('analyst-in-the-office-to-routes', ['corporate-network'], office)).toBeGreaterThan(0)
  })
})

describe('a near miss', () => {
  test.each(nearMisses)('$id is no path: $why', ({ entry, target, edge }) => {
    if (edge === undefined) expect(search(snapshot, entry, target)).toEqual([])
    else expect(edgesBetween(entry, target)).not.toContain(edge)
  })

  test.each(nearMisses)('$id names resources that exist', ({ entry, target }) => {
    expect(snapshot.nodes.has(entry)).toBe(true)
    expect(snapshot.nodes.has(target)).toBe(true)
  })
})

const search = (estate: Snapshot, from: string, to: string): AttackPath[] =>
  searchPaths(estate, { from, to, now: NOW })

/** Classes and security groups may lie between, the named nodes come in order. */
function passes(path: AttackPath, via: readonly string[]): boolean {
  const walked = path.steps.map((step) => step.to)
  const places = via.map((id) => walked.indexOf(id))
  return places.every((place, index) => place !== -1 && (index === 0 || place > (places[index - 1] ?? -1)))
}

const edgesBetween = (from: string, to: string): string[] =>
  [...snapshot.relationships.values()]
    .filter((one) => one.from === from && one.to === to)
    .map((one) => one.kind)
