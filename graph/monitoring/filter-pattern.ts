import type { Value } from '../snapshot/records.ts'

/** A filter of CloudWatch Logs over JSON events, or one over their text. */
export interface FilterPattern {
  matches(event: Value): boolean
}

/**
 * Reads a filter pattern: `{ ($.a = "x*") && ($.b != 1) || ($.c NOT EXISTS) }`, or terms of text. Null for what is no
 * pattern, and for regular expressions, which are not run: what they match is not known.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(text: string): FilterPattern | null {
  const trimmed = text.trim()
  if (trimmed === '') return { matches: () => true }
  if (!trimmed.startsWith('{')) return termsPattern(trimmed)
  if (!trimmed.endsWith('}')) return null
  const reader = new Reader(trimmed.slice(1, -1))
  const test = reader.expression()
  return test === null || !reader.atEnd() ? null : { matches: test }
}

type Test = (event: Value) => boolean

const TOKEN = /\s*(\|\||&&|\(|\)|!=|<=|>=|==|=|<|>|"(?:[^"\\]|\\.)*"|%[^%]*%|[^\s()=!<>&|"]+)/y
const LITERAL = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

class Reader {
  readonly #tokens: readonly string[] | null
  #at = 0

  constructor(text: string) {
    this.#tokens = tokensOf(text)
  }

  atEnd(): boolean {
    return this.#tokens !== null && this.#at === this.#tokens.length
  }

  /** `||` binds less than `&&`. */
  expression(): Test | null {
    return this.#joined('||', () => this.#joined('&&', () => this.#part()))
  }

  #joined(operator: '||' | '&&', part: () => Test | null): Test | null {
    const tests: Test[] = []
    do {
      const test = part()
      if (test === null) return null
      tests.push(test)
    } while (this.#take(operator))
    return operator === '||'
      ? (event) => tests.some((test) => test(event))
      : (event) => tests.every((test) => test(event))
  }

  #part(): Test | null {
    if (!this.#take('(')) return this.#condition()
    const inner = this.expression()
    return inner !== null && this.#take(')') ? inner : null
  }

  #condition(): Test | null {
    const selector = pathOf(this.#next())
    if (selector === null) return null
    const operator = this.#next()?.toUpperCase()
    if (operator === 'EXISTS') return (event) => valueAt(event, selector) !== undefined
    if (operator === 'NOT')
      return this.#next()?.toUpperCase() === 'EXISTS'
        ? (event) => valueAt(event, selector) === undefined
        : null
    if (operator === 'IS') return isTest(selector, this.#next()?.toUpperCase())
    return comparison(selector, operator, this.#next())
  }

  #next(): string | undefined {
    const token = this.#tokens?.[this.#at]
    this.#at += 1
    return token
  }

  #take(token: string): boolean {
    if (this.#tokens?.[this.#at] !== token) return false
    this.#at += 1
    return true
  }
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const [, token] = TOKEN.exec(text) ?? []
    if (token === undefined) return null
    tokens.push(token)
  }
  return tokens
}

/** `$.userIdentity.type`, `$.records[0].name`, `$['a.b']`. */
function pathOf(token: string | undefined): readonly string[] | null {
  if (token === undefined || !token.startsWith('$')) return null
  const parts = [...token.slice(1).matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]/g)]
  const names = parts.map(([, name, index, quoted]) => name ?? index ?? quoted ?? '')
  const length = parts.reduce((sum, [whole]) => sum + whole.length, 0)
  return length === token.length - 1 && names.length > 0 ? names : null
}

function valueAt(event: Value, path: readonly string[]): Value | undefined {
  let value: Value | undefined = event
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  return value
}

function isTest(path: readonly string[], word: string | undefined): Test | null {
  if (word === 'NULL') return (event) => valueAt(event, path) === null
  if (word === 'TRUE') return (event) => valueAt(event, path) === true
  if (word === 'FALSE') return (event) => valueAt(event, path) === false
  return null
}

const ORDER: { readonly [operator: string]: (one: number, other: number) => boolean } = {
  '<': (one, other) => one < other,
  '>': (one, other) => one > other,
  '<=': (one, other) => one <= other,
  '>=': (one, other) => one >= other,
}

/** A field that is not there compares to nothing. */
function comparison(
  path: readonly string[],
  operator: string | undefined,
  literal: string | undefined,
): Test | null {
  if (operator === undefined || literal === undefined || literal.startsWith('%')) return null
  const order = ORDER[operator]
  if (order !== undefined) {
    if (!LITERAL.test(literal)) return null
    return (event) => {
      const value = valueAt(event, path)
      return typeof value === 'number' && order(value, Number(literal))
    }
  }
  if (operator !== '=' && operator !== '==' && operator !== '!=') return null
  const text = literal.startsWith('"') ? literal.slice(1, -1).replaceAll(/\\(.)/g, '$1') : literal
  return (event) => {
    const value = valueAt(event, path)
    if (value === undefined || value === null || typeof value === 'object') return false
    return wildcardMatches(text, String(value)) === (operator !== '!=')
  }
}

/** `*` is any run of characters; two pointers, so that no pattern takes long. */
function wildcardMatches(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0]
  let position = 0
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at
      resume = position
      at += 1
    } else if (pattern[at] === text[position]) {
      at += 1
      position += 1
    } else if (star >= 0) {
      resume += 1
      position = resume
      at = star + 1
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

/** `a "b c"` asks for all, `?a ?b` for one of them, `-a` for its absence. */
function termsPattern(text: string): FilterPattern | null {
  if (text.startsWith('[') || text.includes('%')) return null
  const terms = (text.match(/[-?]?(?:"[^"]*"|\S+)/g) ?? []).map((term) => ({
    sign: /^[-?]/.exec(term)?.[0] ?? '',
    word: term.replace(/^[-?]/, '').replaceAll('"', ''),
  }))
  const optional = terms.filter(({ sign }) => sign === '?')
  return {
    matches: (event) => {
      const line = JSON.stringify(event)
      return (
        terms.every(({ sign, word }) => sign === '?' || line.includes(word) === (sign !== '-')) &&
        (optional.length === 0 || optional.some(({ word }) => line.includes(word)))
      )
    },
  }
}
