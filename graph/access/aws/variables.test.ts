import { expect, test } from 'vitest'
import { createContext } from './context.ts'
import { matchGlob } from './glob.ts'
import { compileTemplate, resolveTemplate } from './variables.ts'

test.each([
  'bucket',
  'a$b',
  `\${`,
  `\${}`,
  `\${ }`,
  `\${aws:username`,
  '$aws:username}',
  `\${aws:username, default}`,
])('%s holds no variable', (text) => {
  expect(compileTemplate(text, true).parts).toBeNull()
})

test('without variables the text stays what it is', () => {
  const text = `a/\${aws:username}`
  expect(compileTemplate(text, false)).toMatchObject({ parts: null, head: text })
  expect(compileTemplate(text, true, 5)).toMatchObject({ parts: null, head: text })
})

test.each([
  [`home/\${aws:username}/*`, 'home/'],
  [`home/*/\${aws:username}`, 'home/'],
  [`home/\${*}`, 'home/'],
  [`\${aws:username}/x`, ''],
])('whatever the values are, what matches %s begins with "%s"', (text, head) => {
  expect(compileTemplate(text, true).head).toBe(head)
})

test('a wildcard in a value stands for itself, and a wildcard of the text does not', () => {
  const context = createContext([{ 'aws:principaltag/team': ['a*b?'] }])
  const resolved = resolveTemplate(compileTemplate(`home/\${aws:principaltag/team}/*`, true), context)
  const matches = (text: string) => resolved.state === 'known' && matchGlob(resolved.glob, text)
  expect(matches('home/a*b?/x')).toBe(true)
  expect(matches('home/axxb?/x')).toBe(false)
  expect(matches('home/a*bc/x')).toBe(false)
})
