import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonLines, type Line } from './lines.ts'

const text = (lines: readonly Line[]) =>
  lines.map((line) => '  '.repeat(line.indent) + line.tokens.map((token) => token.text).join('')).join('\n')
const lit = (lines: readonly Line[]) => text(lines.filter((line) => line.lit))

const policy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Logs', Effect: 'Allow' },
    { Sid: 'Self', Effect: 'Deny' },
  ],
}

test('the lines are what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(text(jsonLines(value))).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

test('a statement named by its index is lit', () =>
  expect(lit(jsonLines(policy, [{ statement: '1' }]))).toContain('"Self"'))

test('an entry of a list is lit by its place', () => {
  const entries = [{ principalId: 'ada' }, { principalId: 'bob' }]
  expect(lit(jsonLines(entries, [{ statement: '1' }]))).toContain('"bob"')
  expect(lit(jsonLines(entries, [{ statement: '1' }]))).not.toContain('"ada"')
})

test('a statement that is not named stays unlit', () => {
  expect(lit(jsonLines(policy, [{ statement: '1' }]))).not.toContain('"Logs"')
})

test('a statement named by its Sid is lit', () =>
  expect(lit(jsonLines(policy, [{ statement: 'Logs' }]))).toContain('"Logs"'))

test('a policy whose only statement stands without a list is lit', () => {
  expect(lit(jsonLines({ Statement: { Effect: 'Allow' } }, [{ statement: '0' }]))).toContain('"Allow"')
})

test('a binding of an allow policy is lit, and no other', () => {
  const allow = { bindings: [{ role: 'roles/viewer' }, { role: 'roles/owner' }] }
  expect(lit(jsonLines(allow, [{ statement: '1' }]))).toBe('    {\n      "role": "roles/owner"\n    }')
})

test('a block of the role of an assignment is lit, and no other', () => {
  const assignment = { scope: '/', permissions: [{ actions: ['*/read'] }, { actions: ['*'] }] }
  expect(lit(jsonLines(assignment, [{ statement: '1' }]))).toMatch(/^ {4}\{\n {6}"actions": \[\n {8}"\*"\n/)
})

test('a document without the named statement has nothing lit', () =>
  expect(lit(jsonLines(policy, [{ statement: '7' }]))).toBe(''))

test('a member named by its way from the root is lit, and no other', () => {
  const group = { ingress: [{ port: 443 }, { port: 22 }] }
  expect(lit(jsonLines(group, [{ way: ['ingress', '1'] }]))).toBe('    {\n      "port": 22\n    }')
})

test('two deciders in one document are both lit', () => {
  expect(lit(jsonLines(policy, [{ statement: '0' }, { statement: 'Self' }]))).toMatch(/"Logs"[\s\S]*"Self"/)
})

test('a document nested ten thousand deep is cut, not followed', () => {
  const deep: unknown[] = []
  let inner = deep
  for (let depth = 0; depth < 10_000; depth++) {
    const next: unknown[] = []
    inner.push(next)
    inner = next
  }
  expect(text(jsonLines(deep))).toContain('[…]')
})
