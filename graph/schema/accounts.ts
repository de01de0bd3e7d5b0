/**
 * What each cloud calls an account: what resources lie in, and what one administers. Organizational units and
 * folders, which are of the same class, are none.
 */
export const ACCOUNT_KINDS: readonly string[] = [
  'AwsAccount',
  'AzureSubscription',
  'AzureTenant',
  'GcpProject',
  'GcpOrganization',
]

const KIND_OF = { aws: 'AwsAccount', azure: 'AzureSubscription', gcp: 'GcpProject' } as const

/** What an account is, by its id in the coverage: what findings about it as a whole are about. */
export function accountKind(provider: keyof typeof KIND_OF, account: string): string {
  if (account.startsWith('organizations/')) return 'GcpOrganization'
  return account.startsWith('folders/') ? 'GcpFolder' : KIND_OF[provider]
}

/** Services that are read of a tenant of Entra; the others of Azure are read of its subscriptions. */
export const TENANT_SERVICES: ReadonlySet<string> = new Set(['entra', 'management', 'tenantsettings'])

/** Who may do what in Google Cloud: policies of folders and organizations hold for all below, and identities act in any project. */
export const GCP_POLICIES = { service: 'asset', call: 'asset list --content-type=iam-policy' } as const

/** Who is in the groups that those policies name: an identity of any project may be. */
export const GCP_GROUPS = { service: 'asset', call: 'identity groups memberships list' } as const

/** Perimeters of VPC Service Controls, which an organization has for all that lies in it. */
export const GCP_PERIMETERS = {
  service: 'perimeters',
  call: 'asset list --content-type=access-policy',
} as const

/** Services of Google Cloud that only organizations have. */
const ORGANIZATION_SERVICES: ReadonlySet<string> = new Set(['boundaries', 'contacts', GCP_PERIMETERS.service])

/**
 * Whether what needs these services asks anything of an account of which those were read: in Azure the first one that
 * is needed is a service of the account itself, others may be read elsewhere.
 */
export function concernsAccount(
  { provider, id }: { readonly provider: keyof typeof KIND_OF; readonly id: string },
  needed: readonly string[],
  /** By service. */
  read: ReadonlyMap<string, unknown>,
): boolean {
  if (provider === 'gcp')
    return id.startsWith('organizations/') || !needed.every((service) => ORGANIZATION_SERVICES.has(service))
  const [first] = needed
  if (provider !== 'azure' || first === undefined) return true
  return [...TENANT_SERVICES].some((service) => read.has(service)) === TENANT_SERVICES.has(first)
}

interface Need {
  readonly service: string
  readonly call: string | null
}

/**
 * Whether what is needed beside the first is read of other accounts too: a tenant's of a subscription, the reverse, and
 * policies of Google Cloud with the groups that they name.
 */
export function readElsewhere(
  provider: keyof typeof KIND_OF,
  needed: readonly Need[],
): (need: Need) => boolean {
  const [first] = needed
  if (provider === 'gcp')
    return ({ service, call }) =>
      [GCP_POLICIES, GCP_GROUPS].some((one) => service === one.service && call === one.call)
  if (provider !== 'azure' || first === undefined) return () => false
  const isTenant = TENANT_SERVICES.has(first.service)
  return ({ service }) => TENANT_SERVICES.has(service) !== isTenant
}
