import { expect, test } from 'vitest'
import type { Format } from './format.ts'
import type { Io } from './io.ts'
import { csvCell, printList, printObject } from './output.ts'

type Terminal = Pick<Io, 'stdout' | 'stderr' | 'columns'>

function written(columns: number, print: (io: Terminal) => void): string {
  let text = ''
  const write = (part: string): void => {
    text += part
  }
  print({ stdout: write, stderr: write, columns })
  return text
}

const print = (
  format: Format,
  rows: readonly { readonly name: string; readonly count: number }[],
  columns = 80,
): string =>
  written(columns, (io) =>
    printList(
      io,
      format,
      rows,
      [
        { title: 'Name', value: (row) => row.name },
        { title: 'Count', value: (row) => row.count, numeric: true },
      ],
      'Nothing.',
    ),
  )

test('a list is an array in JSON, also when it is empty', () => {
  expect(JSON.parse(print('json', []))).toEqual([])
  expect(JSON.parse(print('json', [{ name: 'a', count: 1 }]))).toEqual([{ name: 'a', count: 1 }])
})

test('NDJSON has one object a line', () => {
  expect(
    print('ndjson', [
      { name: 'a', count: 1 },
      { name: 'b', count: 2 },
    ]),
  ).toBe('{"name":"a","count":1}\n{"name":"b","count":2}\n')
})

test('one answer in CSV has a line for each value in it, by where it stands', () => {
  const answer = { decision: 'allowed', score: null, steps: [{ by: '=policy', at: 2 }], reason: undefined }
  expect(written(80, (io) => printObject(io, 'csv', answer, []))).toBe(
    "field,value\ndecision,allowed\nscore,\nsteps.0.by,'=policy\nsteps.0.at,2\n",
  )
})

test.each(['=1+1', '+1', '-1', '@x', '\tx'])('a CSV cell that begins like %j is no formula', (value) => {
  expect(String(csvCell(value))).toMatch(/^[' ]/)
})

test('a CSV cell that looks harmless stays as it is', () => {
  expect(csvCell('a=b')).toBe('a=b')
})

test('a table keeps to the width, and cuts the middle of what is too long', () => {
  const table = print(
    'table',
    [{ name: `arn:aws:iam::111122223333:role/${'x'.repeat(80)}-end`, count: 1 }],
    60,
  )
  for (const line of table.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(60)
  expect(table).toContain('…')
  expect(table).toContain('-end')
})

test('what is cut is cut of the widest alone, and of none where there is no screen', () => {
  const rows = [{ rule: 'azure-tc-public-vm-mi-owner', account: '1'.repeat(36), id: 'x'.repeat(90) }]
  const columns = (['rule', 'account', 'id'] as const).map((name) => ({
    title: name,
    value: (row: (typeof rows)[number]) => row[name],
  }))
  const table = (width: number) => written(width, (io) => printList(io, 'table', rows, columns, ''))
  expect(table(100)).toContain('azure-tc-public-vm-mi-owner')
  expect(table(Number.POSITIVE_INFINITY)).toContain('x'.repeat(90))
})

test('a table tells moments to the minute', () => {
  expect(print('table', [{ name: '2026-11-30T13:36:31.844Z', count: 1 }])).toContain('2026-11-30 13:36Z  ')
  expect(print('csv', [{ name: '2026-11-30T13:36:31.844Z', count: 1 }])).toContain('2026-11-30T13:36:31.844Z')
})

test('a terminal does not obey what a name contains', () => {
  expect(print('table', [{ name: 'a\u001b[31mb', count: 1 }])).not.toContain('\u001b')
})

test('an empty table says why', () => {
  expect(print('table', [])).toBe('Nothing.\n')
})
