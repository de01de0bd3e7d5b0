import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

const columns = [
  { title: 'Name', value: ({ name }: { name: string | null }) => name },
  { title: 'Count', value: () => -3 },
]

test.each([
  ['plain', 'plain'],
  ['a "quoted", name', '"a ""quoted"", name"'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['@sum', "'@sum"],
  [null, ''],
])('the name %j is written %s', (name, written) => {
  expect(toCsv(columns, [{ name }])).toBe(`Name,Count\r\n${written},-3\r\n`)
})
