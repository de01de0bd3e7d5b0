import type { Derivation } from '../attack.ts'
import type { FactIndex } from '../snapshot/facts.ts'
import type { NodeRecord, RelationshipRecord } from '../snapshot/records.ts'

/**
 * What one cloud trusts as the subject of a token may be somebody whom another cloud tells of: then that is who signs
 * in. A class of its own, since the trust stands on the side that trusts.
 */
export function deriveSubjectsElsewhere(facts: FactIndex, before: readonly Derivation[]): Derivation {
  const external = before.flatMap(({ nodes }) => nodes).filter(({ kind }) => kind === 'ExternalPrincipal')
  const accounts = new Map(
    external.length === 0
      ? []
      : facts
          .ofKind('GcpServiceAccount')
          .filter(({ props }) => props.disabled !== true)
          .map((one) => [String(one.props.uniqueId), one] as const),
  )
  return {
    edges: [],
    nodes: [],
    blocked: [],
    properties: new Map(),
    facts: external.flatMap(({ id }) => inEntra(facts, id) ?? inGoogle(accounts, id) ?? []),
  }
}

/**
 * A service principal shows its object id as the subject of the tokens that its tenant issues.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
function inEntra(facts: FactIndex, id: string): RelationshipRecord | undefined {
  const [, tenant, subject = ''] =
    /^oidc:(?:sts\.windows\.net|login\.microsoftonline\.com)\/([^/:]+)(?:\/v2\.0)?\/?:(.+)$/i.exec(id) ?? []
  const principal = facts.node(subject.toLowerCase())
  if (tenant === undefined || principal?.kind !== 'EntraServicePrincipal') return undefined
  // One that is switched off gets no tokens: https://learn.microsoft.com/graph/api/resources/serviceprincipal
  if (principal.props.enabled === false) return undefined
  return same(principal, id, `its tokens of tenant ${tenant} have this subject`)
}

/** A service account shows its numeric id. https://cloud.google.com/docs/authentication/token-types */
function inGoogle(accounts: ReadonlyMap<string, NodeRecord>, id: string): RelationshipRecord | undefined {
  const account = accounts.get(/^oidc:accounts\.google\.com:(\d+)$/.exec(id)?.[1] ?? '')
  return account && same(account, id, 'its identity tokens have this subject')
}

const same = ({ id: from }: NodeRecord, to: string, detail: string): RelationshipRecord => ({
  from,
  kind: 'IN_ACCESS_CLASS',
  to,
  props: { evidence: [{ type: 'token', id: from, detail }], provenance: null },
})
