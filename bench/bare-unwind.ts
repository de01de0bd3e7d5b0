import { join } from 'node:path'
import grafeo from '@grafeo-db/js'
import neo4j from 'neo4j-driver'
import type { Props, RelationshipRecord, Snapshot, Value } from '../graph/snapshot/records.ts'

type Run = (cypher: string, params: Props) => Promise<unknown>

const BATCH = 10_000

/** Writes the rows of a snapshot with nothing but UNWIND and CREATE; gives the seconds it took. */
export async function bareUnwind(snapshot: Snapshot, kind: string, folder: string): Promise<number> {
  return kind === 'neo4j' ? bareNeo4j(snapshot) : bareEmbedded(snapshot, join(folder, 'bare.grafeo'))
}

async function bareEmbedded(snapshot: Snapshot, path: string): Promise<number> {
  const db = grafeo.GrafeoDB.create(path)
  try {
    await db.executeCypher('CREATE INDEX FOR (n:Bare) ON (n.id)')
    return await timed(() => writeAll(snapshot, (cypher, params) => db.executeCypher(cypher, params)))
  } finally {
    db.close()
  }
}

async function bareNeo4j(snapshot: Snapshot): Promise<number> {
  const { NEO4J_URI = '', NEO4J_USERNAME = '', NEO4J_PASSWORD = '' } = process.env
  const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD))
  const run: Run = (cypher, params) => driver.executeQuery(cypher, params)
  try {
    await run('CREATE INDEX bare IF NOT EXISTS FOR (n:Bare) ON (n.id)', {})
    await run('CALL db.awaitIndexes()', {})
    const seconds = await timed(() => writeAll(snapshot, run))
    for (let left = 1; left > 0; ) {
      const { records } = await driver.executeQuery(
        'MATCH (n:Bare) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS n',
      )
      left = Number(records[0]?.get('n') ?? 0)
    }
    return seconds
  } finally {
    await driver.close()
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

async function writeAll(snapshot: Snapshot, run: Run): Promise<void> {
  const nodes = [...snapshot.nodes.values()].map(({ id, kind, props }) => ({
    props: { ...flat(props), id, kind },
  }))
  for (let at = 0; at < nodes.length; at += BATCH)
    await run('UNWIND $rows AS row CREATE (n:Bare) SET n = row.props', { rows: nodes.slice(at, at + BATCH) })
  const byKind = groupByKind(snapshot)
  for (const [kind, relationships] of byKind) {
    const rows = relationships.map(({ from, to, props }) => ({ from, to, props: flat(props) }))
    const cypher = `UNWIND $rows AS row MATCH (a:Bare {id: row.from}) MATCH (b:Bare {id: row.to}) CREATE (a)-[r:${kind}]->(b) SET r = row.props`
    for (let at = 0; at < rows.length; at += BATCH) await run(cypher, { rows: rows.slice(at, at + BATCH) })
  }
}

/** Nested values as JSON text, as the store keeps them. */
const flat = (props: Props): Props =>
  Object.fromEntries(
    Object.entries(props).map(([name, value]) => [name, isPlain(value) ? value : JSON.stringify(value)]),
  )

const isPlain = (value: Value): boolean =>
  value === null ||
  typeof value !== 'object' ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'))

function groupByKind(snapshot: Snapshot): Map<string, RelationshipRecord[]> {
  const groups = new Map<string, RelationshipRecord[]>()
  for (const relationship of snapshot.relationships.values()) {
    const group = groups.get(relationship.kind)
    if (group === undefined) groups.set(relationship.kind, [relationship])
    else group.push(relationship)
  }
  return groups
}
