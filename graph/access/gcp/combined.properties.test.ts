import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { relationshipId, type Snapshot } from '../../snapshot/records.ts'
import { drawTechniques } from './draw.ts'
import { snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { createOutput } from './output.ts'
import {
  type Answer,
  type Drawn,
  estates,
  least,
  literal,
  memberOf,
  most,
  NOW,
  naive,
  PEOPLE,
} from './random-estates.testkit.ts'
import { bucketTechnique } from './technique.testkit.ts'
import type { GcpNeed, GcpTechnique } from './technique.ts'

const [GET, LIST, INVOKE] = ['storage.objects.get', 'storage.objects.list', 'run.routes.invoke'] as const
const LOGS = { relation: 'LOGS_TO', orNone: true } as const

const needing = (...needs: readonly (readonly GcpNeed[])[]): GcpTechnique => bucketTechnique({ needs })

const TECHNIQUES = {
  'two on the target': needing([
    { permission: GET, on: 'target' },
    { permission: LIST, on: 'target' },
  ]),
  'one on the target, one on the project': needing([
    { permission: GET, on: 'target' },
    { permission: INVOKE, on: 'project' },
  ]),
  'one on the target, one on what it refers to': needing([
    { permission: GET, on: 'target' },
    { permission: LIST, on: LOGS },
  ]),
  'three, or one alone': needing(
    [
      { permission: GET, on: 'target' },
      { permission: LIST, on: LOGS },
      { permission: INVOKE, on: 'project' },
    ],
    [{ permission: 'storage.buckets.get', on: 'target' }],
  ),
}

const PROJECT_OF = { bucket: 'project', far: 'other' } as const
const TARGETS = ['bucket', 'far'] as const
type Target = (typeof TARGETS)[number]

/** Whether the person meets all needs of an alternative, each decided from scratch where it is asked. */
const expected = ({ needs }: GcpTechnique, drawn: Drawn, person: string, target: Target): Answer =>
  most(
    needs.map((all) =>
      least(
        all.map(({ permission, on }): Answer => {
          if (on === 'target') return naive(drawn, person, permission, target)
          if (on === 'project') return naive(drawn, person, permission, PROJECT_OF[target])
          return target === 'far' ? 'yes' : naive(drawn, person, permission, 'far')
        }),
      ),
    ),
  )

/** By the edges that are drawn: from the person, through classes and groups, through sets of targets. */
function found(technique: GcpTechnique, facts: Snapshot, person: string, target: Target): Answer {
  const estate = estateOf(indexFacts(facts))
  const output = createOutput(estate)
  drawTechniques(estate, [technique], NOW, output)
  output.memberships()
  const { edges, facts: derived = [] } = output.finish()
  const walk = (start: string, kind: string) => {
    const seen = new Set([start])
    for (const id of seen) {
      for (const fact of derived) if (fact.kind === kind && fact.from === id) seen.add(fact.to)
    }
    return seen
  }
  const sources = walk(memberOf(person), 'IN_ACCESS_CLASS')
  const drawn = edges.filter(({ from, to }) => sources.has(from) && walk(to, 'INCLUDES').has(target))
  if (drawn.length === 0) return 'no'
  return drawn.some(({ conditions }) => conditions.length === 0) ? 'yes' : 'maybe'
}

function snapshot(drawn: Drawn): Snapshot {
  const facts = snapshotOf(literal(drawn))
  const logs = { from: 'bucket', kind: 'LOGS_TO', to: 'far', props: {} }
  return { ...facts, relationships: new Map([...facts.relationships, [relationshipId(logs), logs]]) }
}

/** What is granted to anyone is told of anyone, not of each; and who is in a group that was not read is not known. */
const told = (drawn: Drawn): Drawn => ({
  ...drawn,
  bindings: drawn.bindings.map((one) => ({ ...one, members: one.members.filter((name) => name !== 'all') })),
  groups: { team: drawn.groups.team ?? [], inner: drawn.groups.inner ?? [] },
})

test.each(Object.entries(TECHNIQUES))(
  '%s: who is drawn is who has them by a naive reading, on 5,000 small estates',
  (_says, technique) => {
    fc.assert(
      fc.property(
        estates.map(told),
        fc.constantFrom(...PEOPLE),
        fc.constantFrom(...TARGETS),
        (drawn, person, target) => {
          expect(found(technique, snapshot(drawn), person, target)).toBe(
            expected(technique, drawn, person, target),
          )
        },
      ),
      { numRuns: 5_000 },
    )
  },
  120_000,
)
