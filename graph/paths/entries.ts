import { CORPORATE_NETWORK } from '../corporate-network.ts'
import { ENTRIES } from '../likelihood.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import { parseAssumptions } from './assumptions.ts'
import type { AttackGraph } from './graph.ts'
import type { EstateSettings } from './settings.ts'
import { UnknownNodeError } from './unknown-node.ts'
import { weakCredentials } from './weak-credentials.ts'

/** Where an attacker may stand before the first step. */
export interface Entry {
  readonly id: string
  readonly likelihood: number
  readonly reason: string
  /** Somebody named it: it is told for itself, never as one of its like. */
  readonly named?: boolean
}

export interface EntryOptions extends Pick<EstateSettings, 'trustedAccounts' | 'entryPoints'> {
  /** The time keys are aged against, ISO 8601. */
  readonly now: string
  /** Identities that the attacker is taken to have: see parseAssumptions. */
  readonly assume?: readonly string[]
}

/** Issuers where anyone can run code that presents a token. */
const PUBLIC_CODE_ISSUERS = [
  'token.actions.githubusercontent.com',
  'gitlab.com',
  'app.terraform.io',
  'agent.buildkite.com',
]

/** The Internet, any principal, external accounts, identities with a weak credential, public code sources. */
export function entryPoints(graph: AttackGraph, options: EntryOptions): Entry[] {
  const entries = new Map<string, Entry>()
  for (const index of ENTRY_KINDS.flatMap((kind) => graph.ofKind(kind))) {
    const node = graph.nodes.at(index)
    const entry = node === undefined ? null : entryAt(node, options)
    if (entry !== null) entries.set(entry.id, entry)
  }
  for (const entry of weakCredentials(graph, options.now))
    if (graph.indexOf.has(entry.id)) entries.set(entry.id, entry)
  for (const entry of givenEntries(options))
    if (graph.indexOf.has(entry.id)) entries.set(entry.id, { ...entry, named: true })
  return [...entries.values()]
}

const ENTRY_KINDS = ['Internet', CORPORATE_NETWORK, 'ExternalPrincipal']

/** The one entry that a question names. @throws UnknownNodeError */
export function startAt({ indexOf }: AttackGraph, id: string): Entry {
  if (!indexOf.has(id)) throw new UnknownNodeError(`no resource has the id ${id}`)
  return { id, likelihood: ENTRIES.assumed, reason: 'given as the start', named: true }
}

/** What the configuration declares, then what the question assumes. */
function givenEntries({ entryPoints: declared = [], assume }: EntryOptions): readonly Entry[] {
  return [
    ...declared.map((entry) => ({ ...entry, reason: 'declared in the configuration' })),
    ...parseAssumptions(assume).identities.map((id) => ({
      id,
      likelihood: ENTRIES.assumed,
      reason: 'assumed to be in the hands of an attacker',
    })),
  ]
}

function entryAt(node: NodeRecord, options: EntryOptions): Entry | null {
  if (node.kind === 'Internet')
    return { id: node.id, likelihood: ENTRIES.internet, reason: 'anyone on the Internet' }
  if (node.kind === CORPORATE_NETWORK) {
    const isInside = parseAssumptions(options.assume).has('corporate-network')
    return isInside ? { id: node.id, likelihood: ENTRIES.assumed, reason: 'assumed to be inside' } : null
  }
  if (node.kind === 'ExternalPrincipal') return externalEntry(node, options)
  return null
}

function externalEntry(node: NodeRecord, options: EntryOptions): Entry | null {
  const type = node.props.type
  if (type === 'any-aws-principal')
    return { id: node.id, likelihood: ENTRIES.anyAwsPrincipal, reason: 'anyone with an AWS account' }
  if (type === 'any-google-account')
    return { id: node.id, likelihood: ENTRIES.anyGoogleAccount, reason: 'anyone with a Google account' }
  if (type === 'oidc-subject') return publicCodeEntry(node)
  if (type !== 'account' && type !== 'role' && type !== 'user') return null
  const account = node.props.account
  if (typeof account === 'string' && options.trustedAccounts?.includes(account)) return null
  return { id: node.id, likelihood: ENTRIES.externalAccount, reason: 'an account outside what was read' }
}

/** Anyone may open a repository there; `anyone` says that the trust policy does not name an owner. */
function publicCodeEntry(node: NodeRecord): Entry | null {
  if (!PUBLIC_CODE_ISSUERS.some((issuer) => node.id.includes(issuer))) return null
  if (node.props.anyone !== true)
    return { id: node.id, likelihood: ENTRIES.codeRepository, reason: 'a code repository outside the cloud' }
  return { id: node.id, likelihood: ENTRIES.publicCodeSource, reason: 'a public code source, open to anyone' }
}
