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

test('everything is also *:*, and nothing that only begins so', () => {
  expect(allow({ Action: '*:*', Resource: ['arn:aws:s3:::b', '*'] })).toMatchObject({
    allowsEverything: true,
  })
  expect(allow({ Action: '*:*Object', Resource: '*' })).toMatchObject({ allowsEverything: false })
  expect(allow({ Action: 's3:*', Resource: '*' })).toMatchObject({ allowsEverything: false })
  expect(allow({ Action: '*', Resource: 'arn:aws:s3:::b' })).toMatchObject({ allowsEverything: false })
})

test('services are told once and in order; one resource of several is enough', () => {
  const { allowsAllOf } = allow({ Action: ['sqs:*', 's3:*', 'SQS:*'], Resource: ['arn:aws:s3:::b', '*'] })
  expect(allowsAllOf).toEqual(['s3', 'sqs'])
})

test.each([
  ['?s3:*', '*'],
  ['s3:*Object', '*'],
  ['s3:*', 'xarn:aws:s3:::*'],
  ['s3:*', 'arn:aws:s3:::*/logs'],
  ['s3:*', 'arn:aws:s3:eu-west-1::*'],
])('%s on %s is not all of a service', (Action, Resource) => {
  expect(allow({ Action, Resource }).allowsAllOf).toEqual([])
})

test.each([
  ['s3:*', 'arn:aws:s3:*:*:*'],
  ['s3:*', 'arn:aws-cn:s3:::*'],
])('%s on %s is all of a service', (Action, Resource) => {
  expect(allow({ Action, Resource }).allowsAllOf).toEqual(['s3'])
})

test.each([
  ['arn:aws:iam::*', true],
  ['arn:aws:iam::*:*', true],
  ['arn:aws:*:*:*:role/*', true],
  ['arn:aws-us-gov:iam::*:role/*', true],
  ['xarn:aws:iam::*:role/*', false],
  ['arn:aws:iam::*:role/*-deploy', false],
  ['arn:aws:s3:::*', false],
])('every role is %s: %s', (Resource, assumesAnyRole) => {
  expect(allow({ Action: 'sts:AssumeRole', Resource })).toMatchObject({ assumesAnyRole })
  expect(allow({ Action: 'sts:AssumeRole', Resource: ['arn:aws:s3:::b', Resource] })).toMatchObject({
    assumesAnyRole,
  })
})

test('one statement of several, and one action of several, is enough', () => {
  const Statement = [
    { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b' },
    { Effect: 'Allow', Action: ['ec2:Describe*', 'sts:AssumeRole', 'sqs:*'], Resource: '*' },
  ]
  expect(policyBreadth({ Version: '2012-10-17', Statement })).toEqual({
    allowsEverything: false,
    assumesAnyRole: true,
    allowsAllOf: ['sqs'],
  })
  const [first] = Statement
  expect(policyBreadth({ Version: '2012-10-17', Statement: first })).toMatchObject({ assumesAnyRole: false })
})

test('NotResource is neither', () => {
  expect(allow({ Action: 'sts:*', NotResource: 'arn:aws:s3:::b' })).toEqual({
    allowsEverything: false,
    assumesAnyRole: false,
    allowsAllOf: [],
  })
})
