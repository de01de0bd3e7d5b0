import { expect, test } from 'vitest'
import { compilePrincipals, matchPrincipal, parsePrincipal, principalKey } from './principal.ts'

const HOME = '111111111111'

test.each([
  [`arn:aws:iam::${HOME}:root`, { kind: 'root', name: 'root', arn: `arn:aws:iam::${HOME}:root` }],
  [HOME, { kind: 'root', id: `arn:aws:iam::${HOME}:root` }],
  [`arn:aws:iam::${HOME}:user/dept/alice`, { kind: 'user', name: 'alice', behind: null, sessions: null }],
  [
    `arn:aws-cn:iam::${HOME}:role/app/deploy`,
    {
      kind: 'role',
      name: 'deploy',
      arn: `arn:aws-cn:iam::${HOME}:role/app/deploy`,
      behind: `arn:aws-cn:iam::${HOME}:role/deploy`,
      sessions: `arn:aws-cn:sts::${HOME}:assumed-role/deploy/`,
      session: null,
    },
  ],
  [
    `arn:aws-cn:sts::${HOME}:assumed-role/deploy/job`,
    {
      kind: 'session',
      name: 'deploy',
      session: 'job',
      arn: `arn:aws-cn:iam::${HOME}:role/deploy`,
      behind: `arn:aws-cn:iam::${HOME}:role/deploy`,
      sessions: null,
    },
  ],
  [
    `arn:aws-cn:sts::${HOME}:federated-user/bob`,
    {
      kind: 'federated-user',
      name: 'bob',
      arn: `arn:aws-cn:sts::${HOME}:federated-user/bob`,
      behind: `arn:aws-cn:iam::${HOME}:user/bob`,
    },
  ],
  [
    `arn:aws:iam::${HOME}:oidc-provider/example.com/id/1`,
    { kind: 'provider', name: 'example.com/id/1', arn: null, account: HOME },
  ],
  [`arn:aws:iam::${HOME}:saml-provider/corp`, { kind: 'provider', name: 'corp' }],
  ['ec2.amazonaws.com', { kind: 'service', name: 'ec2.amazonaws.com', account: null, arn: null }],
  ['*', { kind: 'anonymous', account: null, serviceLinked: false }],
])('reads %s', (text, expected) => {
  expect(parsePrincipal(text)).toMatchObject(expected)
})

test.each([
  ['a text that is no ARN', 'alice'],
  ['an account of eleven digits', '11111111111'],
  ['an account of thirteen digits', '1111111111111'],
  ['an ARN whose account is too short', 'arn:aws:iam::1:user/alice'],
  ['an ARN whose account is too long', `arn:aws:iam::${HOME}1:user/alice`],
  ['an ARN whose account is no number', 'arn:aws:iam::aws:role/admin'],
  ['a user without a name', `arn:aws:iam::${HOME}:user`],
  ['a user whose name is empty', `arn:aws:iam::${HOME}:user/`],
  ['a group', `arn:aws:iam::${HOME}:group/ops`],
  ['a policy', `arn:aws:iam::${HOME}:policy/admin`],
  ['a user of another service', `arn:aws:quicksight:eu-west-1:${HOME}:user/default/alice`],
  ['a root of another service', `arn:aws:organizations::${HOME}:root`],
  ['a role of another service', `arn:aws:sts::${HOME}:role/deploy`],
  ['a session outside STS', `arn:aws:iam::${HOME}:assumed-role/deploy/job`],
  ['a session without a name', `arn:aws:sts::${HOME}:assumed-role/deploy`],
  ['a federated user outside STS', `arn:aws:iam::${HOME}:federated-user/bob`],
  ['a provider outside IAM', `arn:aws:sts::${HOME}:oidc-provider/example.com`],
])('%s is no principal', (_, text) => {
  expect(parsePrincipal(text)).toBeNull()
})

test.each([
  [`arn:aws:iam::${HOME}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`, true],
  [`arn:aws:sts::${HOME}:assumed-role/AWSServiceRoleForECS/ecs`, true],
  [`arn:aws:iam::${HOME}:role/service-role/build`, false],
  [`arn:aws:sts::${HOME}:assumed-role/build/AWSServiceRoleForECS`, false],
])('%s is service-linked: %s', (text, serviceLinked) => {
  expect(parsePrincipal(text)).toMatchObject({ serviceLinked })
})

test.each([
  [`arn:aws:iam::${HOME}:user/dept/alice`, `arn:aws:iam::${HOME}:user/alice`],
  [`arn:aws:iam::${HOME}:role/app/deploy`, `arn:aws:iam::${HOME}:role/deploy`],
  [`arn:aws:iam::${HOME}:group/dept/ops`, `arn:aws:iam::${HOME}:group/dept/ops`],
  [`arn:aws:sts::${HOME}:assumed-role/deploy/job`, `arn:aws:sts::${HOME}:assumed-role/deploy/job`],
  [
    `arn:aws:quicksight:eu-west-1:${HOME}:user/default/alice`,
    `arn:aws:quicksight:eu-west-1:${HOME}:user/default/alice`,
  ],
  ['AIDAEXAMPLE', 'AIDAEXAMPLE'],
])('the key of %s is %s', (text, key) => {
  expect(principalKey(text)).toBe(key)
})

test('accounts, principals, services and providers are told apart', () => {
  const set = compilePrincipals([
    {
      type: 'AWS',
      values: [HOME, `arn:aws:iam::222222222222:root`, `arn:aws:iam::${HOME}:user/dept/alice`, 'AIDAEXAMPLE'],
    },
    { type: 'Service', values: ['ec2.amazonaws.com'] },
    { type: 'Federated', values: ['cognito-identity.amazonaws.com'] },
    { type: 'CanonicalUser', values: ['*'] },
  ])
  expect(set).toMatchObject({
    everyone: false,
    accounts: new Set([HOME, '222222222222']),
    arns: new Set([`arn:aws:iam::${HOME}:user/alice`, 'AIDAEXAMPLE']),
    sessions: [],
    services: new Set(['ec2.amazonaws.com']),
    federated: new Set(['cognito-identity.amazonaws.com']),
  })
})

test.each(['1111111111111', 'x111111111111', 'arn:aws:organizations::111111111111:root'])(
  '%s names no account',
  (value) => {
    expect(compilePrincipals([{ type: 'AWS', values: [value] }]).accounts).toEqual(new Set())
  },
)

test('everyone is no principal of its own', () => {
  expect(compilePrincipals([{ type: 'AWS', values: ['*'] }])).toMatchObject({
    everyone: true,
    arns: new Set(),
  })
})

test('AWS does not say whom a star among the services names, so it is every service, and no one else', () => {
  const set = compilePrincipals([{ type: 'Service', values: ['*'] }])
  const matchOf = (text: string) => {
    const principal = parsePrincipal(text)
    return principal === null ? null : matchPrincipal(set, principal)
  }
  expect(matchOf('ec2.amazonaws.com')).toBe('direct')
  expect(matchOf(`arn:aws:iam::${HOME}:user/alice`)).toBe('none')
  expect(matchOf('*')).toBe('none')
})
