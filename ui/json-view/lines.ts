export type TokenType = 'key' | 'string' | 'literal' | 'mark'

export interface Token {
  readonly type: TokenType
  readonly text: string
}

export interface Line {
  readonly indent: number
  readonly tokens: readonly Token[]
  /** Part of what decided. */
  readonly lit: boolean
}

/** What in a document decided: a statement or binding by its index or Sid, or a member by its way from the root. */
export type Decider = { readonly statement: string } | { readonly way: readonly string[] }

/** Deeper values are cut off: no provider nests its policies like this, only an attack on the reader does. */
const DEEPEST = 60

const mark = (text: string): Token => ({ type: 'mark', text })

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function scalar(value: unknown): Token {
  return { type: typeof value === 'string' ? 'string' : 'literal', text: JSON.stringify(value) ?? 'null' }
}

/** The lines of `document` as JSON, those of the deciders lit. */
export function jsonLines(document: unknown, deciders: readonly Decider[] = []): readonly Line[] {
  const lines: Line[] = []
  const ways = deciders.flatMap((decider) => wayTo(document, decider))
  const write = (
    value: unknown,
    way: readonly string[],
    before: readonly Token[],
    after: string,
    lit: boolean,
  ): void => {
    const indent = way.length
    const entries = childEntries(value)
    if (entries === undefined || entries.length === 0 || indent > DEEPEST) {
      const shown = entries === undefined ? scalar(value) : mark(closedForm(value, entries.length))
      lines.push({ indent, tokens: [...before, shown, mark(after)], lit })
      return
    }
    const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
    lines.push({ indent, tokens: [...before, mark(open)], lit })
    entries.forEach(([key, child], index) => {
      const label: Token[] = Array.isArray(value)
        ? []
        : [{ type: 'key', text: JSON.stringify(key) }, mark(': ')]
      const inner = [...way, key]
      const comma = index < entries.length - 1 ? ',' : ''
      write(child, inner, label, comma, lit || ways.some((each) => sameWay(each, inner)))
    })
    lines.push({ indent, tokens: [mark(close + after)], lit })
  }
  write(document, [], [], '', false)
  return lines
}

function childEntries(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((child, index) => [String(index), child])
  return isObject(value) ? Object.entries(value) : undefined
}

function closedForm(value: unknown, count: number): string {
  if (count === 0) return Array.isArray(value) ? '[]' : '{}'
  return Array.isArray(value) ? '[…]' : '{…}'
}

const sameWay = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index])

/** Where documents hold their statements: policies of AWS, allow and deny policies of Google Cloud, roles of Azure. */
const STATEMENTS = ['Statement', 'bindings', 'rules', 'permissions']

/** A statement is named by its Sid or by its index; a policy with a single statement may hold it without a list. */
function wayTo(document: unknown, decider: Decider): readonly (readonly string[])[] {
  if ('way' in decider) return [decider.way]
  if (Array.isArray(document)) return decider.statement in document ? [[decider.statement]] : []
  if (!isObject(document)) return []
  const named = (candidate: unknown, index: number) =>
    isObject(candidate) && (candidate.Sid === decider.statement || String(index) === decider.statement)
  return STATEMENTS.flatMap((member) => {
    const statements = document[member]
    if (!Array.isArray(statements)) return named(statements, 0) ? [[member]] : []
    return statements.flatMap((candidate, index) =>
      named(candidate, index) ? [[member, String(index)]] : [],
    )
  })
}
