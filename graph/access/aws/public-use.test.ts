import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allow, deny, derive, HOME, OTHER, policy } from './testkit.ts'

const IMAGES = `arn:aws:ecr:eu-west-1:${HOME}:repository/images`

function isPublic(document: Props | null | undefined): unknown {
  const props = { account: HOME, ...(document === undefined ? {} : { policy: document }) }
  const { properties } = derive({ identities: {}, nodes: [{ id: IMAGES, kind: 'AwsEcrRepository', props }] })
  return properties.get(IMAGES)?.publicAccess
}

const everyone = { Principal: '*' }
const pull = { ...allow('ecr:BatchGetImage'), ...everyone }

test('a repository whose policy lets anyone pull is public', () => {
  expect(isPublic(policy(pull))).toBe(true)
})

test.each([
  ['another account alone', policy({ ...pull, Principal: { AWS: `arn:aws:iam::${OTHER}:root` } })],
  [
    'anyone of an organization',
    policy({ ...pull, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
  ],
  ['anyone, and denies it again', policy(pull, { ...deny('ecr:*'), ...everyone })],
  ['nobody', null],
])('one that lets in %s is not', (_whom, document) => {
  expect(isPublic(document)).toBe(false)
})

test('of one whose policy was not read nothing is said', () => {
  expect(isPublic(undefined)).toBe(undefined)
})
