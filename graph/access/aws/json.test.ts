import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { duplicateKey, isDeeperThan, nestsDeeperThan } from './json.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)

describe('a key that occurs twice in one object', () => {
  test.each([
    ['next to each other', '{"a":1,"a":2}', 'a'],
    ['with another between', '{"a":1,"b":2,"a":3}', 'a'],
    ['after an object', '{"a":{"x":1},"a":2}', 'a'],
    ['after a list', '{"a":[1,"b"],"b":2,"a":3}', 'a'],
    ['in an object of a list', '[1,{"a":1},{"b":1,"b":2}]', 'b'],
    ['below another key', '{"a":{"b":{"c":1,"d":"c","c":2}}}', 'c'],
    ['with an escape', '{"a":1,"\\u0061":2}', 'a'],
    ['with a quotation mark', '{"a\\"":1,"a\\"":2}', 'a"'],
    ['after white space', '{ "a" : 1 ,\n "a" : 2 }', 'a'],
    ['of two', '{"a":1,"b":1,"b":2,"a":2}', 'b'],
    ['that is empty', '{"":1,"":2}', ''],
  ])('is found %s', (_, text, expected) => {
    expect(duplicateKey(text)).toBe(expected)
  })

  test.each([
    ['values', '{"a":"a","b":"a"}'],
    ['two objects', '[{"a":1},{"a":1}]'],
    ['an object in another', '{"a":{"a":{"b":1}},"b":1}'],
    ['strings of a list', '{"a":["b","b"],"b":["a","a"]}'],
    ['a list below a list', '{"a":[["a"],"a"]}'],
    ['a list of strings alone', '["a","a"]'],
    ['a string alone', '"a"'],
    ['text in a string', '{"a":"{\\"b\\":1,\\"b\\":2}"}'],
    ['text with a backslash at its end', '{"a":"\\\\","b":"a"}'],
    ['letters of another size', '{"a":1,"A":2}'],
  ])('near miss: %s', (_, text) => {
    expect(duplicateKey(text)).toBeNull()
  })

  test('is never found in what was written from a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => duplicateKey(JSON.stringify(value)) === null),
      { numRuns: RUNS },
    )
  })
})

describe('depth', () => {
  test.each([
    ['7', 0],
    ['"[[["', 0],
    ['"\\"[["', 0],
    ['[]', 1],
    ['{"a":[]}', 2],
    ['[[],[],[]]', 2],
    ['{"a":{},"b":{}}', 2],
    ['[{"a":[1]}]', 3],
  ])('of %s is %s', (text, levels) => {
    expect(isDeeperThan(text, levels)).toBe(false)
    expect(nestsDeeperThan(JSON.parse(text), levels)).toBe(false)
    if (levels === 0) return
    expect(isDeeperThan(text, levels - 1)).toBe(true)
    expect(nestsDeeperThan(JSON.parse(text), levels - 1)).toBe(true)
  })

  test('is the same of the text and of the value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.integer({ min: 0, max: 5 }),
        (value, levels) => isDeeperThan(JSON.stringify(value), levels) === nestsDeeperThan(value, levels),
      ),
      { numRuns: RUNS },
    )
  })

  test('of what is nested ten thousand times is told without reading on', () => {
    expect(isDeeperThan('['.repeat(10_000), 100)).toBe(true)
  })
})
