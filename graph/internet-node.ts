import type { NodeRecord } from './snapshot/records.ts'

export const INTERNET_ID = 'Internet'

/** Everybody on the Internet, without a login. It is in the graph where something is open to them. */
export const INTERNET_NODE: NodeRecord = { id: INTERNET_ID, kind: 'Internet', props: { name: 'Internet' } }
