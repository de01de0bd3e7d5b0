import { z } from 'zod'
import type { AttackEdge } from '../../attack.ts'
import { groupBy } from '../../group-by.ts'
import { ALLOWED } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, RelationshipRecord } from '../../snapshot/records.ts'

const trusts = z.array(
  z.object({
    id: z.string().optional(),
    issuer: z.string(),
    subject: z.string().optional(),
    name: z.string().optional(),
  }),
)

/** Named as the AWS side names it, so that one repository that both trust is one node. */
const bare = (issuer: string): string => issuer.replace(/^https:\/\//, '').replace(/\/$/, '')

/**
 * Who may sign in as an application with a token of another issuer.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */
export function federationEdges(facts: FactIndex): {
  readonly edges: AttackEdge[]
  readonly nodes: NodeRecord[]
} {
  const edges: AttackEdge[] = []
  const nodes = new Map<string, NodeRecord>()
  // One that is switched off gets no tokens: https://learn.microsoft.com/graph/api/resources/serviceprincipal
  const active = facts.ofKind('EntraServicePrincipal').filter(({ props }) => props.enabled !== false)
  const principals = groupBy(active, ({ props }) => String(props.appId))
  for (const application of facts.ofKind('EntraApplication')) {
    const credentials = application.props.federatedCredentials
    for (const [at, { issuer, subject, name }] of (trusts.safeParse(credentials).data ?? []).entries()) {
      if (subject === undefined) continue
      const others = Array.isArray(credentials) ? credentials.filter((_, other) => other !== at) : []
      const id = `oidc:${bare(issuer)}:${subject}`
      for (const principal of principals.get(String(application.props.appId)) ?? []) {
        const props = { name: subject, provider: 'any', type: 'oidc-subject', anyone: false }
        if (facts.node(id) === undefined) nodes.set(id, { id, kind: 'ExternalPrincipal', props })
        edges.push({
          from: id,
          kind: 'CAN_FEDERATE',
          to: principal.id,
          technique: 'az-federated-credential-trust',
          attack: ['T1199', 'T1550.001'],
          likelihood: ALLOWED,
          conditions: [],
          evidence: [
            {
              type: 'federated-credential',
              id: application.id,
              detail: `${name ?? 'a credential'} trusts ${subject} of ${issuer}`,
            },
          ],
          provenance: {
            id: application.id,
            type: 'federated-credential',
            edit: {
              change: 'set',
              resource: application.id,
              property: 'federatedCredentials',
              value: others,
            },
          },
        })
      }
    }
  }
  return { edges, nodes: [...nodes.values()] }
}

/**
 * A service principal shows its object id as the subject of the tokens that its tenant issues: what another cloud
 * trusts is that principal.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function subjectsElsewhere(facts: FactIndex, external: readonly NodeRecord[]): RelationshipRecord[] {
  return external.flatMap(({ id }): RelationshipRecord[] => {
    const [, tenant, subject = ''] =
      /^oidc:(?:sts\.windows\.net|login\.microsoftonline\.com)\/([^/:]+)(?:\/v2\.0)?\/?:(.+)$/i.exec(id) ?? []
    const principal = facts.node(subject.toLowerCase())
    if (tenant === undefined || principal?.kind !== 'EntraServicePrincipal') return []
    const evidence = [
      { type: 'token', id: principal.id, detail: `its tokens of tenant ${tenant} have this subject` },
    ]
    return [{ from: principal.id, kind: 'IN_ACCESS_CLASS', to: id, props: { evidence, provenance: null } }]
  })
}
