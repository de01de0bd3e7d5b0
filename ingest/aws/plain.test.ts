import { expect, test } from 'vitest'
import { mergePages, toPlain } from './plain.ts'

test('times become ISO 8601', () => {
  expect(toPlain({ Created: new Date(0) })).toEqual({ Created: '1970-01-01T00:00:00.000Z' })
})

test('blobs become base64', () => {
  expect(toPlain({ Content: new Uint8Array([104, 105]) })).toEqual({ Content: 'aGk=' })
})

test('metadata, paging tokens and undefined members are left out', () => {
  expect(
    toPlain({ $metadata: {}, NextToken: 'x', IsTruncated: false, A: undefined, B: [{ C: undefined }] }),
  ).toEqual({
    B: [{}],
  })
})

test('a marker below the first level is data', () => {
  expect(toPlain({ Parts: [{ Marker: 'x' }] })).toEqual({ Parts: [{ Marker: 'x' }] })
})

test('lists of all pages are joined', () => {
  expect(mergePages([{ Users: [1], Owner: 'a' }, { Users: [2] }])).toEqual({ Users: [1, 2], Owner: 'a' })
})

test('a list that the first page lacks is kept', () => {
  expect(mergePages([{}, { Users: [2] }])).toEqual({ Users: [2] })
})

test('lists within a member are joined where that is told, and the first page kept where not', () => {
  const pages = [{ List: { Items: [1], Quantity: 1 } }, { List: { Items: [2], Quantity: 1 } }]
  expect(mergePages(pages, 'List')).toEqual({ List: { Items: [1, 2], Quantity: 1 } })
  expect(mergePages(pages)).toEqual(pages[0])
})
