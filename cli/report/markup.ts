/** Text that is HTML already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | null | Markup | readonly Markup[]

/** HTML in which every value that is not markup is text: names are hostile input. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(strings.map((string, at) => string + written(values[at] ?? '')).join(''))
}

function written(value: Part): string {
  if (value === null) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return plainText(String(value)).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Control characters, and those that turn the direction of what follows: https://www.unicode.org/reports/tr9/ */
const INVISIBLE = /(?!\n)\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu

/** The text without what would make it look like another. */
export const plainText = (text: string): string => text.replaceAll(INVISIBLE, '\ufffd')
