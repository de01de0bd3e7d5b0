import type { RequirementStatus } from '../../rules/engine/requirements.ts'
import { plainText } from './markup.ts'
import { STATUS_WORDS } from './words.ts'

/** A node of pdfmake's document definition. */
export type PdfNode = string | { readonly [name: string]: unknown }

export const COLORS: { readonly [name in RequirementStatus | 'ink' | 'soft' | 'accent' | 'line']: string } = {
  ink: '#17202c',
  soft: '#5b6777',
  accent: '#3b5bdb',
  line: '#dde3ea',
  fail: '#c92a2a',
  'not-evaluated': '#b35900',
  manual: '#495057',
  excepted: '#6741d9',
  pass: '#2b8a3e',
  'not-applicable': '#868e96',
}

/** Characters in a row that no line can be broken within. */
const LONGEST_WORD = 24

/** Text that is broken anywhere where it has no place to be: ids are longer than columns. */
export const plain = (text: string): string =>
  plainText(text).replaceAll(/[^\s\u200b]{25,}/g, (word) => broken(word))

function broken(word: string): string {
  const parts: string[] = []
  for (let at = 0; at < word.length; at += LONGEST_WORD) parts.push(word.slice(at, at + LONGEST_WORD))
  return parts.join('\u200b')
}

export const words = (text: string, more: object = {}): PdfNode => ({ text: plain(text), ...more })

export const statusText = (status: RequirementStatus): PdfNode => ({
  text: STATUS_WORDS[status],
  bold: true,
  color: COLORS[status],
})

/** A table with its head on every page, a line below each row. */
export const grid = (
  widths: readonly (string | number)[],
  titles: readonly string[],
  rows: readonly (readonly PdfNode[])[],
): PdfNode => ({
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths: [...widths],
    body: [titles.map((text) => ({ text, style: 'head' })), ...rows.map((row) => [...row])],
  },
  layout: {
    hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => COLORS.line,
    paddingLeft: () => 0,
    paddingRight: () => 6,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  },
  style: 'small',
  margin: [0, 2, 0, 6],
})
