import type { NodeRecord } from '../../snapshot/records.ts'

/** An issuer as AWS names it, so that one that several clouds trust is one. */
export const bareIssuer = (issuer: string): string => issuer.replace(/^https:\/\//, '').replace(/\/$/, '')

/** Somebody who shows tokens of an OIDC issuer, named alike by every cloud, so that what several trust is one node. */
export function oidcSubject(issuer: string, subject: string, anyone = false): NodeRecord {
  const bare = bareIssuer(issuer)
  const name = subject === '*' ? `any subject of ${bare}` : subject
  return {
    id: `oidc:${bare}:${subject}`,
    kind: 'ExternalPrincipal',
    props: { name, provider: 'any', type: 'oidc-subject', anyone },
  }
}
