import { z } from 'zod'
import type { NodeRecord, Value } from '../../snapshot/records.ts'

/** A statement by its place in the document, counted from 0, or by its Sid. */
export const statement = z.union([z.int().min(0), z.string()])

/** A policy document, as JSON. */
export const document = z.record(z.string(), z.json())

/** The last part of an ARN, as a command takes it. */
export const lastPart = (id: string): string => id.split(/[/:]/).at(-1) ?? id

/** `role`, `user` or `group`: what of IAM an ARN names. */
export function identityType(id: string): 'role' | 'user' | 'group' {
  if (id.includes(':user/')) return 'user'
  return id.includes(':group/') ? 'group' : 'role'
}

type Lookup = (id: string) => NodeRecord | undefined

/** What people call a resource; with its id, where that says something else. */
export function nameOf(id: string, lookup: Lookup): string {
  const own = lastPart(id)
  const name = lookup(id)?.props.name
  return typeof name === 'string' && name !== '' && name !== own ? `${name} (${own})` : own
}

/** A statement by its Sid where it has one, else by its place, with what it is about. */
export function statementLabel(name: number | string, document: Value | undefined): string {
  const list = isObject(document) ? document.Statement : undefined
  const statements = Array.isArray(list) ? list : [list ?? null]
  const found = statements.find((item, index) =>
    typeof name === 'number' ? index === name : isObject(item) && item.Sid === name,
  )
  if (!isObject(found)) return typeof name === 'number' ? `statement ${name}` : `statement "${name}"`
  const { Sid, Effect, Action, NotAction, Principal } = found
  const label = typeof Sid === 'string' && Sid !== '' ? `statement "${Sid}"` : `statement ${name}`
  const [first, ...others] = [Action ?? NotAction ?? []].flat()
  if (typeof first !== 'string') return label
  if (Effect === 'Allow' && first.startsWith('sts:Assume')) return `${label} (trusts ${trusted(Principal)})`
  const verb = Effect === 'Deny' ? 'denies' : 'allows'
  const all = NotAction !== undefined && Action === undefined ? 'all but ' : ''
  return `${label} (${verb} ${all}${first}${others.length === 0 ? '' : ` and ${others.length} more`})`
}

/** `*`, an account, a user or role, a service, an issuer: the first of them and how many more. */
function trusted(principal: Value | undefined): string {
  const names = (isObject(principal) ? Object.values(principal) : [principal]).flat()
  const [first = 'nobody', ...others] = names.map((name) =>
    String(name)
      .replace(/^arn:[^:]*:iam::(\d+):root$/, 'account $1')
      .replace(/^arn:[^:]*:iam::(\d+):(.+)$/, '$2 of $1'),
  )
  return others.length === 0 ? first : `${first} and ${others.length} more`
}

const isObject = (value: unknown): value is { readonly [name: string]: Value | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
