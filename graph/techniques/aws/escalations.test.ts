import { expect, test } from 'vitest'
import { escalationsOf } from './escalations.ts'
import { AWS_PRIVILEGES } from './index.ts'

const of = (...statements: readonly object[]) =>
  escalationsOf({ Version: '2012-10-17', Statement: statements }, AWS_PRIVILEGES)
const allow = (Action: string | readonly string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource })

test('one action on every resource is enough for some techniques', () => {
  expect(of(allow('iam:PutUserPolicy'))).toContain('iam-007')
})

test('several are needed together for others, whichever statements they stand in', () => {
  const parts = [allow('iam:PassRole', 'arn:aws:iam::*:role/*'), allow(['lambda:Create*', 'lambda:Invoke*'])]
  expect(of(...parts)).toContain('lambda-001')
  expect(of(...parts.slice(1))).toEqual([])
})

test.each([
  ['one role only', [allow('iam:PutRolePolicy', 'arn:aws:iam::111111111111:role/app')]],
  [
    'a condition',
    [{ ...allow('iam:PutUserPolicy'), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
  ],
  ['a Deny beside it', [allow('iam:PutUserPolicy'), { ...allow('iam:*'), Effect: 'Deny' }]],
  ['reading alone', [allow(['iam:Get*', 'iam:List*'])]],
])('%s is none', (_name, statements) => {
  expect(of(...statements)).toEqual([])
})

test('nothing is known of a document that cannot be parsed', () => {
  expect(escalationsOf('{', AWS_PRIVILEGES)).toBeUndefined()
})
