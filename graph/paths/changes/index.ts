import { z } from 'zod'
import type { Snapshot } from '../../snapshot/records.ts'
import { attachPolicy } from './attach-policy.ts'
import { attachScp } from './attach-scp.ts'
import { type Change, ChangeError, type ChangeKind, Draft } from './change.ts'
import { deleteResource } from './delete-resource.ts'
import { detachPolicy } from './detach-policy.ts'
import { detachScp } from './detach-scp.ts'
import { putBoundary } from './put-boundary.ts'
import { removeBinding } from './remove-binding.ts'
import { removeRule } from './remove-rule.ts'
import { removeStatement } from './remove-statement.ts'
import { removeTrust } from './remove-trust.ts'
import { setProperty } from './set-property.ts'

const KINDS: ReadonlyMap<string, ChangeKind> = new Map(
  [
    removeStatement,
    detachPolicy,
    attachPolicy,
    putBoundary,
    attachScp,
    detachScp,
    removeRule,
    removeBinding,
    setProperty,
    removeTrust,
    deleteResource,
  ].map((kind) => [kind.name, kind]),
)

const named = z.looseObject({ change: z.string() })
const object = z.record(z.string(), z.json())

/** Reads a change of unknown shape. @throws ChangeError that says what is wrong with it. */
export function readChange(value: unknown): Change {
  const name = named.safeParse(value)
  const fields = object.safeParse(value)
  if (!name.success || !fields.success) throw new ChangeError('a change is an object with a field "change"')
  const kind = KINDS.get(name.data.change)
  if (kind === undefined)
    throw new ChangeError(
      `no change is called ${name.data.change}; there are ${[...KINDS.keys()].join(', ')}`,
    )
  return kind.read(fields.data)
}

/** The facts after the changes; the given ones stay as they are. @throws ChangeError */
export function applyChanges(facts: Snapshot, changes: readonly Change[]): Snapshot {
  const draft = new Draft(facts)
  for (const change of lastStatementFirst(changes)) change.apply(draft)
  return draft.facts()
}

/** Statements are counted in the document as it was: the last goes first, so that none moves before its turn. */
function lastStatementFirst(changes: readonly Change[]): readonly Change[] {
  const unique = new Map(changes.map((change) => [JSON.stringify(change.data), change]))
  return [...unique.values()].sort((a, b) => b.statement - a.statement)
}
