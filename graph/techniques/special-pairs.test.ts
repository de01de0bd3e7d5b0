import { describe, expect, test } from 'vitest'
import { AZURE_DETOURS } from '../access/azure/data-detours.ts'
import { AZURE_ACCESS_TECHNIQUES } from '../access/azure/data-techniques.ts'
import { GCP_ACCESS_TECHNIQUES } from '../access/gcp/techniques/index.ts'
import { deriveSnapshot } from '../derive.ts'
import type { Snapshot } from '../snapshot/records.ts'
import { ENTRA_TECHNIQUES } from './azure/entra-techniques.ts'
import { AZURE_TECHNIQUES } from './azure/index.ts'
import { AZURE_SPECIAL_PAIRS } from './azure/special-pairs.testkit.ts'
import { listTechniques } from './catalogue.ts'
import { GCP_PERMISSION_TECHNIQUES, GCP_TECHNIQUES } from './gcp/index.ts'
import { GCP_SPECIAL_PAIRS } from './gcp/special-pairs.testkit.ts'

const PAIRS = [...AZURE_SPECIAL_PAIRS, ...GCP_SPECIAL_PAIRS]

describe.each(PAIRS.map((pair) => [pair.id, pair] as const))('%s', (id, { edge, fires, misses }) => {
  const [source, target] = edge
  const drawn = (estate: Snapshot) =>
    [...deriveSnapshot(estate).snapshot.relationships.values()].filter(
      ({ from, key }) => key === id && from === source,
    )

  test.each(fires)('fires: %s', (_, estate) => {
    const [found, second] = drawn(estate)
    expect(second).toBeUndefined()
    expect(found?.to).toBe(target)
    expect(found?.props.evidence).not.toHaveLength(0)
    expect(found?.props.conditions).toEqual([])
  })

  test.each(misses)('not where %s', (_, estate) => {
    expect(drawn(estate)).toEqual([])
  })
})

/** What the tests of pairs walk over, one list for each form that a technique is declared in. */
const WITH_A_PAIR: ReadonlySet<string | null> = new Set(
  [
    ...PAIRS.filter(({ fires, misses }) => fires.length > 0 && misses.length > 0),
    ...AZURE_ACCESS_TECHNIQUES,
    ...AZURE_DETOURS,
    ...AZURE_TECHNIQUES,
    ...ENTRA_TECHNIQUES,
    ...GCP_TECHNIQUES,
    ...[...GCP_ACCESS_TECHNIQUES, ...GCP_PERMISSION_TECHNIQUES].filter(
      ({ nearMisses }) => nearMisses.length > 0,
    ),
  ].map(({ id }) => id),
)

test.each(['azure', 'gcp'])('every technique of %s has its pair', (cloud) => {
  const techniques = listTechniques().filter(({ provider }) => provider === cloud)
  expect(techniques.length).toBeGreaterThan(50)
  expect(techniques.map(({ id }) => id).filter((id) => !WITH_A_PAIR.has(id))).toEqual([])
})
