import { z } from 'zod'

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

export const numbered = (name: number | string): string =>
  typeof name === 'number' ? `statement ${name}` : `statement "${name}"`
