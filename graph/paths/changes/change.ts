import { z } from 'zod'
import {
  type NodeRecord,
  type Props,
  type RelationshipRecord,
  relationshipId,
  type Snapshot,
} from '../../snapshot/records.ts'

/** A change cannot be made: something it names is not in the facts, or the provider would refuse it. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError'
}

/** How a person makes the change. */
export interface Instructions {
  readonly title: string
  readonly console: string
  readonly cli: string
  readonly terraform: string
}

/** A what-if change that was read and can be made. */
export interface Change {
  /** As it was given, for people and scripts. */
  readonly data: Props
  /** The place of the statement it takes out; what has none comes first. */
  readonly statement: number
  /** Makes the change in a copy of the facts. @throws ChangeError */
  apply(draft: Draft): void
  instructions(lookup: (id: string) => NodeRecord | undefined): Instructions
}

/** One kind of change, by the name that `simulate` reads. */
export interface ChangeKind {
  readonly name: string
  /** @throws ChangeError that names the field. */
  read(value: Props): Change
}

interface Declaration<Fields extends z.ZodRawShape> {
  readonly name: string
  /** The fields beside `change`. */
  readonly fields: Fields
  apply(draft: Draft, change: z.infer<z.ZodObject<Fields>>): void
  instructions(
    change: z.infer<z.ZodObject<Fields>>,
    lookup: (id: string) => NodeRecord | undefined,
  ): Instructions
}

export function defineChange<Fields extends z.ZodRawShape>(declaration: Declaration<Fields>): ChangeKind {
  const { name } = declaration
  const schema = z.strictObject(declaration.fields)
  return {
    name,
    read(value) {
      const { change: _name, ...fields } = value
      const result = schema.safeParse(fields)
      if (!result.success) throw new ChangeError(`${name}: ${explained(result.error)}`)
      const { data } = result
      return {
        data: value,
        statement: typeof fields.statement === 'number' ? fields.statement : Number.MAX_SAFE_INTEGER,
        apply: (draft) => declaration.apply(draft, data),
        instructions: (lookup) => declaration.instructions(data, lookup),
      }
    },
  }
}

function explained({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join('.')
  return `${field === undefined || field === '' ? '' : `${field}: `}${issue?.message ?? 'is not valid'}`
}

/** A copy of the facts that changes are made in; the original is never touched. */
export class Draft {
  readonly nodes: Map<string, NodeRecord>
  readonly relationships: Map<string, RelationshipRecord>
  readonly #coverage: Snapshot['coverage']
  #added = 0

  constructor(facts: Snapshot) {
    this.nodes = new Map(facts.nodes)
    this.relationships = new Map(facts.relationships)
    this.#coverage = facts.coverage
  }

  /** @throws ChangeError for an id that is not in the facts. */
  node(id: string): NodeRecord {
    const found = this.nodes.get(id)
    if (found === undefined) throw new ChangeError(`no resource has the id ${id}`)
    return found
  }

  /** Sets properties of a node. */
  patch(id: string, props: Props): void {
    const node = this.node(id)
    this.nodes.set(id, { ...node, props: { ...node.props, ...props } })
  }

  /** An id that nothing in the facts has. */
  newId(prefix: string): string {
    this.#added++
    return this.nodes.has(`${prefix}${this.#added}`) ? this.newId(prefix) : `${prefix}${this.#added}`
  }

  relate(relationship: RelationshipRecord): void {
    this.relationships.set(relationshipId(relationship), relationship)
  }

  /** Removes the relationships that match; how many they were. */
  unrelate(matches: (relationship: RelationshipRecord) => boolean): number {
    const gone = [...this.relationships].filter(([, relationship]) => matches(relationship))
    for (const [id] of gone) this.relationships.delete(id)
    return gone.length
  }

  facts(): Snapshot {
    return { nodes: this.nodes, relationships: this.relationships, coverage: this.#coverage }
  }
}
