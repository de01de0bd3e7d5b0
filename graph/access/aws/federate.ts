import type { NodeRecord } from '../../snapshot/records.ts'
import { parseArn } from './arn.ts'
import { ask, type Target, targetOf } from './ask.ts'
import { createContext } from './context.ts'
import { derivedKeys } from './derived-keys.ts'
import type { Estate } from './estate.ts'
import { DIRECT_CALL } from './known-context.ts'
import { allowsOf } from './names.ts'
import type { Output } from './output.ts'
import type { Statement } from './policy.ts'
import { parsePrincipal } from './principal.ts'

/** https://attack.mitre.org/techniques/T1078/004/ and https://attack.mitre.org/techniques/T1199/ */
const ATTACK = ['T1078.004', 'T1199']
const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity'
const SAML = 'sts:AssumeRoleWithSAML'

/** An external subject: who presents which subject of which provider. */
interface Subject {
  readonly provider: string
  readonly issuer: string
  /** A pattern: what the trust policy asks the subject to be. */
  readonly pattern: string
}

/** CAN_FEDERATE to one role: OIDC and SAML trust, with the subjects its conditions let in. */
export function deriveFederation(estate: Estate, role: NodeRecord, output: Output): void {
  const policy = estate.resourcePolicy(role, 'trustPolicy', `${role.id}#trust`)
  if (policy === undefined || policy === null) return
  const [, , , , account = ''] = role.id.split(':')
  const target = targetOf(role, estate.accounts.get(account), policy)
  for (const action of [WEB_IDENTITY, SAML]) {
    for (const subject of subjectsOf(allowsOf(policy.policy, action), action)) {
      federate(role, target, action, subject, output)
    }
  }
}

function federate(role: NodeRecord, target: Target, action: string, subject: Subject, output: Output): void {
  const principal = parsePrincipal(subject.provider)
  if (principal === null) return
  const instance = subject.pattern.replaceAll(/[*?]/g, 'x')
  const asker = {
    principal,
    context: createContext([
      action === SAML ? {} : { [`${subject.issuer}:sub`]: [instance] },
      { 'aws:federatedprovider': [subject.provider] },
      DIRECT_CALL,
      derivedKeys(principal, null),
    ]),
    own: { identity: [], boundaries: [], serviceControl: [] },
  }
  const answer = ask(asker, target, action, role.id)
  if (answer.decision.decision === 'denied') return
  const node = action === SAML ? samlSubject(subject) : oidcSubject(subject)
  output.node(node)
  output.edge({ kind: 'CAN_FEDERATE', from: node.id, to: role.id, attack: ATTACK }, answer)
}

function subjectsOf(statements: readonly Statement[], action: string): readonly Subject[] {
  const found = new Map<string, Subject>()
  for (const statement of statements) {
    for (const provider of statement.principals?.federated ?? []) {
      const isSaml = provider.includes(':saml-provider/')
      if (isSaml !== (action === SAML)) continue
      const issuer = issuerOf(provider)
      for (const pattern of patternsOf(statement, issuer)) {
        found.set(`${provider} ${pattern}`, { provider, issuer, pattern })
      }
    }
  }
  return [...found.values()]
}

/** `token.actions.githubusercontent.com` of the provider's ARN; services such as Cognito are their own issuer. */
function issuerOf(provider: string): string {
  const arn = parseArn(provider)
  return arn === null ? provider : arn.resource.slice(arn.resource.indexOf('/') + 1)
}

/** What a statement asks of the subject; without such a condition any subject will do. */
function patternsOf(statement: Statement, issuer: string): readonly string[] {
  const key = `${issuer}:sub`.toLowerCase()
  const tests = statement.conditions.filter(
    (test) => test.key === key && !test.negated && test.base.startsWith('string-'),
  )
  // Several tests on one key must all hold; the one with the narrowest patterns names the subjects best.
  const [narrowest] = tests.sort((left, right) => wildcards(left.values) - wildcards(right.values))
  return narrowest === undefined ? ['*'] : narrowest.values.map(({ text }) => text)
}

const wildcards = (values: readonly { readonly text: string }[]): number =>
  values.filter(({ text }) => /[*?]/.test(text)).length

function oidcSubject({ issuer, pattern }: Subject): NodeRecord {
  return {
    id: `oidc:${issuer}:${pattern}`,
    kind: 'ExternalPrincipal',
    props: {
      name: pattern === '*' ? `any subject of ${issuer}` : pattern,
      provider: 'any',
      type: 'oidc-subject',
      anyone: namesNoOwner(pattern),
    },
  }
}

function samlSubject({ provider, issuer }: Subject): NodeRecord {
  return {
    id: `saml:${provider}`,
    kind: 'ExternalPrincipal',
    props: { name: `users of ${issuer}`, provider: 'any', type: 'saml-subject', anyone: false },
  }
}

/**
 * A pattern that someone else's repository, project or organization meets too: a wildcard before the owner is named, as
 * in `repo:*` or `repo:my*`. The owner stands after the first colon, up to a slash or the next colon.
 * https://docs.github.com/en/actions/concepts/security/openid-connect
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens
 */
function namesNoOwner(pattern: string): boolean {
  const wildcard = pattern.search(/[*?]/)
  const [owner = ''] = /^[^:]*:[^:/]*/.exec(pattern) ?? []
  return wildcard !== -1 && (owner === '' || wildcard < owner.length)
}
