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

/** What findings about an account as a whole are about, by provider. */
export const ACCOUNT_KIND_OF = { aws: 'AwsAccount', azure: 'AzureSubscription', gcp: 'GcpProject' } as const
