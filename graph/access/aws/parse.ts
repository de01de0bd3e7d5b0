import { compileConditions } from './compile-conditions.ts'
import { compileGlob, type Glob } from './glob.ts'
import { interned, lowerCased, sharing } from './intern.ts'
import { duplicateKey, isDeeperThan, nestsDeeperThan } from './json.ts'
import { type Policy, policyWith, type Statement } from './policy.ts'
import { compilePrincipals, type PrincipalSet } from './principal.ts'
import { compileTemplate, type Template } from './variables.ts'

export type ParseResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly reason: string }

/**
 * Larger than any document that AWS stores: 32 KB for a key policy, 20 KB for a bucket's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_TEXT = 512 * 1024
const MAX_STATEMENTS = 5_000
/** A document has six: itself, Statement, Condition, operator, key, values. */
const MAX_DEPTH = 16
const MAX_VALUES = 100_000

const VERSIONS: readonly unknown[] = ['2012-10-17', '2008-10-17']
const DOCUMENT_KEYS = new Set(['Version', 'Id', 'Statement'])
const STATEMENT_KEYS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

class Malformed extends Error {}

/** Counts down while a document is read, so that a hostile one ends soon. */
interface Budget {
  values: number
}

/**
 * Compiles a policy document: an object, JSON, or percent-encoded JSON. What AWS would not have stored is refused, so
 * that a document that we don't understand never allows anything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown): ParseResult {
  if (typeof document !== 'object' || document === null) return compiled(document)
  const before = known.get(document)
  if (before !== undefined) return before
  const result = compiled(document)
  known.set(document, result)
  return result
}

/** Records of a snapshot are never changed, and several steps look at the same documents. */
const known = new WeakMap<object, ParseResult>()

function compiled(document: unknown): ParseResult {
  try {
    return { ok: true, policy: policyIn(document) }
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, reason: error.message }
    throw error
  }
}

const sharePolicy = sharing<Policy>()

function policyIn(document: unknown): Policy {
  if (typeof document === 'string') return sharePolicy(document, () => compileDocument(readText(document)))
  if (typeof document !== 'object' || document === null) return compileDocument(document)
  if (nestsDeeperThan(document, MAX_DEPTH)) throw new Malformed('nested too deeply')
  return sharePolicy(JSON.stringify(document), () => compileDocument(document))
}

function readText(text: string): unknown {
  if (text.length > MAX_TEXT) throw new Malformed(`${text.length} characters; AWS stores at most 32 KB`)
  const json = /^\s*[{["0-9ntf-]/.test(text) ? text : percentDecode(text)
  if (isDeeperThan(json, MAX_DEPTH)) throw new Malformed('nested too deeply')
  try {
    const value: unknown = JSON.parse(json)
    const duplicate = duplicateKey(json)
    if (duplicate !== null) throw new Malformed(`the key "${duplicate}" occurs twice in one object`)
    return value
  } catch (error) {
    if (error instanceof Malformed) throw error
    throw new Malformed(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Malformed('neither JSON nor percent-encoded JSON')
  }
}

function compileDocument(document: unknown): Policy {
  const fields = record(document, 'the document')
  onlyKeys(fields, DOCUMENT_KEYS, 'the document')
  const version = own(fields, 'Version') ?? '2008-10-17'
  if (!VERSIONS.includes(version)) throw new Malformed(`unknown Version ${shown(version)}`)
  const statement = own(fields, 'Statement')
  if (statement === undefined) throw new Malformed('no Statement')
  const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement]
  if (list.length > MAX_STATEMENTS) throw new Malformed(`${list.length} statements`)
  const budget: Budget = { values: MAX_VALUES }
  return policyWith(list.map((item, index) => readStatement(item, index, version, budget)))
}

/** With the count of values that it holds. */
interface Read {
  readonly statement: Statement
  readonly values: number
}
const shareStatement = sharing<Read>()

function readStatement(item: unknown, index: number, version: unknown, budget: Budget): Statement {
  const before = budget.values
  const { statement, values } = shareStatement(JSON.stringify([index, version, item]), () => {
    const made = compileStatement(item, index, version, budget)
    return { statement: made, values: before - budget.values }
  })
  budget.values = before
  spend(budget, values)
  return statement
}

function spend(budget: Budget, values: number): void {
  budget.values -= values
  if (budget.values < 0) throw new Malformed(`more than ${MAX_VALUES} values`)
}

function compileStatement(item: unknown, index: number, version: unknown, budget: Budget): Statement {
  const where = `Statement ${index}`
  const fields = record(item, where)
  onlyKeys(fields, STATEMENT_KEYS, where)
  const effect = own(fields, 'Effect')
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new Malformed(`${where}: Effect is ${shown(effect)}, neither "Allow" nor "Deny"`)
  }
  const variables = version === '2012-10-17'
  const action = either(fields, 'Action', 'NotAction', where)
  if (action === null) throw new Malformed(`${where}: no Action`)
  const resource = either(fields, 'Resource', 'NotResource', where)
  const principal = either(fields, 'Principal', 'NotPrincipal', where)
  const sid = own(fields, 'Sid')
  const actions = compileActions(texts(action.value, `${where}: ${action.name}`, budget), where)
  return {
    effect,
    ...actions,
    notAction: action.name === 'NotAction',
    resources:
      resource === null
        ? null
        : compileResources(texts(resource.value, `${where}: ${resource.name}`, budget), variables),
    notResource: resource?.name === 'NotResource',
    principals: principal === null ? null : sharePrincipals(readPrincipal(principal.value, where, budget)),
    notPrincipal: principal?.name === 'NotPrincipal',
    conditions: compileConditions(own(fields, 'Condition'), variables, {
      fail: (reason) => {
        throw new Malformed(`${where}: ${reason}`)
      },
      texts: (value, name) => texts(value, `${where}: ${name}`, budget),
    }),
    index,
    sid: typeof sid === 'string' ? sid : null,
  }
}

type Actions = Pick<Statement, 'actions' | 'plainActions'>
const shareActions = sharing<Actions>()
const shareResources = sharing<readonly Template[]>()
const shareGlob = interned((pattern) => compileGlob(pattern))

/** From here on a look-up is faster than one comparison after the other. */
const MANY_ACTIONS = 8

function compileActions(list: readonly string[], where: string): Actions {
  return shareActions(JSON.stringify(list), () => {
    const actions = list.map((text) => compileAction(text, where))
    if (actions.length < MANY_ACTIONS) return { actions, plainActions: null }
    const plain = actions.filter(({ shape }) => shape === 'exact').map(({ pattern }) => pattern)
    return { actions, plainActions: new Set(plain) }
  })
}

function compileAction(text: string, where: string): Glob {
  if (text !== '*' && !text.includes(':')) throw new Malformed(`${where}: action "${text}" names no service`)
  return shareGlob(lowerCased(text))
}

const compileResources = (list: readonly string[], variables: boolean): readonly Template[] =>
  shareResources(JSON.stringify([variables, list]), () =>
    list.map((text) => compileResource(text, variables)),
  )

function compileResource(text: string, variables: boolean): Template {
  let from = 0
  for (let colons = 0; colons < 5 && from < text.length; from += 1) {
    if (text.charCodeAt(from) === 0x3a) colons += 1
  }
  return compileTemplate(text, variables, from)
}

const shared = sharing<PrincipalSet>()

const sharePrincipals = (entries: ReturnType<typeof readPrincipal>): PrincipalSet =>
  shared(JSON.stringify(entries), () => compilePrincipals(entries))

function readPrincipal(value: unknown, where: string, budget: Budget) {
  if (value === '*') return [{ type: 'AWS', values: ['*'] }]
  const fields = record(value, `${where}: Principal`)
  return Object.keys(fields).map((type) => {
    if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(type)) {
      throw new Malformed(`${where}: unknown kind of principal "${type}"`)
    }
    return { type, values: texts(own(fields, type), `${where}: Principal`, budget) }
  })
}

/** The one of two elements that the statement has; null when it has neither. */
function either(fields: object, name: string, opposite: string, where: string) {
  const value = own(fields, name)
  const other = own(fields, opposite)
  if (value !== undefined && other !== undefined) {
    throw new Malformed(`${where}: both ${name} and ${opposite}`)
  }
  if (value !== undefined) return { name, value }
  return other === undefined ? null : { name: opposite, value: other }
}

function texts(value: unknown, where: string, budget: Budget): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  spend(budget, list.length)
  return list.map((item) => {
    if (typeof item === 'string') return item
    throw new Malformed(`${where}: ${shown(item)} is no text`)
  })
}

function record(value: unknown, where: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Malformed(`${where} is ${shown(value)}, no object`)
}

function onlyKeys(fields: object, known: ReadonlySet<string>, where: string): void {
  for (const key of Object.keys(fields)) {
    if (!known.has(key)) throw new Malformed(`${where}: unknown element "${key.slice(0, 80)}"`)
  }
}

/** Own properties only: a document must not reach the prototype. */
function own(fields: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(fields, key)?.value
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 80)
}
