import type { MissingCall, Props } from '../../graph/snapshot/records.ts'
import type { Records } from '../collector.ts'

/** Gathers the records of one answer. */
export class RecordBuilder implements Records {
  readonly nodes: { id: string; kind: string; props: Props }[] = []
  readonly relationships: { from: string; kind: string; to: string; key?: string; props: Props }[] = []
  readonly missing: MissingCall[] = []

  node(kind: string, id: string, props: Props): this {
    this.nodes.push({ id, kind, props })
    return this
  }

  /** Adds nothing when one of the ends is not known. */
  relate(from: string | undefined, kind: string, to: string | undefined, props: Props = {}): this {
    if (from !== undefined && to !== undefined) this.relationships.push({ from, kind, to, props })
    return this
  }

  /** Notes that a call's answer about `resource` could not be understood. */
  unparseable(call: string, resource: string): this {
    this.missing.push({ call, state: 'UNPARSEABLE', resource })
    return this
  }
}
