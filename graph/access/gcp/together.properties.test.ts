import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { type RelationshipRecord, relationshipId, type Snapshot } from '../../snapshot/records.ts'
import { drawTechniques } from './draw.ts'
import { snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { createOutput } from './output.ts'
import { type Drawn, estates, literal, NOW } from './random-estates.testkit.ts'
import { bucketTechnique } from './technique.testkit.ts'
import { type GcpNeed, type GcpTechnique, has, onProject, onTarget } from './technique.ts'

const related = (permission: string, orNone?: true): readonly GcpNeed[] => [
  { permission, on: { relation: 'LOGS_TO', ...(orNone === true && { orNone }) } },
]
const GET = 'storage.objects.get'
const LIST = 'storage.objects.list'

const technique = (
  id: string,
  needs: readonly GcpNeed[],
  rest: Partial<Pick<GcpTechnique, 'prerequisites' | 'unless' | 'onNodeItself' | 'who'>> = {},
): GcpTechnique => bucketTechnique({ id, title: id, needs: [needs], ...rest })

/** Much alike: each differs from another in one thing. */
const TECHNIQUES = [
  technique('target', [...onTarget(GET), ...onTarget(LIST)]),
  technique('turned', [...onTarget(LIST), ...onTarget(GET)]),
  technique('hot', [...onTarget(GET), ...onTarget(LIST)], { prerequisites: [has('tier', ['hot'], 'hot')] }),
  technique('cold', [...onTarget(GET), ...onTarget(LIST)], {
    prerequisites: [has('tier', ['cold'], 'cold')],
  }),
  technique('project', [...onTarget(GET), ...onProject(LIST)]),
  technique('related', [...onTarget(GET), ...related(LIST)]),
  technique('related-turned', [...onTarget(LIST), ...related(GET)]),
  technique('related-or-none', [...onTarget(GET), ...related(LIST, true)]),
  technique('related-hot', [...onTarget(GET), ...related(LIST)], {
    prerequisites: [has('tier', ['hot'], 'hot')],
  }),
  technique('related-cold', [...onTarget(GET), ...related(LIST)], {
    prerequisites: [has('tier', ['cold'], 'cold')],
  }),
  technique('unless', [...onTarget(GET), ...related(LIST)], { unless: 'storage.buckets.get' }),
  technique('itself', [...onTarget(GET), ...onTarget(LIST)], { onNodeItself: true }),
  technique('anyone', [...onTarget(GET), ...related(LIST)], { who: 'anyone' }),
  technique('single', onTarget(GET)),
]

function snapshot(drawn: Drawn): Snapshot {
  const { nodes, relationships, coverage } = snapshotOf(literal(drawn))
  const logs: RelationshipRecord = { from: 'bucket', kind: 'LOGS_TO', to: 'far', props: {} }
  const tiers = { bucket: 'hot', far: 'cold' } as const
  const tiered = Object.entries(tiers).flatMap(([id, tier]) => {
    const node = nodes.get(id)
    return node === undefined ? [] : [[id, { ...node, props: { ...node.props, tier } }] as const]
  })
  return {
    nodes: new Map([...nodes, ...tiered]),
    relationships: new Map([...relationships, [relationshipId(logs), logs]]),
    coverage,
  }
}

function drawnBy(facts: Snapshot, techniques: readonly GcpTechnique[]): readonly string[] {
  const estate = estateOf(indexFacts(facts))
  const output = createOutput(estate)
  drawTechniques(estate, techniques, NOW, output)
  const { edges, blocked } = output.finish()
  return [...edges, ...blocked].map((one) => JSON.stringify(one)).sort()
}

test('techniques that are drawn together give what each gives by itself, on 1,500 small estates', () => {
  fc.assert(
    fc.property(estates, (drawn) => {
      const facts = snapshot(drawn)
      const alone = TECHNIQUES.flatMap((one) => drawnBy(facts, [one])).sort()
      expect(drawnBy(facts, TECHNIQUES)).toEqual(alone)
    }),
    { numRuns: 1_500 },
  )
}, 120_000)
