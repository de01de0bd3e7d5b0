import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const parse = (content: string | Uint8Array): unknown =>
  parseJson(typeof content === 'string' ? bytes(content) : content, 'f.json', { depth: 200 })

test('JSON is parsed', () => {
  expect(parse('{"Users": [1, "ü"]}')).toEqual({ Users: [1, 'ü'] })
})

test('a byte order mark is accepted', () => {
  expect(parse('\uFEFF{"a": 1}')).toEqual({ a: 1 })
})

test('UTF-16 as Windows PowerShell writes it is accepted', () => {
  expect(parse(Buffer.from('\uFEFF{"a": "ü"}', 'utf16le'))).toEqual({ a: 'ü' })
})

test('bytes that are not UTF-8 are named by their line', () => {
  const broken = Buffer.concat([bytes('{\n"a": "'), Buffer.from([0xff]), bytes('"}')])
  expect(() => parse(broken)).toThrow('f.json:2: is not UTF-8 text')
})

test('an empty file says so', () => {
  expect(() => parse(' \n')).toThrow('f.json: is empty')
})

test('a truncated file says so, and where it ends', () => {
  expect(() => parse('{\n "Users": [\n')).toThrow('f.json:3: ends in the middle of the JSON')
})

test('a string that is cut off counts as truncated', () => {
  expect(() => parse('{"Users": "al')).toThrow(/cut off|unexpected end/)
})

test('a comma too many is named by its line', () => {
  expect(() => parse('{\n "a": 1,\n}')).toThrow(/f\.json:3: is not JSON/)
})

test('comments are not JSON', () => {
  expect(() => parse('{ // note\n}')).toThrow(/is not JSON/)
})

test('nesting at the limit is accepted', () => {
  expect(() => parse(`${'['.repeat(200)}${']'.repeat(200)}`)).not.toThrow()
})

test('nesting over the limit is refused', () => {
  expect(() => parse(`${'['.repeat(201)}${']'.repeat(201)}`)).toThrow('nests deeper than 200 levels')
})

test('a hundred thousand levels are refused without exhausting the stack', () => {
  expect(() => parse('{"a":'.repeat(100_000))).toThrow('nests deeper than 200 levels')
})

test('brackets inside strings are not nesting', () => {
  const text = JSON.stringify({ a: `\\"${'['.repeat(300)}` })
  expect(parse(text)).toEqual(JSON.parse(text))
})

test('__proto__ is an ordinary key and changes no prototype', () => {
  const value = parse(
    '{"__proto__": {"polluted": true}, "a": {"constructor": {"prototype": {"polluted": true}}}}',
  )
  expect(Object.keys(value ?? {})).toEqual(['__proto__', 'a'])
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

test('of two equal keys the last counts', () => {
  expect(parse('{"a": 1, "a": 2}')).toEqual({ a: 2 })
})
