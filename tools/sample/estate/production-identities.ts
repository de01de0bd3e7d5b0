import type { Identities } from '../identities.ts'
import { allow, policy, trustService } from '../policy.ts'
import { MAIN_REGION, PRODUCTION, roleArn } from './accounts.ts'
import { ENTRA, partnerRoles } from './production-partners.ts'
import { productionPolicies } from './production-policies.ts'
import { productionRoles } from './production-roles.ts'

const _own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${PRODUCTION}:${resource}`
const _role = (name: string) => roleArn(PRODUCTION, name)
const _RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const _RUNS_FUNCTIONS = ['AWSLambdaBasicExecutionRole']
const _ec2 = trustService('ec2')
const _lambda = trustService('lambda')
const GITHUB = 'token.actions.githubusercontent.com'

export const productionIdentities: Identities = {
  alias: 'alderway-production',
  rootMfa: true,
  passwordPolicy: {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    ExpirePasswords: false,
    PasswordReusePrevention: 24,
  },
  users: [
    {
      name: 'erp-sync',
      policies: ['erp-order-sync'],
      keys: [{ created: '2025-03-18T10:02:11+00:00', lastUsed: '2026-11-15T23:58:00+00:00' }],
      tags: { owner: 'finance-systems' },
    },
    {
      name: 'ses-smtp',
      inline: { 'send-mail': policy(allow('ses:SendRawEmail')) },
      keys: [{ created: '2026-10-19T09:40:00+00:00', lastUsed: '2026-11-16T04:11:00+00:00', service: 'ses' }],
      tags: { owner: 'platform' },
    },
    {
      name: 'break-glass-1',
      mfa: true,
      password: { changed: '2026-10-02T08:15:00+00:00' },
      policies: ['AdministratorAccess'],
      tags: { owner: 'security', purpose: 'emergency' },
    },
  ],
  groups: [],
  policies: productionPolicies,
  roles: [...productionRoles, ...partnerRoles],
  oidc: [
    { url: GITHUB, audiences: ['sts.amazonaws.com'] },
    { url: ENTRA, audiences: ['api://alderway-aws'] },
  ],
  saml: ['alderway-workforce'],
}
