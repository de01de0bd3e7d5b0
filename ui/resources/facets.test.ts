import { expect, test } from 'vitest'
import { classFacet, kindFacet, parseTag } from './facets.ts'

const kinds = [
  { kind: 'IamRole', title: 'IAM role', class: 'IDENTITY', count: 3 },
  { kind: 'IamUser', title: 'IAM user', class: 'IDENTITY', count: 4 },
  { kind: 'S3Bucket', title: 'S3 bucket', class: 'DATA', count: 5 },
]

test('kinds of one class are counted together', () => {
  expect(classFacet(kinds)[0]).toEqual({ value: 'IDENTITY', label: 'IDENTITY', count: 7 })
})

test('a chosen class leaves out the kinds of others', () => {
  expect(kindFacet(kinds, ['DATA']).map(({ value }) => value)).toEqual(['S3Bucket'])
})

test('a tag value keeps its own equals signs', () => {
  expect(parseTag('query=a=b')).toEqual({ key: 'query', value: 'a=b' })
})

test('a tag without a value asks for the key alone', () => {
  expect(parseTag('team')).toEqual({ key: 'team', value: null })
})
