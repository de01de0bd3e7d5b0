import { expect, test } from 'vitest'
import { derive, edgesOf, HOME, policy, role } from './testkit.ts'

const DEPLOY = role('deploy')
const GITHUB = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`
const SUBJECT = 'token.actions.githubusercontent.com:sub'

const trustOf = (Condition: object, more: object = {}) =>
  derive({
    identities: {
      [DEPLOY]: {
        trust: policy({
          Effect: 'Allow',
          Principal: { Federated: GITHUB },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { ...Condition },
          ...more,
        }),
      },
    },
  })

test('an OIDC trust becomes an edge from the subject that it names', () => {
  const found = trustOf({ StringEquals: { [SUBJECT]: 'repo:acme/app:ref:refs/heads/main' } })
  expect(edgesOf(found)).toEqual([
    `oidc:token.actions.githubusercontent.com:repo:acme/app:ref:refs/heads/main CAN_FEDERATE ${DEPLOY}`,
  ])
  expect(found.nodes[0]?.props).toMatchObject({ type: 'oidc-subject', anyone: false })
})

test.each([
  ['repo:acme/*', false],
  ['repo:acme/*:ref:refs/heads/main', false],
  ['repo:acme*', true],
  ['repo:*', true],
  ['organization:acme:project:*:workspace:*:run_phase:*', false],
  ['organization:*:project:web', true],
  ['system:serviceaccount:shop:*', false],
  ['*', true],
  ['*:acme/app', true],
])('the subject %s can be met by anyone: %s', (pattern, anyone) => {
  expect(trustOf({ StringLike: { [SUBJECT]: pattern } }).nodes[0]?.props.anyone).toBe(anyone)
})

test('without a condition on the subject anyone who uses the issuer may come in', () => {
  const audience = { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }
  expect(trustOf(audience).nodes[0]).toMatchObject({
    id: 'oidc:token.actions.githubusercontent.com:*',
    props: { anyone: true },
  })
})

test('the audience is the caller to choose, so it is no condition', () => {
  const audience = { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } }
  expect(trustOf(audience).edges[0]?.conditions).toEqual([])
})

test('an issuer that ends in a slash, as that of Entra does, is trusted like any other', () => {
  const issuer = 'sts.windows.net/aaaaaaaa-0000-0000-0000-000000000001/'
  const found = trustOf(
    { StringEquals: { [`${issuer}:sub`]: 'robot' } },
    { Principal: { Federated: `arn:aws:iam::${HOME}:oidc-provider/${issuer}` } },
  )
  expect(edgesOf(found)).toEqual([`oidc:${issuer}:robot CAN_FEDERATE ${DEPLOY}`])
})

test('a trust for another call is no federation', () => {
  expect(trustOf({}, { Action: 'sts:TagSession' }).edges).toEqual([])
})

test('a SAML trust is an edge from the users of its provider', () => {
  const provider = `arn:aws:iam::${HOME}:saml-provider/okta`
  const found = derive({
    identities: {
      [DEPLOY]: {
        trust: policy({
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: 'sts:AssumeRoleWithSAML',
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        }),
      },
    },
  })
  expect(edgesOf(found)).toEqual([`saml:${provider} CAN_FEDERATE ${DEPLOY}`])
})

test('a subject is a node of its own; any subject has the name of the issuer', () => {
  const nodes = (pattern: string) => trustOf({ StringLike: { [SUBJECT]: pattern } }).nodes
  const issuer = 'token.actions.githubusercontent.com'
  const node = (pattern: string, name: string, anyone: boolean) => ({
    id: `oidc:${issuer}:${pattern}`,
    kind: 'ExternalPrincipal',
    props: { name, provider: 'any', type: 'oidc-subject', anyone },
  })
  expect(nodes('repo:acme/app')).toEqual([node('repo:acme/app', 'repo:acme/app', false)])
  expect(nodes('*')).toEqual([node('*', `any subject of ${issuer}`, true)])
})

test.each([
  ['repo:a?me/app', true],
  ['repo:acme/app?', false],
  ['abc*', true],
  ['project:*/acme', true],
])('%s is met by other owners too: %s', (pattern, anyone) => {
  expect(trustOf({ StringLike: { [SUBJECT]: pattern } }).nodes[0]?.props.anyone).toBe(anyone)
})

test('of several conditions on the subject the one with the fewest wildcards names it', () => {
  const ids = (Condition: object) =>
    trustOf(Condition).nodes.map(({ id }) => id.split(':').slice(2).join(':'))
  const exact = { StringEquals: { [SUBJECT]: ['repo:acme/app', 'repo:acme/web'] } }
  const wide = { StringLike: { [SUBJECT]: 'repo:acme/*' } }
  expect(ids({ ...wide, ...exact })).toEqual(['repo:acme/app', 'repo:acme/web'])
  expect(ids({ ...exact, ...wide })).toEqual(['repo:acme/app', 'repo:acme/web'])
  expect(ids({ StringNotLike: { [SUBJECT]: 'repo:evil/*' } })).toEqual(['*'])
  expect(ids({ StringEqualsIgnoreCase: { [SUBJECT]: 'repo:acme/app' } })).toEqual(['repo:acme/app'])
})

test('a subject that a Deny keeps out does not come in', () => {
  const statement = (Effect: string) => ({
    Effect,
    Principal: { Federated: GITHUB },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [SUBJECT]: 'repo:acme/*' } },
  })
  const trust = (...effects: readonly string[]) =>
    derive({ identities: { [DEPLOY]: { trust: policy(...effects.map(statement)) } } })
  expect(trust('Allow').edges).toHaveLength(1)
  expect(trust('Allow', 'Deny')).toMatchObject({ edges: [], nodes: [] })
})

test('a provider of one kind is no provider of the other', () => {
  const saml = `arn:aws:iam::${HOME}:saml-provider/okta`
  const trust = (Federated: string, Action: string) =>
    derive({
      identities: { [DEPLOY]: { trust: policy({ Effect: 'Allow', Principal: { Federated }, Action }) } },
    })
  expect(trust(saml, 'sts:AssumeRoleWithWebIdentity').edges).toEqual([])
  expect(trust(GITHUB, 'sts:AssumeRoleWithSAML').edges).toEqual([])
  expect(trust(saml, 'sts:AssumeRole*').edges).toHaveLength(1)
  expect(trust(saml, 'sts:AssumeRoleWithSAML').nodes).toEqual([
    {
      id: `saml:${saml}`,
      kind: 'ExternalPrincipal',
      props: { name: 'users of okta', provider: 'any', type: 'saml-subject', anyone: false },
    },
  ])
})

test('a service that signs tokens itself is the issuer', () => {
  const cognito = 'cognito-identity.amazonaws.com'
  const trusting = policy({
    Effect: 'Allow',
    Principal: { Federated: cognito },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${cognito}:sub`]: 'eu-west-1:1' } },
  })
  const { edges } = derive({ identities: { [DEPLOY]: { trust: trusting } } })
  expect(edges).toMatchObject([
    {
      from: `oidc:${cognito}:eu-west-1:1`,
      kind: 'CAN_FEDERATE',
      attack: ['T1078.004', 'T1199'],
      conditions: [],
    },
  ])
})

test('of a role without a trust policy nobody outside is told', () => {
  expect(derive({ identities: { [DEPLOY]: { props: { trustPolicy: null } } } }).edges).toEqual([])
})
