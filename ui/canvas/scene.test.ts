import { expect, test } from 'vitest'
import type { CanvasEdge, CanvasNode } from './query.ts'
import { buildScene, type Expanded, NO_WAYS, type SceneParts } from './scene.ts'

const node = (resourceId: string): CanvasNode => ({
  resourceId,
  name: resourceId,
  kind: 'S3Bucket',
  kindTitle: 'S3 bucket',
  class: 'DATA',
  account: null,
  stale: false,
  stub: false,
  worstFinding: null,
  findingCount: 0,
  exposure: null,
  sensitivity: null,
  isAdmin: false,
})
const edge = (from: string, to: string, technique: string | null = null): CanvasEdge => ({
  id: `${from} ${to}`,
  from,
  to,
  kind: 'CAN_READ',
  verb: 'may read',
  class: 'ACCESS',
  technique,
  likelihood: 0.5,
  conditions: [],
  evidence: [],
  provenance: null,
})
const expanded = (shown: readonly string[], total: number): Expanded => ({
  expansion: {
    origin: 'role',
    relationship: 'CAN_READ',
    direction: 'OUT',
    neighbourKind: 'S3Bucket',
    shown: shown.length,
  },
  total,
  neighbours: shown.map((id) => ({ node: node(id), relationship: edge('role', id) })),
})
const parts = (over: Partial<SceneParts>): SceneParts => ({
  ways: NO_WAYS,
  focus: { nodes: [node('role')], relationships: [] },
  expanded: [],
  titles: new Map(),
  hidden: new Set(),
  ...over,
})

test('neighbours that are not shown stand in one group with their count', () => {
  expect([...buildScene(parts({ expanded: [expanded(['a', 'b'], 40)] })).groups.values()][0]?.remaining).toBe(
    38,
  )
})

test('neighbours that are all shown leave no group', () => {
  expect(buildScene(parts({ expanded: [expanded(['a', 'b'], 2)] })).groups.size).toBe(0)
})

test('a hidden resource takes its edges along', () => {
  expect(buildScene(parts({ expanded: [expanded(['a'], 1)], hidden: new Set(['a']) })).edges.size).toBe(0)
})

test('a group does not outlive the resource it hangs on', () => {
  expect(buildScene(parts({ expanded: [expanded([], 40)], hidden: new Set(['role']) })).groups.size).toBe(0)
})

test('an edge that two expansions bring is drawn once', () => {
  expect(buildScene(parts({ expanded: [expanded(['a'], 1), expanded(['a'], 1)] })).edges.size).toBe(1)
})

test('edges by different techniques are drawn side by side', () => {
  const relationships = [edge('role', 'a', 'iam-001'), edge('role', 'a', 'iam-008')]
  expect(buildScene(parts({ focus: { nodes: [node('role'), node('a')], relationships } })).edges.size).toBe(2)
})

test('a new node remembers where it came from', () => {
  expect(buildScene(parts({ expanded: [expanded(['a'], 1)] })).origins.get('a')).toBe('role')
})

test('a hop that several paths take is drawn once', () => {
  const step = { ...edge('role', 'a'), from: node('role'), to: node('a'), sentence: '', likelihood: 0.5 }
  const scene = buildScene(parts({ ways: { ...NO_WAYS, steps: [step, step] } }))
  expect([...scene.pathEdges]).toEqual([...scene.edges.keys()])
  expect(scene.edges.size).toBe(1)
})
