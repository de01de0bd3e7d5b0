import { z } from 'zod'
import type { NodeRecord } from '../../snapshot/records.ts'

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

export type Lookup = (id: string) => NodeRecord | undefined

/** What people call a resource; with its id, where that says something else. */
export function nameOf(id: string, lookup: Lookup): string {
  const own = lastPart(id)
  const name = lookup(id)?.props.name
  return typeof name === 'string' && name !== '' && name !== own ? `${name} (${own})` : own
}
