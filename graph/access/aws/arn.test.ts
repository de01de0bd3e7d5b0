import { expect, test } from 'vitest'
import { lastSegment, parseArn } from './arn.ts'

test('an ARN has five parts and a resource', () => {
  expect(parseArn('arn:aws-cn:sqs:cn-north-1:111111111111:jobs')).toEqual({
    partition: 'aws-cn',
    service: 'sqs',
    region: 'cn-north-1',
    account: '111111111111',
    resource: 'jobs',
  })
})

test('the resource keeps its colons', () => {
  expect(parseArn('arn:aws:lambda:eu-west-1:111111111111:function:f:live')?.resource).toBe('function:f:live')
})

test('region, account and resource may be empty', () => {
  expect(parseArn('arn:aws:s3:::')).toMatchObject({ region: '', account: '', resource: '' })
})

test.each(['urn:aws:s3:::bucket', ' arn:aws:s3:::bucket', 'ARN:aws:s3:::bucket'])('%s is no ARN', (text) => {
  expect(parseArn(text)).toBeNull()
})

test('text without a sixth part is no ARN', () => {
  expect(parseArn('arn:aws:iam::111111111111')).toBeNull()
  expect(parseArn('arn')).toBeNull()
})

test('the last segment is what follows the last slash', () => {
  expect(lastSegment('user/path/name')).toBe('name')
  expect(lastSegment('name')).toBe('name')
})
