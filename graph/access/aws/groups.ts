import { createHash } from 'node:crypto'
import type { AccessGroup } from './access-group.ts'
import type { Context } from './context.ts'
import { signatureOf } from './dependence.ts'
import type { Estate, Identity, OwnPolicies, PolicyClass } from './estate.ts'
import type { Statement } from './policy.ts'
import { indexReach, type ReachIndex } from './reach-index.ts'
import { matchesAction } from './statement.ts'

export interface Groups {
  of(account: string, action: string): readonly AccessGroup[]
  /** The groups of an account by what their policies name for the action. */
  reach(account: string, action: string): ReachIndex
  isAdministrator(identity: Identity): boolean
}

/** Groups the identities of an estate, by account and action, on first use. */
export function groupIdentities(estate: Estate, administrators: ReadonlySet<string>): Groups {
  const known = new Map<string, readonly AccessGroup[]>()
  const of: Groups['of'] = (account, action) => {
    const key = `${account} ${action}`
    const before = known.get(key)
    if (before !== undefined) return before
    const classes = estate.accounts.get(account)?.classes ?? []
    const groups = groupClasses(classes, account, action, administrators)
    known.set(key, groups)
    return groups
  }
  const indexes = new Map<string, ReachIndex>()
  const reach: Groups['reach'] = (account, action) => {
    const key = `${account} ${action}`
    const index = indexes.get(key) ?? indexReach(of(account, action), action)
    indexes.set(key, index)
    return index
  }
  return { of, reach, isAdministrator: (identity) => administrators.has(identity.class.id) }
}

function groupClasses(
  classes: readonly PolicyClass[],
  account: string,
  action: string,
  administrators: ReadonlySet<string>,
): readonly AccessGroup[] {
  const found = new Map<string, { allows: boolean; members: Identity[] }>()
  for (const one of classes) {
    const isAdmin = administrators.has(one.id)
    const [first] = one.members
    if (first === undefined) continue
    const said = saysAbout(one.own, action, first.context)
    const key = [isAdmin, first.principal.serviceLinked, one.controlled, ...said.lines].join('\n')
    const group = found.get(key) ?? { allows: said.allows, members: [] }
    found.set(key, group)
    group.members.push(...one.members)
  }
  return [...found].map(([key, { allows, members }]) => ({
    id: `${account}#access-class/${action}/${createHash('sha256').update(key).digest('hex').slice(0, 12)}`,
    account,
    action,
    members,
    allows,
  }))
}

/** What the policies of one class say about an action, in a form that is equal for equal meaning. */
function saysAbout(
  own: OwnPolicies,
  action: string,
  context: Context,
): { readonly lines: readonly string[]; readonly allows: boolean } {
  const line = (statement: Statement) => `${fingerprint(statement)} ${signatureOf(statement, context)}`
  const relevant = (policies: OwnPolicies['identity']) =>
    policies.flatMap(({ policy }) =>
      policy.statements.filter((statement) => matchesAction(statement, action.toLowerCase())),
    )
  const identity = relevant(own.identity)
  const whole = identity.find(allowsEveryResource)
  // An Allow for every resource leaves nothing for narrower ones to add.
  const told = identity.filter(
    (statement) => whole === undefined || statement === whole || statement.effect === 'Deny',
  )
  const boundary = own.boundaries.length === 0 ? [] : ['bounded', ...relevant(own.boundaries).map(line)]
  // Organization policies are the same for the whole account; only what they find out about one may differ.
  const organization = relevant(own.serviceControl.flat()).filter((one) => signatureOf(one, context) !== '')
  return {
    lines: [...new Set(told.map(line))].sort().concat(boundary.sort(), 'under', organization.map(line)),
    allows: identity.some(({ effect }) => effect === 'Allow'),
  }
}

const allowsEveryResource = (statement: Statement): boolean =>
  statement.effect === 'Allow' &&
  !statement.notResource &&
  statement.conditions.length === 0 &&
  statement.resources?.some(({ text }) => text === '*') === true

const fingerprints = new WeakMap<Statement, string>()

function fingerprint(statement: Statement): string {
  const known = fingerprints.get(statement)
  if (known !== undefined) return known
  const text = JSON.stringify([
    statement.effect,
    allowsEveryResource(statement) ? '*' : statement.notResource,
    allowsEveryResource(statement)
      ? []
      : statement.resources?.map(({ text, parts }) => [text, parts !== null]),
    statement.conditions.map(({ operator, key, values }) => [
      operator,
      key,
      values.map(({ text, parts }) => [text, parts !== null]),
    ]),
  ])
  fingerprints.set(statement, text)
  return text
}
