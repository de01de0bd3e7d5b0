import { createHash } from 'node:crypto'
import type { Provenance } from '../attack.ts'
import type { NodeRecord, Snapshot, Value } from '../snapshot/records.ts'

/** What causes an edge, so that the queue can be grouped by it. */
export interface Source {
  readonly key: string
  /** policy | managed-policy | permission-set | stack-set | trust-policy | resource-policy | security-group-rule | … */
  readonly type: string
  readonly name: string
}

/**
 * Edits that one source makes necessary in several accounts are one fix: it is changed in one place. That is a
 * permission set, a stack set, or a managed policy that is rolled out to several accounts with one name and document.
 */
export function sourceOf(provenance: Provenance, snapshot: Snapshot): Source {
  return (
    permissionSet(provenance) ??
    stackSet(provenance, snapshot) ??
    managedPolicy(provenance, snapshot) ?? {
      key: JSON.stringify(provenance.edit),
      type: provenance.type,
      name: nameOf(provenance, snapshot),
    }
  )
}

const ownerOf = (id: string): string => id.split('#')[0] ?? id

function nameOf({ id }: Provenance, { nodes }: Snapshot): string {
  const name = (nodes.get(id) ?? nodes.get(ownerOf(id)))?.props.name
  return typeof name === 'string' ? name : id
}

/** IAM Identity Center makes one such role in every account that a permission set is assigned in. */
const PERMISSION_SET_ROLE = /:role\/aws-reserved\/.*AWSReservedSSO_(?<name>.+)_[0-9a-f]{16}/

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html */
function permissionSet({ id, type, edit }: Provenance): Source | null {
  const holder = typeof edit.from === 'string' ? edit.from : id
  const name = PERMISSION_SET_ROLE.exec(holder)?.groups?.name
  if (name === undefined || type === 'trust-policy') return null
  const policy = id.split('#inline/')[1] ?? id
  return sourceBy('permission-set', name, [policy, edit.change ?? null, edit.statement ?? null])
}

/**
 * Every stack of a stack set is called `StackSet-<name>-<id>`, and CloudFormation tags what it makes with the stack and
 * the logical id. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
const STACK_OF_SET = /^StackSet-(?<name>.+)-[0-9a-f-]{36}$/

function stackSet({ id, edit }: Provenance, snapshot: Snapshot): Source | null {
  const holder = [edit.role, edit.from, edit.resource, edit.group, edit.policy, id].find(
    (one) => typeof one === 'string' && snapshot.nodes.has(ownerOf(one)),
  )
  const node = typeof holder === 'string' ? snapshot.nodes.get(ownerOf(holder)) : undefined
  const name = STACK_OF_SET.exec(tagOf(node, 'aws:cloudformation:stack-name') ?? '')?.groups?.name
  if (name === undefined) return null
  const part = tagOf(node, 'aws:cloudformation:logical-id') ?? String(node?.props.name ?? '')
  const policy = typeof edit.policy === 'string' ? (edit.policy.split('/').at(-1) ?? '') : ''
  return sourceBy('stack-set', name, [part, policy, edit.change ?? null, edit.statement ?? null])
}

function tagOf(node: NodeRecord | undefined, key: string): string | undefined {
  const tags = node?.props.tags
  const tag = Array.isArray(tags)
    ? tags.find((one) => typeof one === 'string' && one.startsWith(`${key}=`))
    : null
  return typeof tag === 'string' ? tag.slice(key.length + 1) : undefined
}

/** A policy of one name and one document in several accounts comes from one place, whatever rolls it out. */
function managedPolicy({ edit }: Provenance, { nodes }: Snapshot): Source | null {
  if (edit.change !== 'remove-statement' || typeof edit.policy !== 'string') return null
  const policy = nodes.get(edit.policy)
  const { name, document } = policy?.props ?? {}
  if (policy?.kind !== 'AwsIamPolicy' || typeof name !== 'string' || document === undefined) return null
  return sourceBy('managed-policy', name, [digestOf(document), edit.statement ?? null])
}

const digests = new WeakMap<object, string>()

/** Documents are asked for once an edge, and there are few of them. */
function digestOf(document: Value): string {
  if (typeof document !== 'object' || document === null) return String(document)
  const known = digests.get(document)
  if (known !== undefined) return known
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex')
  digests.set(document, digest)
  return digest
}

const sourceBy = (type: string, name: string, parts: readonly Value[]): Source => ({
  key: JSON.stringify([type, name, ...parts]),
  type,
  name,
})
