import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'

/** An attack through the directory: roles or permissions that lead to objects of a kind, or to the whole tenant. */
export interface EntraTechnique {
  readonly id: string
  readonly title: string
  readonly edge: string
  readonly attack: readonly string[]
  readonly likelihood: number
  readonly references: readonly string[]
  /** Template ids of the roles that suffice. */
  readonly roles: readonly string[]
  /** Actions of custom roles that suffice. */
  readonly actions?: readonly string[]
  /** Application roles of Microsoft Graph that suffice. */
  readonly permissions: readonly string[]
  /** Kinds whose owners can do it, too. */
  readonly owned?: readonly string[]
  /** Which owners: people, or programs that hold one of the permissions, which then serves for what they own only. */
  readonly owners?: 'people' | 'permitted'
  /** A role over one object names this: the target, or the application that it is an instance of. */
  readonly edits?: 'EntraApplication'
  readonly target: 'tenant' | 'EntraServicePrincipal' | 'EntraGroup' | 'EntraUser'
  /** What the target has to be like, in words and as a test. */
  readonly says: string
  works(target: NodeRecord, facts: FactIndex): boolean
  /** How the tenant has to be set up. */
  readonly world?: {
    readonly id: string
    readonly says: string
    decide(tenant: Props): 'met' | 'unmet' | 'unknown'
  }
}

export const learn = (path: string): readonly string[] => [`https://learn.microsoft.com/${path}`]
