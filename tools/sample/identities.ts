import type { PolicyDocument } from './policy.ts'

export type Tags = { readonly [key: string]: string }
export type Documents = { readonly [name: string]: PolicyDocument }

export interface AccessKey {
  readonly created: string
  /** Absent: never used. */
  readonly lastUsed?: string
  readonly service?: string
  readonly inactive?: true
}

export interface User {
  readonly name: string
  readonly groups?: readonly string[]
  readonly mfa?: true
  /** Absent: no console password. */
  readonly password?: { readonly changed: string; readonly lastUsed?: string }
  readonly keys?: readonly AccessKey[]
  readonly policies?: readonly string[]
  readonly inline?: Documents
  readonly boundary?: string
  readonly tags?: Tags
}

export interface Group {
  readonly name: string
  readonly policies?: readonly string[]
  readonly inline?: Documents
}

export interface Role {
  readonly name: string
  readonly path?: string
  readonly trust: PolicyDocument
  readonly policies?: readonly string[]
  readonly inline?: Documents
  readonly boundary?: string
  /** Absent: never. */
  readonly lastUsed?: string
  readonly instanceProfile?: true
  readonly tags?: Tags
}

export interface Identities {
  readonly alias: string
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly roles: readonly Role[]
  /** Customer-managed policies by name. */
  readonly policies: Documents
  readonly oidc?: readonly { readonly url: string; readonly audiences: readonly string[] }[]
  readonly saml?: readonly string[]
  readonly passwordPolicy?: object
  readonly rootMfa: boolean
}
