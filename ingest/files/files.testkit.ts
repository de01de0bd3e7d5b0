import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Collector, defineCollector } from '../collector.ts'

/** A folder that goes away with the test; texts and bytes by path. */
export async function folderOf(files: { readonly [path: string]: string | Uint8Array }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-files-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

/** Asks one list, and one thing about one resource. */
export const COLLECTORS: readonly Collector[] = [
  defineCollector({
    provider: 'aws',
    service: 'iam',
    scope: 'global',
    calls: {
      'iam list-users': { permission: 'iam:ListUsers' },
      'iam get-account-authorization-details': { permission: 'iam:GetAccountAuthorizationDetails' },
      'iam get-login-profile': { permission: 'iam:GetLoginProfile', per: 'UserName', none: ['NoSuchEntity'] },
      'iam get-open-id-connect-provider': {
        permission: 'iam:GetOpenIDConnectProvider',
        per: 'OpenIDConnectProviderArn',
      },
    },
    async *collect() {},
  }),
  defineCollector({
    provider: 'aws',
    service: 'ec2',
    scope: 'region',
    calls: { 'ec2 describe-vpcs': { permission: 'ec2:DescribeVpcs' } },
    async *collect() {},
  }),
]
