import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { GraphStore } from '../../graph/store/port.ts'
import { type ExceptionRecord, listExceptions } from '../../queries/exceptions.ts'
import { findingsById } from '../../queries/findings-by-id.ts'
import { newestComplete } from '../../queries/newest-complete.ts'
import { runQuery } from '../../queries/query.ts'
import { reapplyExceptions } from './apply-exceptions.ts'
import { DEFAULT_PREMISE, FACT_NAMES, isFactName } from './premise.ts'
import type { Rule } from './rule.ts'

/** What is asked for is no exception, or there is none of that id; the message says what to do. */
export class ExceptionRefusedError extends Error {
  override readonly name = 'ExceptionRefusedError'
}

/** What may be said of a new exception; what it covers has to fit every field that is given. */
export interface ExceptionInput {
  readonly finding?: string | null | undefined
  readonly rule?: string | null | undefined
  /** An id, or a pattern with `*` and `?`. */
  readonly resource?: string | null | undefined
  /** `key=value`, or a key alone. */
  readonly tag?: string | null | undefined
  readonly account?: string | null | undefined
  readonly reason: string
  /** A day or a time, ISO 8601; the exception ends when it begins. */
  readonly expiresAt?: string | null | undefined
  /** Names of facts that must stay as they are. Default: DEFAULT_PREMISE. */
  readonly premise?: readonly string[] | null | undefined
}

export type ExceptionEdit = Pick<ExceptionInput, 'expiresAt' | 'premise'> & {
  readonly reason?: string | null | undefined
}

interface Author {
  readonly name: string
  /** ISO 8601. */
  readonly at: string
}

const MAX_TEXT = 4_000
const SCOPES = ['finding', 'rule', 'resource', 'tag', 'account'] as const
const TIME = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

/** Where exceptions are written down; every entry holds at once. */
export interface ExceptionBook {
  readonly store: Pick<GraphStore, 'read' | 'put' | 'keep'>
  readonly rules: readonly Rule[]
}

/** @throws ExceptionRefusedError */
export async function makeException(
  { store, rules }: ExceptionBook,
  input: ExceptionInput,
  author: Author,
): Promise<ExceptionRecord> {
  const scope = scopeOf(input, rules)
  if (scope.finding !== null) await refuseUnknown(store, scope.finding)
  const record: ExceptionRecord = {
    id: randomBytes(8).toString('hex'),
    ...scope,
    reason: reasonOf(input.reason),
    author: author.name,
    createdAt: author.at,
    updatedAt: author.at,
    expiresAt: expiryOf(input.expiresAt, author.at),
    revokedAt: null,
    revokedBy: null,
    premise: premiseOf(input.premise),
  }
  await store.put('Exception', { ...record })
  await reapplyExceptions(store, author.at)
  return record
}

/**
 * Changes what an exception says. It then covers again what it had lost to a changed fact: who edits it has looked.
 * @throws ExceptionRefusedError
 */
export async function editException(
  { store }: ExceptionBook,
  id: string,
  edit: ExceptionEdit,
  author: Author,
): Promise<ExceptionRecord> {
  const before = await exceptionOf(store, id)
  if (before.revokedAt !== null)
    throw new ExceptionRefusedError(`exception ${id} was revoked: make a new one`)
  const record: ExceptionRecord = {
    ...before,
    updatedAt: author.at,
    ...(edit.reason != null && { reason: reasonOf(edit.reason) }),
    ...(edit.expiresAt !== undefined && { expiresAt: expiryOf(edit.expiresAt, author.at) }),
    ...(edit.premise != null && { premise: premiseOf(edit.premise) }),
  }
  await store.put('Exception', { ...record })
  await reapplyExceptions(store, author.at)
  return record
}

/** Ends an exception; it stays in the book. @throws ExceptionRefusedError */
export async function revokeException(
  { store }: ExceptionBook,
  id: string,
  author: Author,
): Promise<ExceptionRecord> {
  const before = await exceptionOf(store, id)
  if (before.revokedAt !== null) return before
  const record = { ...before, revokedAt: author.at, revokedBy: author.name }
  await store.put('Exception', { ...record })
  await reapplyExceptions(store, author.at)
  return record
}

async function refuseUnknown(store: Pick<GraphStore, 'read'>, finding: string): Promise<void> {
  const [scan] = await runQuery(store, newestComplete, { limit: 1 })
  const found = await runQuery(store, findingsById, { ids: [finding], sequence: scan?.sequence ?? 0 })
  if (found.length === 0) throw new ExceptionRefusedError(`the newest scan has no finding ${finding}`)
}

async function exceptionOf(store: Pick<GraphStore, 'read'>, id: string): Promise<ExceptionRecord> {
  const rows = await runQuery(store, listExceptions, {})
  const found = rows.find(({ record }) => record.id === id)
  if (found === undefined) throw new ExceptionRefusedError(`there is no exception ${id}`)
  return found.record
}

function scopeOf(
  input: ExceptionInput,
  rules: readonly Rule[],
): Pick<ExceptionRecord, (typeof SCOPES)[number]> {
  const given = Object.fromEntries(SCOPES.map((field) => [field, input[field]?.trim() || null]))
  const { finding = null, rule = null, resource = null, tag = null, account = null } = given
  if (SCOPES.every((field) => given[field] === null))
    throw new ExceptionRefusedError(`what does it cover? Give at least one of: ${SCOPES.join(', ')}`)
  if (rule !== null && !rules.some(({ id }) => id === rule))
    throw new ExceptionRefusedError(`there is no rule ${rule}`)
  for (const [field, text] of Object.entries(given))
    if ((text?.length ?? 0) > MAX_TEXT)
      throw new ExceptionRefusedError(`${field}: longer than ${MAX_TEXT} characters`)
  return { finding, rule, resource, tag, account }
}

function reasonOf(reason: string): string {
  const text = reason.trim()
  if (text === '') throw new ExceptionRefusedError('reason: an exception needs one')
  if (text.length > MAX_TEXT) throw new ExceptionRefusedError(`reason: longer than ${MAX_TEXT} characters`)
  return text
}

function expiryOf(given: string | null | undefined, now: string): string | null {
  if (given == null || given === '') return null
  if (!TIME.safeParse(given).success)
    throw new ExceptionRefusedError(`expiresAt: ${given} is no day or time such as 2026-12-31`)
  const at = new Date(given).toISOString()
  if (at <= now) throw new ExceptionRefusedError(`expiresAt: ${given} is over already`)
  return at
}

function premiseOf(given: readonly string[] | null | undefined): string[] {
  const names = [...new Set(given ?? DEFAULT_PREMISE)]
  const unknown = names.find((name) => !isFactName(name))
  if (unknown !== undefined)
    throw new ExceptionRefusedError(`premise: ${unknown} is no fact; there are ${FACT_NAMES}`)
  return names
}
