import { storedId } from '../../graph/resource-id.ts'
import { countIncoming, countOutgoing } from '../../queries/count-neighbours.ts'
import { runQuery } from '../../queries/query.ts'
import { resourcesById } from '../../queries/resources-by-id.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode, UsageError } from '../exit.ts'
import { printObject } from '../output.ts'

export async function run(context: Context, args: readonly string[]): Promise<ExitCode> {
  const id = storedId(args[0] ?? '')
  const store = await context.store()
  const [found] = await runQuery(store, resourcesById, { ids: [id] })
  if (found === undefined)
    throw new UsageError(`no resource has the id ${id}; chokepoint resources SEARCH finds ids by name`)
  const outgoing = await runQuery(store, countOutgoing, { ids: [id] })
  const incoming = await runQuery(store, countIncoming, { ids: [id] })
  const relationships = [
    ...outgoing.map((row) => ({
      direction: 'out',
      relationship: row.relationship,
      neighbour: row.neighbourKind,
      count: row.count,
    })),
    ...incoming.map((row) => ({
      direction: 'in',
      relationship: row.relationship,
      neighbour: row.neighbourKind,
      count: row.count,
    })),
  ].sort((a, b) => a.direction.localeCompare(b.direction) || a.relationship.localeCompare(b.relationship))
  const { hash: _hash, id: _id, kind: _kind, ...properties } = found.props
  printObject(context.io, context.format, { id, kind: found.kind, properties, relationships }, [
    `${found.kind}  ${id}`,
    ...Object.entries(properties)
      .sort()
      .map(([name, value]) => `  ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    'relationships',
    ...relationships.map(
      (row) =>
        `  ${row.direction === 'out' ? `-${row.relationship}->` : `<-${row.relationship}-`} ${row.neighbour}  ${row.count}`,
    ),
  ])
  return EXIT.done
}
