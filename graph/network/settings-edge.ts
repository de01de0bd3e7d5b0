import type { AttackEdge } from '../attack.ts'
import { INTERNET_ID } from '../internet-node.ts'
import type { NodeRecord, Value } from '../snapshot/records.ts'

/** A service with an address of its own, whose settings say who may come. */
export interface OpenService {
  readonly likelihood: number
  /** The setting that lets strangers in. */
  readonly setting: string
  /** What closes it: a property and its value. */
  readonly closing: readonly [property: string, value: Value]
}

/** Strangers can send packets to it, on these ports. */
export function edgeToService(
  node: NodeRecord,
  { likelihood, setting, closing }: OpenService,
  ports: readonly string[],
): AttackEdge {
  const [property, value] = closing
  return {
    from: INTERNET_ID,
    kind: 'CAN_REACH',
    to: node.id,
    technique: null,
    attack: ['T1190'],
    likelihood,
    conditions: [],
    evidence: [{ type: 'setting', id: node.id, detail: `${setting} lets strangers in` }],
    provenance: {
      id: node.id,
      type: 'setting',
      edit: { change: 'set', resource: node.id, property, value },
    },
    extra: { ports, hops: [{ id: node.id, component: 'service', detail: setting }] },
  }
}
