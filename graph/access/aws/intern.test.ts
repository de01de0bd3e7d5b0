import { expect, test } from 'vitest'
import { interned, lowerCased, sharing } from './intern.ts'

const LONG = 'x'.repeat(2_001)
const MOST = 20_000

function counted() {
  const made: object[] = []
  const make = () => {
    made.push({})
    return made.at(-1) ?? {}
  }
  return { make, times: () => made.length }
}

test.each([
  [
    'shared by a key',
    (make: () => object) =>
      (
        (one) => (text: string) =>
          one(text, make)
      )(sharing<object>()),
  ],
  ['remembered by a text', (make: () => object) => interned(() => make())],
])('what is %s is made once, unless its name is long or the table is full', (_, open) => {
  const { make, times } = counted()
  const of = open(make)
  const first = of('a')
  expect(of('a')).toBe(first)
  expect(of('b')).not.toBe(first)
  expect(of('x'.repeat(2_000))).toBe(of('x'.repeat(2_000)))
  expect(of(LONG)).not.toBe(of(LONG))
  expect(times()).toBe(5)
  // Three are known by now.
  for (let at = 3; at < MOST; at += 1) of(`fill ${at}`)
  expect(of('a')).toBe(first)
  of('one more')
  expect(of('a')).not.toBe(first)
})

test('names ignore case', () => {
  expect(lowerCased('s3:GetObject')).toBe('s3:getobject')
})
