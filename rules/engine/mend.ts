import { isIP } from 'node:net'
import type { Change } from '../../graph/paths/changes/change.ts'
import { readChange } from '../../graph/paths/changes/index.ts'
import { readProvenance } from '../../graph/paths/fixes.ts'
import type { NodeRecord, Props, RelationshipRecord, Snapshot, Value } from '../../graph/snapshot/records.ts'
import type { Rule } from './rule.ts'

/** Nothing says what makes a resource pass; the message tells why. */
export class MendUnknownError extends Error {
  override readonly name = 'MendUnknownError'
}

/** Stands in a rule's `mend` for the failing resource. */
const SUBJECT = '$subject'

/** The text of a change with the failing resource in it, wherever `$subject` stands. */
export function withSubject(value: Value, subject: string): Value {
  if (value === SUBJECT) return subject
  if (Array.isArray(value)) return value.map((item) => withSubject(item, subject))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withSubject(item, subject)]))
}

/**
 * What-if changes that make the failing resources of a rule pass.
 * @throws MendUnknownError where that is not known; ChangeError for a change that is none.
 */
export function mendingChanges(
  rule: Mendable,
  subjects: readonly string[],
  estate: Snapshot,
): readonly Change[] {
  if (rule.mend.length === 0) throw new MendUnknownError('the rule does not say what change mends it')
  const open = edgesInto(rule, subjects, estate)
  return subjects.flatMap((subject) =>
    rule.mend.flatMap((mend) => {
      if ('edits' in mend) return editsOf(subject, open.get(subject) ?? [])
      if ('close' in mend) return closing(subject, rule, String(mend.close), estate)
      return [readChange(withSubject(mend, subject))]
    }),
  )
}

/** Edits that are needed still once those of `mendingChanges` were made: a second statement may allow the same. */
export const remainingChanges = (
  rule: Mendable,
  subjects: readonly string[],
  estate: Snapshot,
): readonly Change[] => [...edgesInto(rule, subjects, estate).values()].flat().map(readChange)

type Mendable = Pick<Rule, 'mend' | 'parameters'>

/** The edits behind attack edges from anyone into each subject, those over classes of principals and sets of targets among them. */
function edgesInto(
  { mend }: Mendable,
  into: readonly string[],
  { nodes, relationships }: Snapshot,
): ReadonlyMap<string, readonly Props[]> {
  const edits = new Map<string, Props[]>()
  const kinds = new Set(
    mend.flatMap((part) => ('edits' in part && Array.isArray(part.edits) ? part.edits : [])),
  )
  if (kinds.size === 0) return edits
  const subjects = new Set(into)
  const classes = new Map<string, RelationshipRecord>()
  const sets = new Map<string, string[]>()
  for (const edge of relationships.values()) {
    if (edge.kind === 'IN_ACCESS_CLASS' && isAnyone(nodes.get(edge.from))) classes.set(edge.to, edge)
    if (edge.kind === 'INCLUDES' && subjects.has(edge.to))
      sets.set(edge.from, [...(sets.get(edge.from) ?? []), edge.to])
  }
  for (const edge of relationships.values()) {
    const membership = classes.get(edge.from)
    if (!kinds.has(edge.kind) || (membership === undefined && !isAnyone(nodes.get(edge.from)))) continue
    for (const subject of subjects.has(edge.to) ? [edge.to] : (sets.get(edge.to) ?? [])) {
      const provenance = readProvenance(edge) ?? (membership ? readProvenance(membership) : null)
      if (provenance === null) throw new MendUnknownError(`no one edit closes what leads into ${subject}`)
      edits.set(subject, [...(edits.get(subject) ?? []), provenance.edit])
    }
  }
  return edits
}

const isAnyone = (node: NodeRecord | undefined): boolean =>
  node !== undefined &&
  (node.kind === 'Internet' || node.props.anyone === true || node.props.type === 'any-aws-principal')

function editsOf(subject: string, edits: readonly Props[]): readonly Change[] {
  if (edits.length === 0)
    throw new MendUnknownError(`it is not known what lets anyone into ${subject}: no attack edge says so`)
  return edits.map(readChange)
}

/** The ingress rules of a security group, with the Internet taken out of those that are open at one of the ports. */
function closing(
  subject: string,
  { parameters }: Pick<Rule, 'parameters'>,
  name: string,
  { nodes }: Snapshot,
): readonly Change[] {
  const given = parameters[name.slice(1)]
  const ports = Array.isArray(given) ? given.map(Number) : [Number(given)]
  const ingress = nodes.get(subject)?.props.ingress
  if (!Array.isArray(ingress)) throw new MendUnknownError(`the rules of ${subject} are not known`)
  const value = ingress.flatMap((rule) => {
    if (!isProps(rule) || !admitsAny(rule, ports) || !Array.isArray(rule.cidrs)) return [rule]
    const cidrs = rule.cidrs.filter((cidr) => !isEverywhere(cidr))
    const sources = [cidrs, rule.groups, rule.prefixLists].filter(
      (list) => Array.isArray(list) && list.length > 0,
    )
    return sources.length === 0 ? [] : [{ ...rule, cidrs }]
  })
  return [readChange({ change: 'set', resource: subject, property: 'ingress', value })]
}

const isProps = (value: Value): value is Props =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** Absent ports mean all of them; -1 and all are how every protocol is written. */
function admitsAny({ protocol, fromPort, toPort }: Props, ports: readonly number[]): boolean {
  if (protocol !== 'tcp' && protocol !== '6' && protocol !== '-1' && protocol !== 'all') return false
  if (typeof fromPort !== 'number' || typeof toPort !== 'number' || fromPort === -1) return true
  return ports.some((port) => fromPort <= port && port <= toPort)
}

/** What the rule calls open: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html */
function isEverywhere(cidr: Value): boolean {
  if (typeof cidr !== 'string') return false
  const [address = '', length] = cidr.split('/')
  return isIP(address) !== 0 && length === '0'
}
