import { expect, test } from 'vitest'
import { bucketOfHost } from './bucket-host.ts'

test.each([
  'site.s3.amazonaws.com',
  'site.s3.eu-west-1.amazonaws.com',
  'site.s3-eu-west-1.amazonaws.com',
  'site.s3.us-gov-west-1.amazonaws.com',
  'site.s3.cn-north-1.amazonaws.com.cn',
  'site.s3.dualstack.eu-west-1.amazonaws.com',
  'site.s3-website-us-east-1.amazonaws.com',
  'site.s3-website.eu-central-1.amazonaws.com',
  'site.s3-accelerate.amazonaws.com',
])('%s leads to a bucket', (host) => {
  expect(bucketOfHost(host)).toBe('site')
})

test('a name may have dots', () => {
  expect(bucketOfHost('www.example.org.s3.amazonaws.com')).toBe('www.example.org')
})

test.each([
  'www.example.org',
  's3.amazonaws.com',
  'my-access-point-hrzrlukc5m36ft7okagglf3gmwluquse1a-s3alias.s3.us-east-1.amazonaws.com',
  'mine-111111111111.s3-accesspoint.us-east-1.amazonaws.com',
  'abc123.mrap.accesspoint.s3-global.amazonaws.com',
  'site.s3.amazonaws.com.example.org',
  'd111111abcdef8.cloudfront.net',
])('%s leads to none', (host) => {
  expect(bucketOfHost(host)).toBeUndefined()
})
