import type { NodeRecord } from './snapshot/records.ts'

/** Everybody on the Internet, without a login. It is in the graph where something is open to them. */
export const INTERNET_NODE: NodeRecord = { id: 'Internet', kind: 'Internet', props: { name: 'Internet' } }
