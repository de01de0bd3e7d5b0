import { expect, test } from 'vitest'
import { compileTemplate } from './variables.ts'

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
