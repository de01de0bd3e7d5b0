import type { Identities } from '../identities.ts'
import { allow, deny, named, policy, trustService, writeBucket } from '../policy.ts'
import { DEVELOPMENT, MAIN_REGION, PRODUCTION, roleArn } from './accounts.ts'
import { developmentPolicies } from './development-policies.ts'
import { developmentRoles } from './development-roles.ts'

const _own = (service: string, resource: string) =>
  `arn:aws:${service}:${MAIN_REGION}:${DEVELOPMENT}:${resource}`
const iam = (path: string) => `arn:aws:iam::${DEVELOPMENT}:${path}`
const role = (name: string) => roleArn(DEVELOPMENT, name)
const _ec2 = trustService('ec2')
const _lambda = trustService('lambda')
const GITHUB = 'token.actions.githubusercontent.com'
const _RUNS_INSTANCES = ['AmazonSSMManagedInstanceCore', 'CloudWatchAgentServerPolicy']
const staff = (team: string) => ({ tags: { team } })

export const developmentIdentities: Identities = {
  alias: 'alderway-development',
  rootMfa: true,
  users: [
    {
      name: 'd.novak',
      groups: ['data-engineers'],
      password: { changed: '2025-01-20T09:00:00+00:00', lastUsed: '2026-11-13T08:05:00+00:00' },
      keys: [{ created: '2025-01-20T09:04:00+00:00', lastUsed: '2026-11-13T08:20:00+00:00' }],
      ...staff('data'),
    },
    {
      name: 'm.okafor',
      groups: ['analysts'],
      mfa: true,
      password: { changed: '2026-10-05T07:44:00+00:00', lastUsed: '2026-11-14T09:31:00+00:00' },
      keys: [
        { created: '2025-06-03T12:26:00+00:00', lastUsed: '2026-11-14T09:40:00+00:00', service: 'athena' },
      ],
      ...staff('analytics'),
    },
    {
      name: 't.brandt',
      groups: ['contractors'],
      password: { changed: '2026-10-27T13:00:00+00:00', lastUsed: '2026-11-09T10:22:00+00:00' },
      inline: { 'not-here': policy(named('NoLocalAdmin', deny('sts:AssumeRole', role('*')))) },
      tags: { team: 'storefront', employer: 'contractor' },
    },
    {
      name: 'l.fontaine',
      groups: ['team-leads'],
      password: { changed: '2026-10-12T08:30:00+00:00', lastUsed: '2026-11-16T07:15:00+00:00' },
      ...staff('delivery'),
    },
    {
      name: 's.lindqvist',
      groups: ['developers', 'self-service'],
      mfa: true,
      password: { changed: '2026-10-06T11:00:00+00:00', lastUsed: '2026-11-15T10:00:00+00:00' },
      ...staff('platform'),
    },
    {
      name: 'a.petrov',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-07T11:00:00+00:00', lastUsed: '2026-11-12T10:00:00+00:00' },
      policies: ['sandbox-owner'],
      ...staff('catalog'),
    },
    {
      name: 'j.moreau',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-08T11:00:00+00:00', lastUsed: '2026-11-16T06:50:00+00:00' },
      inline: { 'own-policies': policy(allow('iam:AttachUserPolicy', iam('user/j.moreau'))) },
      ...staff('returns'),
    },
    {
      name: 'k.tanaka',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-08T12:00:00+00:00', lastUsed: '2026-11-11T06:50:00+00:00' },
      inline: { 'own-policies': policy(allow('iam:AttachUserPolicy', iam('user/k.tanaka'))) },
      boundary: 'developer-boundary',
      ...staff('returns'),
    },
    {
      name: 'r.silva',
      groups: ['developers'],
      mfa: true,
      password: { changed: '2026-10-09T11:00:00+00:00', lastUsed: '2026-11-16T06:10:00+00:00' },
      ...staff('orders'),
    },
    {
      name: 'n.haddad',
      groups: ['developers', 'analysts'],
      mfa: true,
      password: { changed: '2026-10-13T11:00:00+00:00', lastUsed: '2026-11-16T07:02:00+00:00' },
      ...staff('analytics'),
    },
    {
      name: 'qa-automation',
      policies: ['qa-functions'],
      keys: [
        { created: '2026-10-20T15:00:00+00:00', lastUsed: '2026-11-16T04:00:00+00:00', service: 'lambda' },
        { created: '2025-09-01T15:00:00+00:00', inactive: true },
      ],
      tags: { owner: 'quality' },
    },
    {
      name: 'ci-artifacts',
      inline: { artifacts: policy(writeBucket('alderway-dev-ci-artifacts')) },
      keys: [{ created: '2026-11-03T08:00:00+00:00', lastUsed: '2026-11-16T05:20:00+00:00' }],
      tags: { owner: 'platform' },
    },
  ],
  groups: [
    { name: 'developers', policies: ['developer-access'] },
    {
      name: 'data-engineers',
      inline: { 'data-role': policy(allow('sts:AssumeRole', role('data-engineering'))) },
    },
    {
      name: 'analysts',
      inline: {
        'production-figures': policy(allow('sts:AssumeRole', roleArn(PRODUCTION, 'analytics-reader'))),
        corrections: policy(
          allow('sts:AssumeRole', [
            roleArn(PRODUCTION, 'returns-corrections'),
            roleArn(PRODUCTION, 'route-planning'),
          ]),
        ),
      },
    },
    {
      name: 'contractors',
      policies: ['AmazonS3ReadOnlyAccess'],
      inline: {
        'administrator-roles': policy(allow('sts:AssumeRole', 'arn:aws:iam::*:role/*-administrator')),
      },
    },
    { name: 'team-leads', policies: ['developer-access', 'team-lead-access'] },
    {
      name: 'self-service',
      inline: {
        'edit-group': policy(allow(['iam:PutGroupPolicy', 'iam:GetGroupPolicy'], iam('group/self-service'))),
      },
    },
  ],
  policies: developmentPolicies,
  roles: developmentRoles,
  oidc: [{ url: GITHUB, audiences: ['sts.amazonaws.com'] }],
}
