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

/** Services of Google Cloud that only organizations have. */
const ORGANIZATION_SERVICES: ReadonlySet<string> = new Set(['contacts'])

/**
 * Whether what needs these services asks anything of an account of which those were read: in Azure the first one that
 * is needed is a service of the account itself, others may be read elsewhere.
 */
export function concernsAccount(
  { provider, id }: { readonly provider: keyof typeof KIND_OF; readonly id: string },
  needed: readonly string[],
  read: readonly string[],
): boolean {
  if (provider === 'gcp')
    return id.startsWith('organizations/') || !needed.every((service) => ORGANIZATION_SERVICES.has(service))
  const [first] = needed
  if (provider !== 'azure' || first === undefined) return true
  return read.some((service) => TENANT_SERVICES.has(service)) === TENANT_SERVICES.has(first)
}

/** The needed services that an account of the first one does not have: a tenant's of a subscription, and the reverse. */
export function servicesElsewhere(
  provider: keyof typeof KIND_OF,
  needed: readonly string[],
): ReadonlySet<string> {
  const [first] = needed
  if (provider !== 'azure' || first === undefined) return new Set()
  const isTenant = TENANT_SERVICES.has(first)
  return new Set(needed.filter((service) => TENANT_SERVICES.has(service) !== isTenant))
}
