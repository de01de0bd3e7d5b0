import { z } from 'zod'
import type { AttackEdge, Condition } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { ALLOWED, UNKNOWN_CONDITION } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { bareIssuer } from '../across/oidc-subject.ts'

const trusts = z.array(
  z.object({
    issuer: z.string(),
    subject: z.string().optional(),
    expression: z.string().optional(),
    name: z.string().optional(),
  }),
)
type Trust = z.output<typeof trusts>[number]

/**
 * Who may sign in as an application or a user-assigned identity with a token of another issuer.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */
export function federationEdges(facts: FactIndex): {
  readonly edges: AttackEdge[]
  readonly nodes: NodeRecord[]
} {
  const edges: AttackEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  for (const { holder, principals } of holdersOf(facts)) {
    const credentials = holder.props.federatedCredentials
    for (const [at, trust] of (trusts.safeParse(credentials).data ?? []).entries()) {
      const { subject, conditions } = whomItTrusts(trust)
      const id = `oidc:${bareIssuer(trust.issuer)}:${subject}`
      const others = Array.isArray(credentials) ? credentials.filter((_, other) => other !== at) : []
      const provenance = {
        id: holder.id,
        type: 'federated-credential',
        edit: {
          change: 'set',
          resource: holder.id,
          property: 'federatedCredentials',
          value: others,
        } as const,
      }
      const detail = `${trust.name ?? 'a credential'} trusts ${subject} of ${trust.issuer}`
      for (const principal of principals) {
        const props = { name: subject, provider: 'any', type: 'oidc-subject', anyone: false }
        if (facts.node(id) === undefined) nodes.set(id, { id, kind: 'ExternalPrincipal', props })
        edges.push({
          from: id,
          kind: 'CAN_FEDERATE',
          to: principal.id,
          technique: 'az-federated-credential-trust',
          attack: ['T1199', 'T1550.001'],
          likelihood: ALLOWED * UNKNOWN_CONDITION ** conditions.length,
          conditions,
          evidence: [{ type: 'federated-credential', id: holder.id, detail }],
          provenance,
        })
      }
    }
  }
  return { edges, nodes: [...nodes.values()] }
}

/** What has federated credentials, with the service principals that sign in by them. */
function holdersOf(
  facts: FactIndex,
): { readonly holder: NodeRecord; readonly principals: readonly NodeRecord[] }[] {
  // One that is switched off gets no tokens: https://learn.microsoft.com/graph/api/resources/serviceprincipal
  const active = facts.ofKind('EntraServicePrincipal').filter(({ props }) => props.enabled !== false)
  const byApplication = groupBy(active, ({ props }) => String(props.appId))
  const byId = new Map(active.map((principal) => [principal.id, principal]))
  return [
    ...facts.ofKind('EntraApplication').map((holder) => ({
      holder,
      principals: byApplication.get(String(holder.props.appId)) ?? [],
    })),
    ...facts.ofKind('AzureManagedIdentity').map((holder) => ({
      holder,
      principals: facts.from(holder.id, 'HAS_IDENTITY').flatMap(({ to }) => byId.get(to) ?? []),
    })),
  ]
}

/**
 * A flexible credential has an expression over claims in place of a subject.
 * https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
 */
function whomItTrusts({ subject, expression }: Trust): {
  readonly subject: string
  readonly conditions: readonly Condition[]
} {
  if (subject !== undefined) return { subject, conditions: [] }
  const [, pattern] = /^\s*claims\['sub'\]\s+(?:matches|eq)\s+'([^']+)'\s*$/.exec(expression ?? '') ?? []
  if (pattern !== undefined) return { subject: pattern, conditions: [] }
  const detail = expression ?? 'the credential trusts by an expression that was not read'
  return { subject: '*', conditions: [{ key: 'claims-expression', state: 'unknown', detail }] }
}
