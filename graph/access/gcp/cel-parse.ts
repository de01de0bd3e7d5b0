/**
 * The part of the Common Expression Language that IAM conditions are written in.
 * https://cloud.google.com/iam/docs/conditions-attribute-reference
 */
export type Expression =
  | { readonly type: 'literal'; readonly value: string | number | boolean }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'name'; readonly name: string }
  | {
      readonly type: 'call'
      readonly target: Expression | null
      readonly method: string
      readonly args: readonly Expression[]
    }
  | { readonly type: 'not'; readonly operand: Expression }
  | {
      readonly type: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }

const TOKEN =
  /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(&&|\|\||==|!=|<=|>=|[<>!().,[\]]))/y

type Token =
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'sign'; readonly text: string }

/** Deeper nesting than anybody writes: refused rather than followed. */
const MAX_DEPTH = 100

/** The expression, or null when it is not of the part that is understood. */
export function parseCel(text: string): Expression | null {
  const tokens = tokenize(text)
  if (tokens === null) return null
  const parser = new Parser(tokens)
  const expression = parser.or(0)
  return expression !== null && parser.atEnd ? expression : null
}

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text)
    if (match === null) return null
    const [, word, number, double, single, sign] = match
    const quoted = double ?? single
    if (word !== undefined) tokens.push({ type: 'word', text: word })
    else if (number !== undefined) tokens.push({ type: 'number', value: Number(number) })
    else if (quoted !== undefined) tokens.push({ type: 'string', value: quoted.replaceAll(/\\(.)/g, '$1') })
    else if (sign !== undefined) tokens.push({ type: 'sign', text: sign })
  }
  return tokens
}

const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>='])

/** Recursive descent; every rule answers null for what it does not understand. */
class Parser {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length
  }

  or(depth: number): Expression | null {
    if (depth > MAX_DEPTH) return null
    return this.#chain('||', () => this.#and(depth))
  }

  #and(depth: number): Expression | null {
    return this.#chain('&&', () => this.#comparison(depth))
  }

  #chain(operator: string, operand: () => Expression | null): Expression | null {
    let left = operand()
    while (left !== null && this.#take(operator)) {
      const right = operand()
      left = right === null ? null : { type: 'binary', operator, left, right }
    }
    return left
  }

  #comparison(depth: number): Expression | null {
    const left = this.#unary(depth)
    const next = this.#tokens[this.#at]
    if (left === null || next === undefined) return left
    const isComparison = next.type === 'sign' && COMPARISONS.has(next.text)
    const isMembership = next.type === 'word' && next.text === 'in'
    if (!isComparison && !isMembership) return left
    this.#at += 1
    const right = this.#unary(depth)
    return right === null ? null : { type: 'binary', operator: next.text, left, right }
  }

  #unary(depth: number): Expression | null {
    if (depth > MAX_DEPTH) return null
    if (!this.#take('!')) return this.#postfix(depth)
    const operand = this.#unary(depth + 1)
    return operand === null ? null : { type: 'not', operand }
  }

  #postfix(depth: number): Expression | null {
    let expression = this.#primary(depth)
    while (expression !== null && this.#take('.')) {
      const word = this.#tokens[this.#at]
      if (word?.type !== 'word') return null
      this.#at += 1
      expression = this.#member(expression, word.text, depth)
    }
    return expression
  }

  #member(target: Expression, member: string, depth: number): Expression | null {
    if (this.#take('(')) {
      const args = this.#items(')', depth)
      return args === null ? null : { type: 'call', target, method: member, args }
    }
    return target.type === 'name' ? { type: 'name', name: `${target.name}.${member}` } : null
  }

  #primary(depth: number): Expression | null {
    const token = this.#tokens[this.#at]
    if (token === undefined) return null
    this.#at += 1
    if (token.type === 'number' || token.type === 'string') return { type: 'literal', value: token.value }
    if (token.type === 'word') return this.#word(token.text, depth)
    if (token.text === '(') {
      const inner = this.or(depth + 1)
      return this.#take(')') ? inner : null
    }
    if (token.text !== '[') return null
    const items = this.#items(']', depth)
    return items === null ? null : { type: 'list', items }
  }

  #word(text: string, depth: number): Expression | null {
    if (text === 'true' || text === 'false') return { type: 'literal', value: text === 'true' }
    if (!this.#take('(')) return { type: 'name', name: text }
    const args = this.#items(')', depth)
    return args === null ? null : { type: 'call', target: null, method: text, args }
  }

  #items(closing: string, depth: number): Expression[] | null {
    const items: Expression[] = []
    if (this.#take(closing)) return items
    do {
      const item = this.or(depth + 1)
      if (item === null) return null
      items.push(item)
    } while (this.#take(','))
    return this.#take(closing) ? items : null
  }

  #take(sign: string): boolean {
    const token = this.#tokens[this.#at]
    if (token?.type !== 'sign' || token.text !== sign) return false
    this.#at += 1
    return true
  }
}
