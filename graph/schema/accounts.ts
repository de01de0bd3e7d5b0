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
