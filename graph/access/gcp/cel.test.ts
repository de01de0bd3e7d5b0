import { describe, expect, test } from 'vitest'
import { MAYBE, NO, type Tri, YES } from '../tri.ts'
import { holdsAt, type RequestFacts, testCel } from './cel.ts'
import { parseCel } from './cel-parse.ts'

// https://cloud.google.com/iam/docs/conditions-attribute-reference
type Row = readonly [text: string, facts: RequestFacts, expected: Tri]
const holds = (rows: readonly Row[]) =>
  test.each(rows.map(([text, facts, expected]) => [text, { facts, expected }] as const))(
    '%s',
    (text, { facts, expected }) => {
      expect(testCel(text, facts)).toBe(expected)
    },
  )

describe('values and comparisons', () => {
  holds([
    ['true', {}, YES],
    ['false', {}, NO],
    ['"true"', {}, MAYBE],
    ['1', {}, MAYBE],
    ['1 == 1', {}, YES],
    ['1 == 2', {}, NO],
    ['1 != 2', {}, YES],
    ['1 != 1', {}, NO],
    ['1 < 2', {}, YES],
    ['1 < 1', {}, NO],
    ['1 <= 1', {}, YES],
    ['2 <= 1', {}, NO],
    ['1 <= 2', {}, YES],
    ['2 > 1', {}, YES],
    ['1 > 1', {}, NO],
    ['1 > 2', {}, NO],
    ['1 >= 1', {}, YES],
    ['1 >= 2', {}, NO],
    ['1.5 > 1', {}, YES],
    ['"a" < "b"', {}, MAYBE],
    ['1 < "2"', {}, MAYBE],
    ['"1" < 2', {}, MAYBE],
    [`"a" == 'a'`, {}, YES],
    [`"a\\"b" == 'a"b'`, {}, YES],
    ['true == true', {}, YES],
    ['(!true) == false', {}, MAYBE],
    ['(true && true) == true', {}, MAYBE],
    ['["a"] == ["a"]', {}, MAYBE],
    ['["a"] != ["a"]', {}, MAYBE],
    ['"a" == ["a"]', {}, MAYBE],
    [' true ', {}, YES],
  ])
})

describe('membership', () => {
  holds([
    ['"a" in ["a", "b"]', {}, YES],
    ['"b" in ["a", "b"]', {}, YES],
    ['"c" in ["a", "b"]', {}, NO],
    ['"a" in []', {}, NO],
    ['"a" in "abc"', {}, MAYBE],
    ['"a" of ["a"]', {}, MAYBE],
    ['"a" in [resource.type]', {}, MAYBE],
    ['"a" in ["a", resource.type]', {}, YES],
    ['resource.type in ["a"]', {}, MAYBE],
    ['resource.type in ["a"]', { type: 'a' }, YES],
  ])
})

describe('logic', () => {
  holds([
    ['!true', {}, NO],
    ['!false', {}, YES],
    ['!!true', {}, YES],
    ['!resource.type', {}, MAYBE],
    ['!(true && false)', {}, YES],
    ['true || false && false', {}, YES],
    ['(true || false) && false', {}, NO],
    ['false && false || true', {}, YES],
    ['f(true)', {}, MAYBE],
    ['f(true) || true', {}, YES],
  ])
})

describe('attributes of the resource', () => {
  const name = 'projects/_/buckets/b'
  holds([
    ['resource.service == "a"', { service: 'a' }, YES],
    ['resource.service == "a"', { type: 'a' }, MAYBE],
    ['resource.type == "a"', { type: 'a' }, YES],
    ['resource.type != "a"', {}, MAYBE],
    ['"a" == resource.type', {}, MAYBE],
    ['resource.owner == "a"', { service: 'a', type: 'a', name: 'a', time: '2026-01-01' }, MAYBE],
    [`resource.name == "${name}"`, { name }, YES],
    [`resource.name == "${name}"`, { name, below: true }, MAYBE],
    ['resource.name == "a"', {}, MAYBE],
    ['resource.name.startsWith("a")', {}, MAYBE],
    ['resource.name.startsWith("projects")', { name }, YES],
    ['resource.name.startsWith("other")', { name }, NO],
    ['resource.name.endsWith("b")', { name }, YES],
    ['resource.name.endsWith("c")', { name }, NO],
    ['resource.name.contains("_")', { name }, YES],
    ['resource.name.contains("zz")', { name }, NO],
    ['resource.name.matches("b")', { name }, MAYBE],
    ['resource.name.startsWith(1)', { name }, MAYBE],
    ['resource.name.startsWith()', { name }, MAYBE],
    ['resource.name.startsWith(resource.type)', { name, type: 'projects' }, YES],
    ['resource.type.startsWith("a")', { type: 'ab' }, YES],
    ['resource.type.endsWith("a")', { type: 'ab' }, NO],
    ['resource.type.contains("b")', { type: 'abc' }, YES],
    ['resource.type.matches("a")', { type: 'ab' }, MAYBE],
    ['resource.type.startsWith("a")', {}, MAYBE],
    ['resource.service.startsWith("a")', { service: 'ab', name }, YES],
    ['"ab".startsWith("a")', { name }, YES],
    ['1.startsWith("1")', {}, MAYBE],
  ])
})

describe('below a name the caller picks what fits', () => {
  const facts: RequestFacts = { name: 'projects/_/buckets/b', below: true }
  holds([
    ['resource.name.startsWith("projects/_/buckets")', facts, YES],
    ['resource.name.startsWith("projects/_/buckets/b/objects/x")', facts, YES],
    ['resource.name.startsWith("projects/_/buckets/bc")', facts, NO],
    ['resource.name.endsWith(".txt")', facts, YES],
    ['resource.name.contains("x")', facts, YES],
    ['resource.name.matches("x")', facts, MAYBE],
  ])
})

// https://cloud.google.com/iam/docs/tags-access-control
describe('tags', () => {
  const tags = { tags: new Map([['o/env', 'prod']]) }
  holds([
    ['resource.matchTag("o/env", "prod")', tags, YES],
    ['resource.matchTag("o/env", "test")', tags, NO],
    ['resource.matchTag("o/env", "prod")', {}, MAYBE],
    ['resource.hasTagKey("o/env")', tags, YES],
    ['resource.hasTagKey("o/team")', tags, NO],
    ['resource.hasTagKey(1)', tags, MAYBE],
    ['resource.hasTagKeyId("o/env")', tags, MAYBE],
    ['resource.hasTagKeyId("tagKeys/1")', { tags: new Map([['tagKeys/1', 'tagValues/2']]) }, YES],
    ['resource.hasTagKeyId("tagKeys/1")', tags, NO],
    [
      'resource.matchTagId("tagKeys/1", "tagValues/2")',
      { tags: new Map([['tagKeys/1', 'tagValues/2']]) },
      YES,
    ],
    ['resource.matchTag("o/team", "a")', { ...tags, tagKeys: new Set(['o/env']) }, MAYBE],
    ['"resource".matchTag("o/env", "prod")', tags, MAYBE],
    ['resource.type.matchTag("o/env", "prod")', { ...tags, type: 'a' }, MAYBE],
  ])
})

// https://cloud.google.com/iam/docs/setting-limits-on-granting-roles
describe('roles that may be granted', () => {
  const attribute = '"iam.googleapis.com/modifiedGrantsByRole"'
  const only = (list: string) => `api.getAttribute(${attribute}, []).hasOnly(${list})`
  holds([
    [only('["roles/a"]'), {}, YES],
    [only('["roles/a"]'), { modifiedRoles: ['roles/a'] }, YES],
    [only('["roles/a"]'), { modifiedRoles: ['roles/b'] }, NO],
    [only('["roles/a"]'), { modifiedRoles: ['roles/a', 'roles/b'] }, NO],
    [only('"roles/a"'), { modifiedRoles: ['roles/a'] }, MAYBE],
    [only(''), {}, MAYBE],
    ['api.getAttribute("other", []).hasOnly(["roles/a"])', {}, MAYBE],
    [`api.getOther(${attribute}, []).hasOnly(["roles/a"])`, {}, MAYBE],
    ['api.getAttribute().hasOnly(["roles/a"])', {}, MAYBE],
    ['api.getAttribute(resource.type, []).hasOnly(["roles/a"])', {}, MAYBE],
    ['resource.type.hasOnly(["roles/a"])', { type: 'a' }, MAYBE],
  ])
})

describe('times', () => {
  const at = 'timestamp("2026-06-01T00:00:00Z")'
  holds([
    [`request.time < ${at}`, { time: '2026-05-31T23:59:59Z' }, YES],
    [`request.time < ${at}`, { time: '2026-06-01T00:00:00Z' }, NO],
    [`request.time == ${at}`, { time: '2026-06-01T02:00:00+02:00' }, YES],
    [`request.time < ${at}`, {}, MAYBE],
    ['timestamp("x") == timestamp("x")', {}, MAYBE],
    ['timestamp() == timestamp()', {}, MAYBE],
    ['timestamp(1) == timestamp(1)', {}, MAYBE],
    ['date("2026-01-01") == date("2026-01-01")', {}, MAYBE],
    ['a.timestamp("2026-01-01") == a.timestamp("2026-01-01")', {}, MAYBE],
  ])

  test('a condition that is not there holds, at a time that is not known only what hangs on no time', () => {
    expect(holdsAt(null, null)).toBe(YES)
    expect(holdsAt('true', null)).toBe(YES)
    expect(holdsAt(`request.time < ${at}`, null)).toBe(MAYBE)
    expect(holdsAt(`request.time < ${at}`, '2026-01-01T00:00:00Z')).toBe(YES)
    expect(holdsAt(`request.time < ${at}`, '2027-01-01T00:00:00Z')).toBe(NO)
  })
})

test.each([
  '',
  ' ',
  '&&',
  'true &&',
  'true && )',
  'true || ||',
  'true || @',
  '(true',
  '()',
  'true)',
  'true true',
  'true ==',
  '== true',
  'true . ==',
  'resource.',
  'resource.1',
  'resource.(true)',
  '"a".b',
  '!',
  '! &&',
  '"open',
  'f(',
  'f(true',
  'f(true,',
  'f(true true)',
  'a.f(',
  'a.f(,)',
  '[true',
  '["a",]',
  '"a" in',
  '"a" == [',
  'a["x"]',
  '1 + 2',
  ')',
])('"%s" is not understood', (text) => {
  expect(parseCel(text)).toBeNull()
  expect(testCel(text, {})).toBe(MAYBE)
})

test.each([
  ['parentheses', '(', ')', 'true'],
  ['negations', '!', '', 'true'],
  ['lists', '[', ']', 'true'],
  ['calls', 'f(', ')', 'true'],
  ['calls on something', 'a.f(', ')', 'true'],
])('a hundred %s within each other are read, one more is not', (_, open, close, inner) => {
  const nested = (depth: number) => `${open.repeat(depth)}${inner}${close.repeat(depth)}`
  expect(parseCel(nested(100))).not.toBeNull()
  expect(parseCel(nested(101))).toBeNull()
})

test('blanks may stand at both ends', () => {
  expect(parseCel('  1.5 \n')).toEqual({ type: 'literal', value: 1.5 })
})
