import { INTERNET_ID } from '../internet-node.ts'
import { ACCOUNT_KINDS } from '../schema/accounts.ts'
import { NODE_KINDS, RELATIONSHIP_KINDS } from '../schema/index.ts'
import type { NodeRecord } from '../snapshot/records.ts'
import type { AttackPath, AttackStep } from './path.ts'

/** How a node is called in a sentence; the id when it is not in the snapshot. */
export type NodeLookup = (id: string) => NodeRecord | undefined

const INTERNET = 'the Internet'

const isAccount = ({ kind }: NodeRecord): boolean => ACCOUNT_KINDS.includes(kind)

/** Accounts that are known by a GUID say nothing by it, and it leaves no room for the rest. */
const IS_GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `web-role`, `prod (111111111111)`, `the Internet`. */
export function nameOf(id: string, lookup: NodeLookup): string {
  const node = lookup(id)
  if (node?.kind === 'Internet' || id === INTERNET_ID) return INTERNET
  const name = node?.props.name
  const known = typeof name === 'string' && name !== '' ? name : lastPart(id)
  if (node === undefined || !isAccount(node)) return known
  const account = String(node.props.account ?? id)
  return known === account || IS_GUID.test(account) ? known : `${known} (${account})`
}

/** One hop: `web-1 runs as web-role`. */
export function stepSentence(step: Pick<AttackStep, 'from' | 'kind' | 'to'>, lookup: NodeLookup): string {
  const verb = RELATIONSHIP_KINDS.get(step.kind)?.verb ?? step.kind.toLowerCase()
  const to = lookup(step.to)
  const object =
    to !== undefined && isAccount(to)
      ? `administrator of ${nameOf(step.to, lookup)}`
      : nameOf(step.to, lookup)
  const subject = nameOf(step.from, lookup)
  return `${subject === INTERNET ? 'The Internet' : subject} ${verb} ${object}`
}

/** The path in one sentence: `Anyone on the Internet can become administrator of prod (111111111111) in 3 steps`. */
export function pathTitle(path: Pick<AttackPath, 'entry' | 'target' | 'steps'>, lookup: NodeLookup): string {
  const who = whoIs(path.entry, lookup)
  const what = outcome(path, lookup)
  if (path.steps.length === 0) return `${who} already ${what.held}`
  return `${who} can ${what.gained} in ${path.steps.length} ${path.steps.length === 1 ? 'step' : 'steps'}`
}

function whoIs(entry: string, lookup: NodeLookup): string {
  if (entry === INTERNET_ID) return 'Anyone on the Internet'
  const node = lookup(entry)
  if (node?.kind === 'ExternalPrincipal' && node.props.type === 'any-aws-principal')
    return 'Anyone with an AWS account'
  if (node?.kind === 'ExternalPrincipal' && node.props.type === 'any-google-account')
    return 'Anyone with a Google account'
  if (node?.kind === 'ExternalPrincipal' && node.props.type === 'oidc-subject')
    return `Code that runs as ${nameOf(entry, lookup)}`
  if (node?.kind === 'ExternalPrincipal') return `The external principal ${nameOf(entry, lookup)}`
  const title = NODE_KINDS.get(node?.kind ?? '')?.title
  return title === undefined ? nameOf(entry, lookup) : `${title} ${nameOf(entry, lookup)}`
}

function outcome(
  path: Pick<AttackPath, 'target' | 'steps'>,
  lookup: NodeLookup,
): { readonly held: string; readonly gained: string } {
  const target = nameOf(path.target, lookup)
  if (ACCOUNT_KINDS.includes(lookup(path.target)?.kind ?? ''))
    return { held: `is administrator of ${target}`, gained: `become administrator of ${target}` }
  const last = path.steps.at(-1)?.kind
  const verb = (last === undefined ? undefined : OUTCOMES[last]) ?? 'reach'
  return { held: `holds ${target}`, gained: `${verb} ${target}` }
}

const OUTCOMES: { readonly [kind: string]: string } = {
  CAN_READ: 'read',
  CAN_WRITE: 'write to',
  CAN_COPY: 'copy',
  CAN_INVOKE: 'invoke',
  CAN_REACH: 'reach',
  CAN_EXECUTE_ON: 'run commands on',
  CAN_POISON: 'poison',
}

function lastPart(id: string): string {
  const part = id.split(/[/:]/).at(-1)
  return part === undefined || part === '' ? id : part
}
