import type { NodeRecord } from '../../snapshot/records.ts'

/** Somebody who shows tokens of an OIDC issuer, named alike by every cloud, so that what several trust is one node. */
export function oidcSubject(issuer: string, subject: string, anyone = false): NodeRecord {
  const bare = issuer.replace(/^https:\/\//, '').replace(/\/$/, '')
  const name = subject === '*' ? `any subject of ${bare}` : subject
  return {
    id: `oidc:${bare}:${subject}`,
    kind: 'ExternalPrincipal',
    props: { name, provider: 'any', type: 'oidc-subject', anyone },
  }
}
