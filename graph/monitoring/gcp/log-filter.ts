import { and, MAYBE, NO, not, or, YES } from '../../access/tri.ts'
import {
  type Asked,
  anywhere,
  comparisonOf,
  inLog,
  OPERATORS,
  type Operator,
  type Test,
} from './log-comparison.ts'

/** A filter in the query language of Cloud Logging: whether an entry matches it. */
export type LogFilter = (asked: Asked) => ReturnType<Test>

const TOKEN = /\s+|--[^\n]*|([()]|=~|!~|!=|<=|>=|=|<|>|:)|((?:"(?:[^"\\]|\\.)*"|[^\s()"=<>!~:])+)/y

/**
 * Reads a filter: comparisons and texts, joined by AND, OR and NOT. OR binds more than AND, which may be left out. What a
 * function or an unusual comparison matches is not known; null for what is no filter.
 * https://cloud.google.com/logging/docs/view/logging-query-language
 */
export function parseLogFilter(text: string): LogFilter | null {
  const tokens = tokensOf(text)
  if (tokens === null) return null
  if (tokens.length === 0) return () => YES
  const reader = new Reader(tokens)
  const test = reader.all(() => reader.comparison())
  return reader.atEnd() ? test : null
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)
    if (found === null) return null
    const [, sign, atom] = found
    if (sign !== undefined) tokens.push(sign)
    // `-a=b` is NOT a=b; a value may be a negative number.
    else if (atom?.startsWith('-') && !isOperator(tokens.at(-1))) tokens.push('NOT', atom.slice(1))
    else if (atom !== undefined) tokens.push(atom)
  }
  return tokens
}

const SIGNS: ReadonlySet<string> = new Set(['(', ')', 'AND', 'OR', 'NOT', ''])
const isOperator = (token: string | undefined): token is Operator =>
  OPERATORS.some((operator) => operator === token)

type Part = () => Test | null

const unknown: Test = () => MAYBE

class Reader {
  readonly #tokens: readonly string[]
  #at = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  /** What AND joins, said or not. */
  all(part: Part): Test | null {
    const tests: Test[] = []
    do {
      const test = this.#any(part)
      if (test === null) return null
      tests.push(test)
    } while (this.#take('AND') || !(this.atEnd() || this.#peek() === ')'))
    return (asked) => tests.map((test) => test(asked)).reduce(and, YES)
  }

  #any(part: Part): Test | null {
    const tests: Test[] = []
    do {
      const test = this.#one(part)
      if (test === null) return null
      tests.push(test)
    } while (this.#take('OR'))
    return (asked) => tests.map((test) => test(asked)).reduce(or, NO)
  }

  #one(part: Part): Test | null {
    if (this.#take('NOT')) {
      const inner = this.#one(part)
      return inner === null ? null : (asked) => not(inner(asked))
    }
    if (!this.#take('(')) return part()
    const inner = this.all(part)
    return this.#take(')') ? inner : null
  }

  comparison(): Test | null {
    const field = this.#atom()
    if (field === null) return null
    if (this.#peek() === '(') return this.#call(field)
    const operator = this.#peek()
    if (!isOperator(operator)) return anywhere(field)
    this.#at += 1
    // `field = ("a" OR "b")` compares with each.
    return this.#one(() => {
      const value = this.#atom()
      if (value === null) return null
      return this.#peek() === '(' ? this.#call(value) : comparisonOf(field, operator, value)
    })
  }

  /** A function, and what its result is compared with. */
  #call(name: string): Test | null {
    const from = this.#at
    for (let open = 0; ; this.#at += 1) {
      if (this.atEnd()) return null
      if (this.#peek() === '(') open += 1
      if (this.#peek() === ')') open -= 1
      if (open === 0) break
    }
    this.#at += 1
    const [argument = '', ...more] = this.#tokens.slice(from + 1, this.#at - 1)
    if (name.toLowerCase() === 'log_id' && more.length === 0) return inLog(argument)
    if (!isOperator(this.#peek())) return unknown
    this.#at += 1
    return this.#atom() === null ? null : unknown
  }

  #atom(): string | null {
    const token = this.#peek() ?? ''
    if (SIGNS.has(token) || isOperator(token)) return null
    this.#at += 1
    return token
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false
    this.#at += 1
    return true
  }
}
