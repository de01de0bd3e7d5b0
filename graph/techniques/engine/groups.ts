import type { Account, Identity } from '../../access/aws/estate.ts'
import type { Policy, Statement } from '../../access/aws/policy.ts'
import { matchesAction } from '../../access/aws/statement.ts'
import type { Template } from '../../access/aws/variables.ts'
import type { Candidate } from '../privilege.ts'
import type { Pool } from './pool.ts'

/** A permission on a node of the candidate. */
export interface OnNode {
  readonly action: string
  readonly on: string
}

/** Candidates that no policy of a principal tells apart: one answer holds for all. */
export interface Group {
  /** Equal for groups of one pool with the same members. */
  readonly key: string
  readonly representative: Candidate
  members(): readonly Candidate[]
}

/**
 * Splits a pool by what the principal's policies say about the permissions' resources. Patterns that match every
 * resource tell nothing apart, so a principal with `*` has one group however large the pool is.
 */
export function groupsOf(
  pool: Pool,
  self: Identity,
  account: Account,
  permissions: readonly OnNode[],
): readonly Group[] {
  // Objects and images are told apart by the policies of their stores too.
  const nodes = pool.candidates[0]?.nodes
  if (nodes?.object !== undefined || nodes?.repository !== undefined) return oneByOne(pool)
  const marks = new Map<number, string>()
  for (const [order, permission] of permissions.entries()) {
    const statements = statementsAbout(self, account, permission.action)
    if (statements.some(looksAtResource)) return oneByOne(pool)
    for (const [at, template] of templatesOf(statements).entries()) {
      markMatches(pool, permission.on, template, `${order}.${at} `, marks)
    }
  }
  return collect(pool, marks)
}

function statementsAbout(self: Identity, account: Account, action: string): readonly Statement[] {
  const { identity, boundaries, serviceControl } = self.own
  const sources = [...identity, ...boundaries, ...serviceControl.flat(), ...account.resourceControl.flat()]
  return sources.flatMap(({ policy }) => aboutAction(policy, action.toLowerCase()))
}

const aboutAction = (policy: Policy, action: string): readonly Statement[] =>
  policy.statements.filter((statement) => matchesAction(statement, action))

const looksAtResource = ({ conditions, resources }: Statement): boolean =>
  conditions.some(({ key }) => key.includes('resourcetag/') || key === 'iam:permissionsboundary') ||
  (resources?.some(({ parts }) => parts !== null) ?? false)

/** A lone star matches everything, in Resource as in NotResource. */
const templatesOf = (statements: readonly Statement[]): readonly Template[] =>
  statements.flatMap(({ resources }) => resources ?? []).filter(({ glob }) => glob.shape !== 'any')

function markMatches(
  pool: Pool,
  name: string,
  { glob }: Template,
  mark: string,
  marks: Map<number, string>,
): void {
  const ids = pool.matching(name, glob)
  // What matches everything tells nothing apart.
  if (glob.shape !== 'exact' && ids === pool.idsOf(name)) return
  for (const id of ids) {
    for (const at of pool.positionsOf(name, id)) marks.set(at, (marks.get(at) ?? '') + mark)
  }
}

function collect(pool: Pool, marks: ReadonlyMap<number, string>): readonly Group[] {
  const special = new Map<string, number[]>()
  for (const [at, mark] of marks) {
    const list = special.get(mark)
    if (list === undefined) special.set(mark, [at])
    else list.push(at)
  }
  const groups = [...special.values()].flatMap((positions) => groupAt(pool, positions))
  const first = pool.candidates.findIndex((_, at) => !marks.has(at))
  const representative = pool.candidates[first]
  if (representative === undefined) return groups
  const rest: Group = {
    key: `all but ${[...marks.keys()].sort((a, b) => a - b).join()}`,
    representative,
    members: () => (marks.size === 0 ? pool.candidates : pool.candidates.filter((_, at) => !marks.has(at))),
  }
  return [...groups, rest]
}

function groupAt(pool: Pool, positions: readonly number[]): readonly Group[] {
  const sorted = [...positions].sort((a, b) => a - b)
  const members = sorted.flatMap((at) => pool.candidates[at] ?? [])
  const [representative] = members
  return representative === undefined ? [] : [{ key: sorted.join(), representative, members: () => members }]
}

const oneByOne = (pool: Pool): readonly Group[] =>
  pool.candidates.map((candidate, at) => ({
    key: String(at),
    representative: candidate,
    members: () => [candidate],
  }))
