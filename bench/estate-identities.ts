import type { Value } from '../graph/snapshot/records.ts'
import { type Builder, pick } from './builder.ts'

const statement = (action: readonly string[], resource: string): Value => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource }],
})

const trust = (principal: Value): Value => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
})

/** Users in groups, roles with shared and own policies, a few administrators; gives the role ARNs. */
export function addIdentities(builder: Builder, scale: number, accounts: readonly string[]): string[] {
  const prefix = `arn:aws:iam::${builder.account}`
  const policies = addPolicies(builder, prefix, Math.ceil(scale * 8))
  const groups = Array.from({ length: Math.ceil(scale) }, (_, at) => {
    const id = builder.node('iam', `${prefix}:group/team-${at}`, 'AwsIamGroup', {
      name: `team-${at}`,
      path: '/',
    })
    builder.relate('iam', id, 'HAS_POLICY', pick(builder, policies))
    return id
  })
  for (let at = 0; at < scale * 10; at++) addUser(builder, prefix, at, groups)
  return Array.from({ length: Math.ceil(scale * 20) }, (_, at) =>
    addRole(builder, prefix, at, policies, accounts),
  )
}

function addPolicies(builder: Builder, prefix: string, count: number): string[] {
  const ids = Array.from({ length: count }, (_, at) =>
    builder.node('iam', `${prefix}:policy/app-${at}`, 'AwsIamPolicy', {
      name: `app-${at}`,
      type: 'customer-managed',
      document: statement(
        ['s3:GetObject', 's3:PutObject', 's3:ListBucket'].slice(0, 1 + (at % 3)),
        `arn:aws:s3:::${builder.account}-data-${at % 10}*`,
      ),
      attachments: 1,
    }),
  )
  const admin = builder.node('iam', `${prefix}:policy/administrators`, 'AwsIamPolicy', {
    name: 'administrators',
    type: 'customer-managed',
    document: statement(['*'], '*'),
    attachments: 1,
  })
  return [...ids, admin]
}

function addUser(builder: Builder, prefix: string, at: number, groups: readonly string[]): void {
  const console = builder.chance(0.5)
  const id = builder.node('iam', `${prefix}:user/user-${at}`, 'AwsIamUser', {
    name: `user-${at}`,
    path: '/',
    consoleAccess: console,
    mfaEnabled: builder.chance(0.8),
    activeAccessKeys: builder.chance(0.3) ? 1 : 0,
    accessKeys: 1,
    oldestActiveKeyCreatedAt: '2026-09-20T00:00:00.000Z',
    inlinePolicies: 0,
    attachedPolicies: 0,
  })
  builder.relate('iam', id, 'MEMBER_OF', pick(builder, groups))
}

function addRole(
  builder: Builder,
  prefix: string,
  at: number,
  policies: readonly string[],
  accounts: readonly string[],
): string {
  const id = `${prefix}:role/service-${at}`
  builder.node('iam', id, 'AwsIamRole', {
    name: `service-${at}`,
    path: '/',
    trustPolicy: trust(principalOf(builder, prefix, at, accounts)),
    serviceLinked: false,
    maxSessionDuration: 3600,
    inlinePolicies: 0,
    attachedPolicies: 2,
  })
  builder.relate(
    'iam',
    id,
    'HAS_POLICY',
    policies[at === 0 ? policies.length - 1 : at % policies.length] ?? '',
  )
  builder.relate('iam', id, 'HAS_POLICY', pick(builder, policies.slice(0, -1)))
  return id
}

function principalOf(builder: Builder, prefix: string, at: number, accounts: readonly string[]): Value {
  if (at % 10 === 1) return { AWS: `arn:aws:iam::${pick(builder, accounts)}:root` }
  if (at % 10 === 2) return { AWS: `${prefix}:role/service-${Math.max(0, at - 1)}` }
  return { Service: at % 2 === 0 ? 'ec2.amazonaws.com' : 'lambda.amazonaws.com' }
}
