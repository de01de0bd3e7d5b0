/** One column of a file: its heading and what a row has there. */
export interface CsvColumn<Row> {
  readonly title: string
  value(row: Row): string | number | null | undefined
}

/** Rows as RFC 4180 has them. A cell that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column) => column.value(row) ?? '')),
  ]
  return `${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
