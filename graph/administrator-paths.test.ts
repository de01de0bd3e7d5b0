import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveAdministratorPaths } from './administrator-paths.ts'
import type { AttackEdge, Derivation } from './attack.ts'
import { indexFacts } from './snapshot/facts.ts'

const NOTHING = indexFacts({ nodes: new Map(), relationships: new Map(), coverage: [] })
type Step = readonly [from: string, kind: string, to: string]

const edge = ([from, kind, to]: Step, state: 'met' | 'unmet' | 'unknown' = 'met'): AttackEdge => ({
  ...{ from, kind, to, technique: null, attack: [], likelihood: 1, evidence: [], provenance: null },
  conditions: [{ key: 'mfa', state, detail: '' }],
})

function paths(steps: readonly Step[], given: Partial<Derivation> = {}, facts = NOTHING) {
  const before: Derivation = {
    ...{ nodes: [], properties: new Map(), blocked: [] },
    edges: steps.map((step) => edge(step)),
    ...given,
  }
  const { properties } = deriveAdministratorPaths(facts, [before])
  return Object.fromEntries([...properties].map(([id, { adminPath }]) => [id, adminPath]))
}

test('an administrator is one step away, who may become it two', () => {
  const steps: readonly Step[] = [
    ['anna', 'CAN_ASSUME', 'admin'],
    ['admin', 'ADMIN_OF', '1'],
    ['ben', 'CAN_READ', 'admin'],
  ]
  expect(paths(steps)).toEqual({ anna: ['anna', 'admin', '1'], admin: ['admin', '1'] })
})

test('who may assign roles at a subscription comes to administer it, at one of its groups not', () => {
  const nodes = [
    { id: '/subscriptions/s', kind: 'AzureSubscription', props: {} },
    { id: '/subscriptions/s/resourcegroups/g', kind: 'AzureResourceGroup', props: {} },
  ]
  const facts = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map(),
    coverage: [],
  })
  const steps: readonly Step[] = [
    ['anna', 'CAN_ESCALATE', '/subscriptions/s'],
    ['ben', 'CAN_ESCALATE', '/subscriptions/s/resourcegroups/g'],
  ]
  expect(paths(steps, {}, facts)).toEqual({ anna: ['anna', '/subscriptions/s'] })
})

test('the shortest way is told, and of several the same whatever their order', () => {
  const steps: readonly Step[] = [
    ['anna', 'CAN_ASSUME', 'b'],
    ['anna', 'CAN_ASSUME', 'a'],
    ['anna', 'CAN_ASSUME', 'far'],
    ['far', 'CAN_ASSUME', 'a'],
    ['a', 'ADMIN_OF', '1'],
    ['b', 'ADMIN_OF', '1'],
  ]
  expect(paths(steps).anna).toEqual(['anna', 'a', '1'])
  expect(paths(steps.toReversed())).toEqual(paths(steps))
})

test('classes and sets are seen through and cost nothing', () => {
  const chain: readonly Step[] = [
    ['class', 'CAN_ASSUME', 'set'],
    ['admin', 'ADMIN_OF', '1'],
  ]
  const fact = (from: string, kind: string, to: string) => ({ from, kind, to, props: {} })
  const given = {
    facts: [fact('anna', 'IN_ACCESS_CLASS', 'class'), fact('set', 'INCLUDES', 'admin')],
    nodes: [
      { id: 'class', kind: 'AccessClass', props: {} },
      { id: 'set', kind: 'TargetSet', props: {} },
    ],
  }
  expect(paths(chain, given)).toEqual({ anna: ['anna', 'admin', '1'], admin: ['admin', '1'] })
})

test('a way of which a condition is not met is none, and one of eight steps is too long', () => {
  const closed = [edge(['anna', 'CAN_ASSUME', 'admin'], 'unmet'), edge(['admin', 'ADMIN_OF', '1'])]
  expect(paths([], { edges: closed })).toEqual({ admin: ['admin', '1'] })
  const names = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']
  const steps = names.map((name, at): Step => {
    const to = names[at + 1]
    return to === undefined ? [name, 'ADMIN_OF', '1'] : [name, 'CAN_ASSUME', to]
  })
  expect(Object.keys(paths(steps)).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
})

test('every told way is made of steps, and nobody who has a short one is left out', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const graph = fc.array(fc.tuple(name, fc.constantFrom('CAN_ASSUME', 'RUNS_AS'), name), { maxLength: 12 })
  fc.assert(
    fc.property(graph, name, (steps, admin) => {
      const all: readonly Step[] = [...steps, [admin, 'ADMIN_OF', '1']]
      const next = (from: string) => all.filter((step) => step[0] === from).map((step) => step[2])
      const found = paths(all)
      for (const way of Object.values(found)) {
        if (!Array.isArray(way)) return false
        for (const [at, id] of way.slice(0, -1).entries())
          if (!next(String(id)).includes(String(way[at + 1]))) return false
      }
      const reaching = new Set([admin])
      for (let round = 0; round < 5; round++)
        for (const [from, , to] of steps) if (reaching.has(to)) reaching.add(from)
      return [...reaching].every((id) => found[id] !== undefined)
    }),
  )
})
