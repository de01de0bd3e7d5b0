import { expect, test } from 'vitest'
import { parseDocument } from './documents.ts'

const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }

test('a document that is an object is taken as it is', () => {
  expect(parseDocument(document)).toEqual(document)
})

test('JSON text is parsed', () => {
  expect(parseDocument(JSON.stringify(document))).toEqual(document)
})

test('percent-encoded JSON text is decoded', () => {
  expect(parseDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(document)
})

test('percent-encoded text is decoded once', () => {
  const literal = { Statement: { Resource: 'arn:aws:s3:::bucket/100%25' } }
  expect(parseDocument(encodeURIComponent(JSON.stringify(literal)))).toEqual(literal)
})

test('a percent sign in plain JSON text stays', () => {
  expect(parseDocument('{"Resource":"a%20b"}')).toEqual({ Resource: 'a%20b' })
})

test.each([
  ['text that is no JSON', 'not json'],
  ['a broken escape', '%7B%'],
  ['a list', []],
  ['JSON that is a number', '1'],
  ['nothing', undefined],
  ['null', null],
])('%s is not a document', (_, text) => {
  expect(parseDocument(text)).toBeUndefined()
})

test('text over ten million characters is not a document', () => {
  expect(parseDocument(`{"a":"${'x'.repeat(10_000_000)}"}`)).toBeUndefined()
})

test('100,000 nested lists are not a document, and do no harm', () => {
  expect(parseDocument(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBeUndefined()
})

test('nesting of 50 is still a document', () => {
  expect(parseDocument(`{"a":${'['.repeat(50)}${']'.repeat(50)}}`)).toBeDefined()
})

test('a __proto__ member changes no prototype', () => {
  const parsed = parseDocument('{"__proto__":{"polluted":true},"Statement":[]}')
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
  expect(parsed).not.toHaveProperty('polluted')
})
