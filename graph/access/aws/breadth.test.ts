import { expect, test } from 'vitest'
import { policyBreadth } from './breadth.ts'

const allow = (statement: object) =>
  policyBreadth({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })

test('every action on every resource is everything', () => {
  expect(allow({ Action: '*', Resource: '*' })).toMatchObject({ allowsEverything: true, allowsAllOf: [] })
})

test('all of a service on every resource, or on every resource of it, is all of the service', () => {
  expect(allow({ Action: ['S3:*', 'sqs:*'], Resource: '*' }).allowsAllOf).toEqual(['s3', 'sqs'])
  expect(allow({ Action: 's3:*', Resource: 'arn:aws:s3:::*' }).allowsAllOf).toEqual(['s3'])
})

test.each([
  ['a prefix of actions', { Action: 's3:Get*', Resource: '*' }],
  ['one bucket', { Action: 's3:*', Resource: 'arn:aws:s3:::ledger/*' }],
  ['resources of another service', { Action: 's3:*', Resource: 'arn:aws:sqs:*:*:*' }],
  ['a condition', { Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ['a Deny', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ['NotAction', { NotAction: 'iam:*', Resource: '*' }],
])('%s is neither', (_name, statement) => {
  expect(allow(statement)).toMatchObject({ allowsEverything: false, allowsAllOf: [] })
})

test.each([
  ['*', true],
  ['arn:aws:iam::*:role/*', true],
  ['arn:aws:iam::111111111111:role/*', false],
  ['arn:aws:iam::*:role/deploy', false],
])('assuming %s', (Resource, assumesAnyRole) => {
  expect(allow({ Action: 'sts:Assume*', Resource })).toMatchObject({ assumesAnyRole })
})

test('nothing is known of a document that cannot be parsed', () => {
  expect(policyBreadth('{')).toEqual({})
})
