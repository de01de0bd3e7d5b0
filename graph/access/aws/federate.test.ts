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
  ['*', true],
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
