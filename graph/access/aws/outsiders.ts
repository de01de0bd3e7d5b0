import type { NodeRecord } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'
import type { Asker, Target } from './ask.ts'
import { createContext } from './context.ts'
import { type Account, compiled, type Estate, type SourcedPolicy } from './estate.ts'
import { compileGlob, matchGlob } from './glob.ts'
import { DIRECT_CALL, principalContext } from './known-context.ts'
import { allowsOf, namesOf } from './names.ts'
import type { Policy } from './policy.ts'
import { parsePrincipal } from './principal.ts'

export const ANY_AWS_PRINCIPAL = 'AnyAwsPrincipal'

/** Someone outside the target's account whose own side grants whatever its account's administrator likes. */
export interface Outsider {
  readonly node: NodeRecord
  readonly askers: readonly Asker[]
}

/** An account number of nobody: the attacker's own account. */
const ATTACKER = '000000000000'

/**
 * Whom a resource policy lets in from other accounts: accounts of the snapshot as a whole (their administrator can
 * become any of their principals), foreign accounts and principals, and any AWS principal.
 */
export function outsiders(estate: Estate, target: Target, action: string): readonly Outsider[] {
  const policy = target.policy?.policy ?? null
  const named = namesOf(policy, action)
  const patterns = principalPatterns(policy, action)
  const found = new Map<string, { node: NodeRecord; askers: Asker[] }>()
  const add = (node: NodeRecord, askers: readonly Asker[]) => {
    const known = found.get(node.id)
    if (known === undefined) found.set(node.id, { node, askers: [...askers] })
    else known.askers.push(...askers)
  }
  for (const account of named.accounts) {
    if (account === target.account) continue
    const node = accountNode(estate, account)
    if (node !== null) add(node, membersOf(account, estate.accounts.get(account), patterns))
  }
  for (const arn of named.arns) {
    const principal = parsePrincipal(arn)
    if (principal === null || principal.account === null || principal.account === target.account) continue
    const known = estate.accounts.get(principal.account)
    const node = known === undefined ? foreignPrincipal(arn, principal.account) : known.node
    if (node !== undefined)
      add(
        node,
        [askerFor(arn, known)].flatMap((asker) => asker ?? []),
      )
  }
  if (named.everyone) {
    add(anyPrincipal(), membersOf(ATTACKER, undefined, patterns))
    for (const account of estate.accounts.values()) {
      if (account.id !== target.account && account.node !== undefined) {
        add(account.node, membersOf(account.id, account, patterns))
      }
    }
  }
  return [...found.values()]
}

function accountNode(estate: Estate, account: string): NodeRecord | null {
  const known = estate.accounts.get(account)
  return known === undefined ? foreignAccount(account) : (known.node ?? null)
}

/** An account that was not read. */
export const foreignAccount = (account: string): NodeRecord => ({
  id: `arn:aws:iam::${account}:root`,
  kind: 'ExternalPrincipal',
  props: { name: `account ${account}`, provider: 'aws', account, type: 'account', anyone: false },
})

function foreignPrincipal(arn: string, account: string): NodeRecord {
  const type = arn.includes(':user/') ? 'user' : 'role'
  return {
    id: arn,
    kind: 'ExternalPrincipal',
    props: { name: arn.slice(arn.lastIndexOf('/') + 1), provider: 'aws', account, type, anyone: false },
  }
}

export const anyPrincipal = (): NodeRecord => ({
  id: ANY_AWS_PRINCIPAL,
  kind: 'ExternalPrincipal',
  props: { name: 'any AWS principal', provider: 'aws', type: 'any-aws-principal', anyone: true },
})

/** Patterns that conditions on aws:PrincipalArn ask for. */
function principalPatterns(policy: Policy | null, action: string): readonly string[] {
  return allowsOf(policy, action).flatMap((statement) =>
    statement.conditions
      .filter((test) => test.key === 'aws:principalarn' && !test.negated)
      .flatMap((test) => test.values.map((value) => value.text)),
  )
}

/** Principals that could exist in an account: an ordinary user, and one for each pattern that its account can meet. */
function membersOf(id: string, account: Account | undefined, patterns: readonly string[]): readonly Asker[] {
  const arns = [
    `arn:aws:iam::${id}:user/anyone`,
    ...patterns.flatMap((pattern) => instance(pattern, id) ?? []),
  ]
  return arns.flatMap((arn) => askerFor(arn, account) ?? [])
}

function instance(pattern: string, account: string): string | null {
  const arn = parseArn(pattern)
  if (arn === null || !matchGlob(compileGlob(arn.account), account)) return null
  const resource = arn.resource === '*' ? 'user/anyone' : arn.resource
  return `arn:aws:iam::${account}:${resource}`.replaceAll(/[*?]/g, 'x')
}

function askerFor(arn: string, account: Account | undefined): Asker | null {
  const principal = parsePrincipal(arn)
  if (principal === null || principal.account === null || principal.kind === 'root') return null
  const { values } = principalContext(
    { id: principal.arn ?? arn, kind: 'ExternalPrincipal', props: {} },
    account?.node,
  )
  const known = {
    ...values,
    ...DIRECT_CALL,
    'aws:principalaccount': [principal.account],
    'aws:principalisawsservice': ['false'],
    ...(principal.account === ATTACKER
      ? { 'aws:principalorgid': ['o-attacker'], 'aws:principalorgpaths': [] }
      : {}),
  }
  return {
    principal,
    context: createContext([known]),
    own: { identity: [ALLOW_ALL], boundaries: [], serviceControl: account?.serviceControl ?? [] },
  }
}

const ALLOW_ALL: SourcedPolicy = {
  id: 'administrator',
  policy: compiled({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
  holder: null,
  type: 'other',
}
