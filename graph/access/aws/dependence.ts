import { testCondition } from './conditions.ts'
import type { Context } from './context.ts'
import type { ConditionTest, Policy, Statement } from './policy.ts'
import type { PrincipalSet } from './principal.ts'
import type { Template } from './variables.ts'

/** What in a statement tells one principal from another, or one resource of an account. */
interface Dependence {
  readonly tests: readonly ConditionTest[]
  /** Keys of policy variables. */
  readonly variables: readonly string[]
  readonly onResource: boolean
}

const PRINCIPAL_KEYS = new Set([
  'aws:userid',
  'aws:username',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'kms:calleraccount',
])

/** Keys whose value hangs on who asks. */
export const isPrincipalKey = (key: string): boolean =>
  key.startsWith('aws:principal') || PRINCIPAL_KEYS.has(key)

/** Of those, the keys that say the same of everyone in an account. */
const isAccountKey = (key: string): boolean => key.startsWith('aws:principalorg') || ACCOUNT_KEYS.has(key)

const ACCOUNT_KEYS = new Set(['aws:principalaccount', 'aws:principalisawsservice', 'kms:calleraccount'])

/** Keys whose value differs from one resource of an account to the next. */
const isResourceKey = (key: string): boolean =>
  key.startsWith('aws:resourcetag/') || key === 'kms:resourcealiases'

const dependences = new WeakMap<Statement, Dependence>()

function dependenceOf(statement: Statement): Dependence {
  const known = dependences.get(statement)
  if (known !== undefined) return known
  const templates = [...(statement.resources ?? []), ...statement.conditions.flatMap((test) => test.values)]
  const variables = [...new Set(templates.flatMap(variablesOf))]
  const dependence = {
    tests: statement.conditions.filter((test) => isPrincipalKey(test.key)),
    variables: variables.filter(isPrincipalKey),
    onResource: [...variables, ...statement.conditions.map(({ key }) => key)].some(isResourceKey),
  }
  dependences.set(statement, dependence)
  return dependence
}

const variablesOf = (template: Template): readonly string[] =>
  (template.parts ?? []).flatMap((part) => (part.type === 'variable' ? [part.key] : []))

/** False for what is said alike of everybody. */
export const hangsOnPrincipal = (statement: Statement): boolean => isSome(dependenceOf(statement))

const isSome = ({ tests, variables }: Dependence): boolean => tests.length + variables.length > 0

/** False for what is said alike of all resources of an account, but for their names. */
export const hangsOnResource = (statement: Statement): boolean => dependenceOf(statement).onResource

/** Equal for principals that the statement does not tell apart; empty when it tells nobody apart. */
export function signatureOf(statement: Statement, context: Context): string {
  const dependence = dependenceOf(statement)
  if (!isSome(dependence)) return ''
  const { tests, variables } = dependence
  return [
    ...tests.map((test) => testCondition(test, context)),
    ...variables.map((key) => String(context.lookup(key))),
  ].join(' ')
}

const apartBefore = new WeakMap<Policy, boolean>()

/** Can the policy answer two identities of one account differently, other than by an Allow that names them? */
export function tellsApart(policy: Policy): boolean {
  const known = apartBefore.get(policy)
  if (known !== undefined) return known
  const apart = policy.statements.some(
    (statement) =>
      statement.notPrincipal ||
      (statement.effect === 'Deny' && namesSomeone(statement.principals)) ||
      statement.conditions.some(
        (test) =>
          (isPrincipalKey(test.key) && !isAccountKey(test.key)) || test.values.some((value) => value.parts),
      ) ||
      statement.resources?.some((template) => template.parts !== null),
  )
  apartBefore.set(policy, apart)
  return apart
}

const namesSomeone = (principals: PrincipalSet | null): boolean =>
  principals !== null && !principals.everyone && principals.arns.size > 0
