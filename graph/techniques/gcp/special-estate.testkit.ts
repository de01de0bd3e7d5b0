import {
  type ShortBinding,
  type ShortEstate,
  type ShortNode,
  snapshotOf,
} from '../../access/gcp/estate.testkit.ts'
import type { Snapshot } from '../../snapshot/records.ts'

export const ANN = 'user:ann@example.com'
export const BOB = 'user:bob@example.com'
export const ROBOT = 'serviceAccount:robot@project.iam.gserviceaccount.com'
export const BUCKET = '//storage.googleapis.com/ledger'

/** What Ann holds: custom roles of these permissions, by the node that they are bound on. */
export type Holding = { readonly [node: string]: readonly string[] }

interface Given {
  readonly ann?: Holding
  /** Further nodes, or more of those that are there. */
  readonly nodes?: { readonly [id: string]: ShortNode }
  readonly deny?: ShortEstate['deny']
}

/** One organization, two projects, a service account and a bucket. */
export function estate({ ann = {}, nodes = {}, deny = {} }: Given): Snapshot {
  const all: { [id: string]: ShortNode } = {
    org: { kind: 'GcpOrganization' },
    project: { kind: 'GcpProject', in: 'org', props: { projectNumber: '42' } },
    elsewhere: { kind: 'GcpProject', in: 'org', props: { projectNumber: '43' } },
    [ROBOT]: {
      kind: 'GcpServiceAccount',
      in: 'project',
      props: { email: ROBOT.slice('serviceAccount:'.length), disabled: false },
    },
    [BUCKET]: { kind: 'GcpBucket', in: 'project' },
  }
  const add = (id: string, { kind, bindings = [], props = {}, ...more }: ShortNode): void => {
    const known = all[id]
    all[id] = {
      ...known,
      ...more,
      kind,
      bindings: [...(known?.bindings ?? []), ...bindings],
      props: { ...known?.props, ...props },
    }
  }
  for (const [id, node] of Object.entries(nodes)) add(id, node)
  for (const [id, permissions] of Object.entries(ann)) {
    const role = `organizations/9/roles/at-${id}`
    add(`role at ${id}`, { kind: 'GcpRole', in: 'org', props: { role, permissions } })
    const node = all[id]
    if (node === undefined) throw new Error(`there is no node ${id}`)
    add(id, { ...node, bindings: [[role, [ANN]]], props: {} })
  }
  return snapshotOf({ nodes: all, deny })
}

/** A node, or policies for one that is there. */
export const on = (kind: string, ...bindings: readonly ShortBinding[]): ShortNode => ({ kind, bindings })
