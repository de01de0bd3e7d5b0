import type { Fix } from '../../graph/paths/ranked-fixes.ts'
import type { Progress } from '../../graph/turns.ts'
import { type FixState, type FixStatus, fixStatuses } from '../../queries/fix-statuses.ts'
import { ROLES } from '../auth/caller.ts'
import type { RequestContext } from '../context.ts'
import { refuse } from '../errors.ts'
import type { FixModel } from '../models.ts'
import type { View } from '../view/view.ts'

interface FixFilter {
  readonly accounts?: readonly string[] | null | undefined
  readonly sources?: readonly string[] | null | undefined
  readonly states?: readonly FixState[] | null | undefined
  readonly path?: string | null | undefined
  readonly search?: string | null | undefined
}

/** What is said of a fix that nobody spoke of. */
export const NO_STATUS: Omit<FixStatus, 'id' | 'updatedAt'> & { readonly updatedAt: null } = {
  state: 'open',
  assignee: null,
  due: null,
  updatedAt: null,
  comments: [],
}

export interface ListedFixes {
  readonly fixes: readonly FixModel[]
  /** Expected loss of the whole estate. */
  readonly risk: number
  /** What is still being worked out. */
  readonly pending: Progress | null
}

/** Fixes of a scan that pass the filter, each with what people said about it. */
export async function listFixes(
  view: View,
  assume: readonly string[],
  filter: FixFilter,
  early: boolean,
  { remediation, views }: RequestContext,
): Promise<ListedFixes> {
  const found = early
    ? await remediation.fixesSoFar(view, assume)
    : { ...(await remediation.fixes(view, assume)), pending: null }
  const { fixes: all, risk, pending } = found
  const statuses = new Map((await views.read(fixStatuses, {})).map((status) => [status.id, status]))
  const fixes = all
    .filter((fix) => passes(fix, filter))
    .map((fix) => ({ view, fix, assume, status: statuses.get(fix.id) ?? NO_STATUS }))
    .filter(({ status }) => filter.states?.includes(status.state) ?? true)
  return { fixes, risk, pending }
}

/** One fix of a scan; null when the scan does not need it. */
export async function fixOf(
  view: View,
  id: string,
  { remediation }: RequestContext,
): Promise<FixModel | null> {
  const { fixes } = await remediation.fixes(view, [])
  const found = fixes.find((fix) => fix.id === id)
  return found === undefined ? null : { view, fix: found, assume: [] }
}

function passes(fix: Fix, { accounts, sources, path, search }: FixFilter): boolean {
  const text = search?.trim().toLowerCase() ?? ''
  return (
    (accounts?.some((account) => fix.accounts.includes(account)) ?? true) &&
    (sources?.includes(fix.source.type) ?? true) &&
    (path == null || fix.paths.includes(path)) &&
    (text === '' || fix.title.toLowerCase().includes(text))
  )
}

interface StatusInput {
  readonly state?: FixState | null | undefined
  readonly assignee?: string | null | undefined
  readonly due?: string | null | undefined
  readonly comment?: string | null | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MAX_TEXT = 4_000
const MAX_COMMENTS = 200

/** Writes what is given over what was said before. @throws GraphQLError FORBIDDEN, BAD_INPUT */
export async function setStatus(
  id: string,
  input: StatusInput,
  { caller, store, views }: RequestContext,
): Promise<FixStatus> {
  if (ROLES.indexOf(caller.role) < ROLES.indexOf('analyst'))
    throw refuse('FORBIDDEN', 'setting the status of a fix needs the role analyst')
  checkInput(id, input)
  const before = (await views.read(fixStatuses, {})).find((status) => status.id === id) ?? NO_STATUS
  const at = new Date().toISOString()
  const text = input.comment?.trim() ?? ''
  const added = text === '' ? [] : [{ author: caller.name, at, text }]
  const status: FixStatus = {
    id,
    state: input.state ?? before.state,
    assignee: input.assignee === undefined ? before.assignee : input.assignee,
    due: input.due === undefined ? before.due : input.due,
    updatedAt: at,
    comments: [...before.comments, ...added].slice(-MAX_COMMENTS),
  }
  await store.put('FixStatus', { ...status, comments: JSON.stringify(status.comments) })
  return status
}

function checkInput(id: string, { assignee, due, comment }: StatusInput): void {
  if (!/^[0-9a-f]{16}$/.test(id)) throw refuse('BAD_INPUT', 'fixId: not the id of a fix')
  if (due != null && !DAY.test(due)) throw refuse('BAD_INPUT', `due: ${due} is no day such as 2026-12-31`)
  for (const text of [assignee, comment])
    if ((text?.length ?? 0) > MAX_TEXT) throw refuse('BAD_INPUT', `longer than ${MAX_TEXT} characters`)
}
