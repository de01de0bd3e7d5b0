import {
  type CoverageEntry,
  collectedBy,
  type MissingCall,
  type NodeRecord,
  partitionKey,
  type RelationshipRecord,
  type Snapshot,
} from './records.ts'
import { awsStub } from './stubs-aws.ts'
import { azureStub } from './stubs-azure.ts'
import { gcpStub } from './stubs-gcp.ts'

/** What an id tells of the thing it names, cloud by cloud. */
const STUBS: readonly ((id: string) => NodeRecord | undefined)[] = [awsStub, azureStub, gcpStub]

/**
 * Gives every end of a relationship that was not collected a stub, of the kind that its id tells; a relationship
 * whose end tells no kind is left out, and its partition's coverage says so.
 */
export function withStubs(snapshot: Snapshot): Snapshot {
  const nodes = new Map(snapshot.nodes)
  const relationships = new Map(snapshot.relationships)
  const dropped: RelationshipRecord[] = []
  for (const [id, relationship] of snapshot.relationships) {
    const missing = [relationship.from, relationship.to].filter((end) => !nodes.has(end))
    const stubs = missing.map(stubOf)
    for (const stub of stubs) if (stub !== undefined) nodes.set(stub.id, stub)
    if (stubs.includes(undefined)) {
      relationships.delete(id)
      dropped.push(relationship)
    }
  }
  return { nodes, relationships, coverage: withNotes(snapshot.coverage, dropped) }
}

/** Whether a node is there, at the latest as a stub: what follows from facts may end at what nobody collected. */
export function standsIn(nodes: Map<string, NodeRecord>, id: string): boolean {
  if (nodes.has(id)) return true
  const stub = stubOf(id)
  if (stub !== undefined) nodes.set(id, stub)
  return stub !== undefined
}

/** A node that stands for something that was not collected, or undefined when its id tells no kind. */
function stubOf(id: string): NodeRecord | undefined {
  for (const stub of STUBS) {
    const node = stub(id)
    if (node !== undefined) return node
  }
  return undefined
}

function withNotes(
  coverage: readonly CoverageEntry[],
  dropped: readonly RelationshipRecord[],
): readonly CoverageEntry[] {
  if (dropped.length === 0) return coverage
  return coverage.map((entry) => {
    const own = dropped.filter((relationship) => collectedBy(relationship).includes(partitionKey(entry)))
    const noted = new Set(entry.missing.map(({ call, resource }) => `${call} ${resource}`))
    const notes = own
      .map(
        ({ from, kind, to }): MissingCall => ({
          call: `${kind} ${to}`,
          state: 'UNPARSEABLE',
          resource: from,
        }),
      )
      .filter(({ call, resource }) => !noted.has(`${call} ${resource}`))
    return notes.length === 0 ? entry : { ...entry, missing: [...entry.missing, ...notes] }
  })
}
