import type { Member } from '../../access/gcp/member.ts'
import { parseMember } from '../../access/gcp/member.ts'
import type { AttackEdge, Condition, Derivation } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { oidcSubject } from './oidc-subject.ts'
import { AWS_ROLE, type Provider, providersByPool } from './providers.ts'

/** Identities of a pool, as a policy of Google's names them. */
type PoolMember = Extract<Member, { readonly type: 'federated' | 'federated-set' }>

/** Somebody outside Google who is such an identity. */
interface Holder {
  readonly node: NodeRecord
  readonly conditions: readonly Condition[]
}

/**
 * Who outside of Google is the pool identity that its policies grant something: identities of an AWS account, or the
 * subject of an OIDC issuer. Anybody may call GetCallerIdentity, by which AWS identities prove who they are.
 * https://cloud.google.com/iam/docs/workload-identity-federation
 */
export function deriveIdentityPools(facts: FactIndex, before: readonly Derivation[]): Derivation {
  const edges: AttackEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  const providers = providersByPool(facts)
  const external =
    providers.size === 0
      ? []
      : before.flatMap((step) => step.nodes).filter(({ kind }) => kind === 'ExternalPrincipal')
  const identities = groupBy(
    [...facts.ofKind('AwsIamRole'), ...facts.ofKind('AwsIamUser')].filter(isUsable),
    ({ id }) => id.split(':')[4] ?? '',
  )
  for (const id of new Set(external.map((node) => node.id))) {
    const member = parseMember(id)
    if (member.type !== 'federated' && member.type !== 'federated-set') continue
    for (const provider of providers.get(member.pool) ?? []) {
      const { awsAccount } = provider
      const holders =
        awsAccount === null
          ? oidcHolders(provider, member)
          : awsHolders(provider, member, identities.get(awsAccount) ?? [])
      for (const holder of holders) {
        if (holder.node.kind === 'ExternalPrincipal') nodes.set(holder.node.id, holder.node)
        edges.push(edgeOf(holder, provider, id))
      }
    }
  }
  return { edges, nodes: [...nodes.values()], properties: new Map(), blocked: [] }
}

/** Nobody but AWS acts as a service-linked role. */
const isUsable = ({ id, props }: NodeRecord): boolean =>
  props.stub !== true && !id.includes(':role/aws-service-role/')

const named = (member: PoolMember): readonly [attribute: string, value: string] | null => {
  if (member.type === 'federated') return ['google.subject', member.subject]
  if (member.attribute === null || member.value === null) return null
  return [member.attribute === 'group' ? 'google.groups' : `attribute.${member.attribute}`, member.value]
}

function awsHolders(
  provider: Provider,
  member: PoolMember,
  identities: readonly NodeRecord[],
): readonly Holder[] {
  const one = named(member)
  if (one === null) return identities.map((node) => ({ node, conditions: conditionsOf(provider) }))
  const [attribute, value] = one
  const expression = provider.expressionOf(attribute)
  return identities.flatMap((node): Holder[] => {
    const shown = expression === undefined ? null : shownBy(node, expression)
    if (shown === null) return []
    if (shown.value === value) return [{ node, conditions: conditionsOf(provider) }]
    if (!shown.session || !value.startsWith(`${shown.value}/`)) return []
    const detail = `only in a session that is named ${value.slice(shown.value.length + 1)}`
    return [
      { node, conditions: [...conditionsOf(provider), { key: 'session-name', state: 'unknown', detail }] },
    ]
  })
}

/** What an expression makes of the ARN that STS tells; null for those that are not understood. */
function shownBy(
  { id }: NodeRecord,
  expression: string,
): { readonly value: string; readonly session: boolean } | null {
  const [, partition, , , account = '', resource = ''] = id.split(':')
  if (expression === 'assertion.account') return { value: account, session: false }
  if (expression !== 'assertion.arn' && expression !== AWS_ROLE) return null
  if (!resource.startsWith('role/')) return { value: id, session: false }
  // The path of a role is not part of it.
  const value = `arn:${partition}:sts::${account}:assumed-role/${resource.slice(resource.lastIndexOf('/') + 1)}`
  return { value, session: expression === 'assertion.arn' }
}

const GITHUB = 'https://token.actions.githubusercontent.com'

/** What of a subject a claim tells: https://docs.github.com/actions/reference/security/oidc */
const PATTERNS: { readonly [claim: string]: (value: string) => string } = {
  'assertion.repository': (value) => `repo:${value}:*`,
  'assertion.repository_owner': (value) => `repo:${value}/*`,
}

/** A condition on a whole pool says whom it is for, so that without knowing it nobody can be named. */
function oidcHolders(provider: Provider, member: PoolMember): readonly Holder[] {
  const { issuer, conditioned } = provider
  if (issuer === null) return []
  const one = named(member)
  if (one === null) {
    if (conditioned) return []
    return [{ node: oidcSubject(issuer, issuer === GITHUB ? 'repo:*' : '*', true), conditions: [] }]
  }
  const [attribute, value] = one
  const expression = provider.expressionOf(attribute) ?? ''
  const pattern = issuer === GITHUB ? PATTERNS[expression]?.(value) : undefined
  const subject = expression === 'assertion.sub' ? value : pattern
  return subject === undefined
    ? []
    : [{ node: oidcSubject(issuer, subject), conditions: conditionsOf(provider) }]
}

const conditionsOf = ({ conditioned }: Provider): readonly Condition[] =>
  conditioned
    ? [
        {
          key: 'attribute-condition',
          state: 'unknown',
          detail: 'the provider asks for more in an attribute condition',
        },
      ]
    : []

const edgeOf = ({ node, conditions }: Holder, provider: Provider, to: string): AttackEdge => ({
  from: node.id,
  kind: 'CAN_FEDERATE',
  to,
  technique: 'gcp-iam-wif-trust',
  attack: ['T1199', 'T1078.004'],
  likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
  conditions,
  evidence: [
    {
      type: 'identity-provider',
      id: provider.id,
      detail: `admits ${provider.awsAccount === null ? provider.issuer : `AWS account ${provider.awsAccount}`} to its pool`,
    },
  ],
  provenance: {
    id: provider.id,
    type: 'identity-provider',
    edit: { change: 'set', resource: provider.id, property: 'disabled', value: true },
  },
})
