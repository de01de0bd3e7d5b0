import { NODE_KINDS } from '../schema/index.ts'
import type { NodeRecord, Snapshot } from '../snapshot/records.ts'
import type { Impact } from './path.ts'

/** What an organization tells of its estate: a configuration file, not a question. */
export interface EstateSettings {
  /** Accounts of one's own that were not read: not an entry although they are trusted. */
  readonly trustedAccounts?: readonly string[]
  /** Address ranges of one's own: an attacker is outside them, unless that is assumed. */
  readonly corporateRanges?: readonly string[]
  readonly crownJewels?: readonly CrownJewel[]
  readonly entryPoints?: readonly DeclaredEntry[]
}

/** Resources whose loss matters; every field that is given has to fit. */
export interface CrownJewel {
  readonly id?: string | undefined
  readonly kind?: string | undefined
  readonly account?: string | undefined
  /** `key=value`, or `key` with any value. */
  readonly tag?: string | undefined
  readonly impact: Impact
}

export interface DeclaredEntry {
  readonly id: string
  readonly likelihood: number
}

/** The snapshot with the sensitivity of its crown jewels as declared; the last that fits decides. */
export function withCrownJewels(snapshot: Snapshot, { crownJewels = [] }: EstateSettings): Snapshot {
  if (crownJewels.length === 0) return snapshot
  const nodes = new Map(snapshot.nodes)
  for (const [id, node] of nodes) {
    const jewel = crownJewels.findLast((one) => fits(node, one))
    if (jewel !== undefined) nodes.set(id, { ...node, props: { ...node.props, sensitivity: jewel.impact } })
  }
  return { ...snapshot, nodes }
}

function fits({ id, kind, props }: NodeRecord, jewel: CrownJewel): boolean {
  return (
    (jewel.id === undefined || jewel.id === id) &&
    (jewel.kind === undefined ? jewel.id !== undefined || isStore(kind) : jewel.kind === kind) &&
    (jewel.account === undefined || jewel.account === props.account) &&
    (jewel.tag === undefined || hasTag(props.tags, jewel.tag))
  )
}

/** Only what is named is a target whatever it is: an account's or a tag's jewels are its data stores and secrets. */
function isStore(kind: string): boolean {
  const type = NODE_KINDS.get(kind)?.class
  return type === 'Data' || type === 'Secret'
}

const hasTag = (tags: unknown, wanted: string): boolean =>
  Array.isArray(tags) &&
  tags.some((tag) => typeof tag === 'string' && (tag === wanted || tag.startsWith(`${wanted}=`)))
