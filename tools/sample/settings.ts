import { MANAGEMENT } from './estate/accounts.ts'
import type { AccountWriter } from './writer.ts'

/** What the account has set for the region as a whole: only the management account asks new instances for IMDSv2. */
export function writeRegionSettings(out: AccountWriter, region: string): void {
  const AccountLevel = out.account === MANAGEMENT ? { HttpTokens: 'required', ManagedBy: 'account' } : {}
  out.put(region, 'ec2 get-instance-metadata-defaults', { AccountLevel })
  out.put(region, 'ec2 get-image-block-public-access-state', {
    ImageBlockPublicAccessState: 'block-new-sharing',
    ManagedBy: 'account',
  })
  out.put(region, 'ec2 get-snapshot-block-public-access-state', { State: 'unblocked', ManagedBy: 'account' })
}
