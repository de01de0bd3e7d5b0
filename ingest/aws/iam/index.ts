import { type CollectContext, defineCollector, type Records } from '../../collector.ts'
import { authorizationRecords } from './authorization.ts'
import { CREDENTIAL_REPORT_CALLS, readCredentialReport } from './credential-report.ts'
import {
  instanceProfileRecords,
  oidcProviderRecords,
  samlProviderRecords,
  serverCertificateRecords,
} from './providers.ts'
import {
  authorizationDetails,
  instanceProfileList,
  oidcProvider,
  oidcProviderList,
  samlProviderList,
  serverCertificateList,
} from './shapes.ts'
import { readCredentials, readPasswordUse, userRecords } from './users.ts'

/** Users, groups, roles, policies, credentials (never their values), instance profiles, identity providers. */
export const iam = defineCollector({
  provider: 'aws',
  service: 'iam',
  scope: 'global',
  calls: {
    'iam get-account-authorization-details': {
      permission: 'iam:GetAccountAuthorizationDetails',
      pageSize: 1000,
    },
    'iam list-users': { permission: 'iam:ListUsers', pageSize: 1000 },
    'iam get-login-profile': { permission: 'iam:GetLoginProfile', per: 'UserName', none: ['NoSuchEntity'] },
    'iam list-mfa-devices': { permission: 'iam:ListMFADevices', per: 'UserName' },
    'iam list-access-keys': { permission: 'iam:ListAccessKeys', per: 'UserName' },
    'iam get-access-key-last-used': { permission: 'iam:GetAccessKeyLastUsed', per: 'AccessKeyId' },
    ...CREDENTIAL_REPORT_CALLS,
    'iam list-open-id-connect-providers': { permission: 'iam:ListOpenIDConnectProviders' },
    'iam get-open-id-connect-provider': {
      permission: 'iam:GetOpenIDConnectProvider',
      per: 'OpenIDConnectProviderArn',
    },
    'iam list-saml-providers': { permission: 'iam:ListSAMLProviders' },
    'iam list-server-certificates': { permission: 'iam:ListServerCertificates' },
    'iam list-instance-profiles': { permission: 'iam:ListInstanceProfiles' },
  },
  async *collect(context) {
    const { partition } = context
    const details = authorizationDetails.parse(
      (await context.call('iam get-account-authorization-details')) ?? {},
    )
    yield authorizationRecords(partition, details)

    const report = await readCredentialReport(context)
    const passwordUse = await readPasswordUse(context)
    yield* context.map(details.UserDetailList, async (user) =>
      userRecords(partition, user, await readCredentials(context, user, passwordUse), report),
    )
    yield instanceProfileRecords(
      partition,
      instanceProfileList.parse((await context.attempt('iam list-instance-profiles')) ?? {}),
    )
    const certificates = await context.attempt('iam list-server-certificates')
    yield serverCertificateRecords(partition, serverCertificateList.parse(certificates ?? {}))
    yield* identityProviders(context)
  },
})

async function* identityProviders(context: CollectContext): AsyncIterable<Records> {
  const { partition } = context
  const listed = oidcProviderList.parse((await context.attempt('iam list-open-id-connect-providers')) ?? {})
  for (const { Arn } of listed.OpenIDConnectProviderList) {
    const answer = await context.attempt('iam get-open-id-connect-provider', {
      OpenIDConnectProviderArn: Arn,
    })
    yield oidcProviderRecords(partition, Arn, answer ? oidcProvider.parse(answer) : undefined)
  }
  yield samlProviderRecords(
    partition,
    samlProviderList.parse((await context.attempt('iam list-saml-providers')) ?? {}),
  )
}
