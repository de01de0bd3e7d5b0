import { objectId, TENANT } from '../azure/resource.ts'
import type { Role } from '../identities.ts'
import { policy, readBucket, trustOidc } from '../policy.ts'
import { PRODUCTION } from './accounts.ts'

/** What the tenant's tokens are issued by: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export const ENTRA = `sts.windows.net/${TENANT}/`

const trustEntra = (subject: string) =>
  trustOidc(`arn:aws:iam::${PRODUCTION}:oidc-provider/${ENTRA}`, {
    StringEquals: { [`${ENTRA}:aud`]: 'api://alderway-aws', [`${ENTRA}:sub`]: objectId(subject) },
  })

/** What works for systems in other clouds. */
export const partnerRoles: readonly Role[] = [
  {
    name: 'supplier-invoices',
    trust: trustEntra('app-alderway-suppliers'),
    inline: { invoices: policy(readBucket('alderway-prod-erp-exchange')) },
    lastUsed: '2026-11-16T02:20:00+00:00',
  },
  {
    name: 'intranet-search',
    trust: trustEntra('app-alderway-intranet-2024'),
    inline: { profiles: policy(readBucket('alderway-prod-customer-profiles')) },
    lastUsed: '2026-03-02T09:00:00+00:00',
  },
]
