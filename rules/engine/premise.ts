import { z } from 'zod'
import { SEVERITIES, type Severity } from '../../graph/paths/path.ts'
import type { Props, Value } from '../../graph/snapshot/records.ts'
import type { GraphStore } from '../../graph/store/port.ts'
import { alive, storedProps, texts } from '../../queries/fragments.ts'
import { defineQuery, runQuery } from '../../queries/query.ts'
import type { Finding } from './rule.ts'

/** What an exception rests on when nobody says otherwise: whether it is still as harmless as it was. */
export const DEFAULT_PREMISE = ['exposure', 'sensitivity', 'attack-paths', 'path'] as const

const FACT = /^(exposure|sensitivity|attack-paths|path|detail|tags|property:[A-Za-z][A-Za-z0-9]*)$/

/** Every fact that a premise may name, in words. */
export const FACT_NAMES = 'exposure, sensitivity, attack-paths, path, detail, tags or property:<name>'

export const isFactName = (name: string): boolean => FACT.test(name)

/** What a finding's premise is read from. */
export interface World {
  /** Properties of a resource; absent when it is none of the graph. */
  propertiesOf(id: string): Props | undefined
  /** Worst severity of the attack paths through a resource; null when there is none. */
  worstPathThrough(id: string): Severity | null
}

/** The facts of one finding, by name, in words that can be compared and shown. */
export type Facts = { readonly [name: string]: string }

export function factsOf(
  finding: Pick<Finding, 'subject' | 'path' | 'detail'>,
  names: readonly string[],
  world: World,
): Facts {
  return Object.fromEntries(names.map((name) => [name, factOf(finding, name, world)]))
}

function factOf(finding: Pick<Finding, 'subject' | 'path' | 'detail'>, name: string, world: World): string {
  if (name === 'attack-paths') return world.worstPathThrough(finding.subject) ?? 'none'
  if (name === 'path') return finding.path?.join(' > ') ?? 'none'
  if (name === 'detail') return finding.detail
  const property = name.startsWith('property:') ? name.slice('property:'.length) : name
  return shown(world.propertiesOf(finding.subject)?.[property])
}

const shown = (value: Value | undefined): string => {
  if (value === undefined) return 'not known'
  if (value === null) return 'none'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What differs, in words; empty while the premise holds. */
export const brokenFacts = (before: Facts, now: Facts): readonly string[] =>
  Object.entries(before)
    .filter(([name, value]) => now[name] !== value)
    .map(([name, value]) => `${name} was ${value}, is ${now[name] ?? 'not known'}`)

const nodes = defineQuery({
  name: 'properties-by-id',
  cypher: `
    UNWIND $ids AS id
    MATCH (node:Resource {id: id})
    RETURN node.id AS id, properties(node) AS props`,
  params: z.object({ ids: texts }),
  row: z.object({ id: z.string(), props: storedProps }),
})

const pathsThrough = defineQuery({
  name: 'severities-of-paths',
  cypher: `
    MATCH (p:AttackPath)
    WHERE ${alive('p')}
    RETURN p.severity AS severity, p.through AS through`,
  params: z.object({ sequence: z.number() }),
  row: z.object({ severity: z.enum(SEVERITIES), through: texts }),
})

const BATCH = 10_000

/** The world as one scan has it, for these resources. */
export async function readWorld(
  store: Pick<GraphStore, 'read'>,
  sequence: number,
  ids: readonly string[],
): Promise<World> {
  const properties = new Map<string, Props>()
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const { id, props } of await runQuery(store, nodes, { ids: ids.slice(at, at + BATCH) }))
      properties.set(id, props)
  }
  const worst = new Map<string, Severity>()
  for (const { severity, through } of await runQuery(store, pathsThrough, { sequence })) {
    for (const id of through) worst.set(id, worseOf(severity, worst.get(id)))
  }
  return {
    propertiesOf: (id) => properties.get(id),
    worstPathThrough: (id) => worst.get(id) ?? null,
  }
}

const worseOf = (one: Severity, other: Severity | undefined): Severity =>
  other === undefined || SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other) ? one : other
