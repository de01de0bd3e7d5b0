import { stringify } from 'csv-stringify/sync'
import type { Format } from './format.ts'
import type { Io } from './io.ts'

export interface Column<T> {
  readonly title: string
  readonly value: (row: T) => string | number | boolean | null | undefined
  /** Right-aligned in tables. */
  readonly numeric?: boolean
}

/** Prints a list: an array in JSON, a line each in NDJSON, columns in table and CSV. */
export function printList<T>(
  io: Pick<Io, 'stdout' | 'stderr' | 'columns'>,
  format: Format,
  rows: readonly T[],
  columns: readonly Column<T>[],
  empty: string,
): void {
  if (format === 'json') io.stdout(`${JSON.stringify(rows, null, 2)}\n`)
  else if (format === 'ndjson') for (const row of rows) io.stdout(`${JSON.stringify(row)}\n`)
  else if (format === 'csv') for (const part of csvParts(rows, columns)) io.stdout(part)
  else if (rows.length === 0) io.stderr(`${empty}\n`)
  else io.stdout(toTable(rows, columns, io.columns))
}

/** Prints one object: in words in table form, a line for each value in it in CSV. */
export function printObject(
  io: Pick<Io, 'stdout'>,
  format: Format,
  value: object,
  lines: readonly string[],
): void {
  if (format === 'table') io.stdout(`${lines.join('\n')}\n`)
  else if (format === 'ndjson') io.stdout(`${JSON.stringify(value)}\n`)
  else if (format === 'csv') for (const part of csvParts(leavesOf(value, ''), LEAF_COLUMNS)) io.stdout(part)
  else io.stdout(`${JSON.stringify(value, null, 2)}\n`)
}

/** Cells that a spreadsheet would take for a formula are quoted with an apostrophe (OWASP, CSV injection). */
export function csvCell(
  value: string | number | boolean | null | undefined,
): string | number | boolean | null {
  if (typeof value !== 'string') return value ?? null
  const clean = value.replaceAll(CONTROL, ' ')
  return /^[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean
}

type Leaf = readonly [field: string, value: string | number | boolean | null]

const LEAF_COLUMNS: readonly Column<Leaf>[] = [
  { title: 'Field', value: ([field]) => field },
  { title: 'Value', value: ([, value]) => value },
]

/** Every plain value within, by where it stands: `paths.0.severity`. */
function* leavesOf(value: unknown, field: string): Generator<Leaf> {
  if (value === null || typeof value !== 'object') yield [field, plainValue(value)]
  else
    for (const [name, child] of Object.entries(value))
      if (child !== undefined) yield* leavesOf(child, field === '' ? name : `${field}.${name}`)
}

const plainValue = (value: unknown): Leaf[1] =>
  value === null || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)

/** Lines of CSV that are made at once: the whole of a large estate is no one string. */
const CSV_PART = 5_000

/** The rows as CSV, a part after the other, the head in the first. */
export function* csvParts<T>(rows: Iterable<T>, columns: readonly Column<T>[]): Generator<string> {
  let lines: ReturnType<typeof csvCell>[][] = [
    columns.map((column) => column.title.toLowerCase().replaceAll(' ', '_')),
  ]
  for (const row of rows) {
    lines.push(columns.map((column) => csvCell(column.value(row))))
    if (lines.length < CSV_PART) continue
    yield stringify(lines)
    lines = []
  }
  if (lines.length > 0) yield stringify(lines)
}

const GAP = '  '

/** The rows as a table that is at most `width` wide, where every column can keep twelve characters. */
export function toTable<T>(rows: readonly T[], columns: readonly Column<T>[], width: number): string {
  const cells = rows.map((row) =>
    columns.map((column) => toTheMinute(visible(String(column.value(row) ?? '')))),
  )
  const wanted = columns.map((column, at) =>
    Math.max(column.title.length, ...cells.map((row) => row[at]?.length ?? 0)),
  )
  const widths = shrunk(wanted, width - GAP.length * (columns.length - 1))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => clip(cell, widths[at] ?? 0, columns[at]?.numeric === true))
      .join(GAP)
      .trimEnd()
  return `${[line(columns.map((column) => column.title.toUpperCase())), ...cells.map(line)].join('\n')}\n`
}

/** The widest columns become alike narrow until the line fits; every column keeps twelve characters. */
function shrunk(wanted: readonly number[], width: number): readonly number[] {
  for (let most = Math.max(...wanted); most >= 12; most -= 1) {
    const widths = wanted.map((one) => Math.min(one, most))
    if (most === 12 || sum(widths) <= width) return widths
  }
  return wanted
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Long cells lose their middle: the end of an ARN is what tells it apart. */
function clip(cell: string, width: number, numeric: boolean): string {
  if (cell.length <= width) return numeric ? cell.padStart(width) : cell.padEnd(width)
  const head = Math.floor((width - 1) / 3)
  return `${cell.slice(0, head)}…${cell.slice(cell.length - (width - 1 - head))}`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

/** Seconds of a moment tell a reader nothing. */
const toTheMinute = (cell: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(cell) ? `${cell.slice(0, 10)} ${cell.slice(11, 16)}Z` : cell

/** Cloud names are hostile input: a terminal must not obey what they contain. */
const visible = (value: string): string => value.replaceAll(CONTROL, '�')
