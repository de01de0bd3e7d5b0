import type { Props } from '../../snapshot/records.ts'
import type { Glob } from './glob.ts'
import type { PrincipalSet } from './principal.ts'
import type { Template } from './variables.ts'

/** A policy document, compiled once; every evaluation reads it, none changes it. */
export interface Policy {
  readonly statements: readonly Statement[]
  /** The same by effect: an answer hangs on every Deny, but often on a single Allow. */
  readonly allows: readonly Statement[]
  readonly denies: readonly Statement[]
}

const NO_STATEMENTS: readonly Statement[] = []

export function policyWith(statements: readonly Statement[]): Policy {
  const denies = statements.filter(({ effect }) => effect === 'Deny')
  if (denies.length === 0) return { statements, allows: statements, denies: NO_STATEMENTS }
  return { statements, allows: statements.filter(({ effect }) => effect === 'Allow'), denies }
}

export interface Statement {
  /** Position in the document. */
  readonly index: number
  readonly sid: string | null
  readonly effect: 'Allow' | 'Deny'
  /** Lower-cased: action names ignore case. */
  readonly actions: readonly Glob[]
  /** Those of `actions` without a wildcard, where there are many. */
  readonly plainActions: ReadonlySet<string> | null
  readonly notAction: boolean
  /** null when the statement has neither Resource nor NotResource, as in a role's trust policy. */
  readonly resources: readonly Template[] | null
  readonly notResource: boolean
  /** null when the statement has neither Principal nor NotPrincipal, as in an identity policy. */
  readonly principals: PrincipalSet | null
  readonly notPrincipal: boolean
  readonly conditions: readonly ConditionTest[]
  /** The KMS grant that the statement stands for, and the edit that takes it away. */
  readonly grant?: { readonly id: string; readonly edit: Props }
}

/** One operator applied to one key: `"StringLike": { "aws:PrincipalArn": [...] }`. */
export interface ConditionTest {
  /** As written, for people. */
  readonly operator: string
  readonly base: Operator
  readonly negated: boolean
  readonly ifExists: boolean
  readonly quantifier: 'all' | 'any' | null
  /** Lower-cased: key names ignore case. */
  readonly key: string
  /** As written, for people. */
  readonly name: string
  readonly values: readonly Template[]
  /** The values made ready; null when one of them holds a policy variable. */
  readonly matchers: readonly Matcher[] | null
}

/** Does a value of the request match? */
export type Matcher = (actual: string) => boolean

/** `unknown` is an operator that this version does not know: it neither holds nor fails. */
export type Operator =
  | 'string-equals'
  | 'string-equals-ignore-case'
  | 'string-like'
  | 'numeric-equals'
  | 'numeric-less'
  | 'numeric-less-equals'
  | 'numeric-greater'
  | 'numeric-greater-equals'
  | 'date-equals'
  | 'date-less'
  | 'date-less-equals'
  | 'date-greater'
  | 'date-greater-equals'
  | 'bool'
  | 'binary-equals'
  | 'ip-address'
  | 'arn-like'
  | 'null'
  | 'unknown'
