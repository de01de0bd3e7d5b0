export type TokenType = 'key' | 'string' | 'literal' | 'mark'

export interface Token {
  readonly type: TokenType
  readonly text: string
}

export interface Line {
  readonly indent: number
  readonly tokens: readonly Token[]
  /** Part of the statement that decided. */
  readonly lit: boolean
}

/** Deeper values are cut off: no provider nests its policies like this, only an attack on the reader does. */
const DEEPEST = 60

const mark = (text: string): Token => ({ type: 'mark', text })

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function scalar(value: unknown): Token {
  return { type: typeof value === 'string' ? 'string' : 'literal', text: JSON.stringify(value) ?? 'null' }
}

/** The lines of `document` as JSON, those of the named statement lit. */
export function jsonLines(document: unknown, statement?: string | null): readonly Line[] {
  const lines: Line[] = []
  const write = (
    value: unknown,
    indent: number,
    before: readonly Token[],
    after: string,
    lit: boolean,
  ): void => {
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
      const litHere = lit || decides(document, value, key, child, statement)
      write(child, indent + 1, label, index < entries.length - 1 ? ',' : '', litHere)
    })
    lines.push({ indent, tokens: [mark(close + after)], lit })
  }
  write(document, 0, [], '', false)
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

/** A statement is named by its Sid or by its index; a policy with a single statement may hold it without a list. */
function decides(
  document: unknown,
  parent: unknown,
  key: string,
  child: unknown,
  statement: string | null | undefined,
): boolean {
  if (statement === undefined || statement === null || !isObject(document)) return false
  const statements = document.Statement
  if (parent === document)
    return key === 'Statement' && isObject(statements) && names(statements, '0', statement)
  return parent === statements && isObject(child) && names(child, key, statement)
}

const names = (candidate: Readonly<Record<string, unknown>>, index: string, statement: string): boolean =>
  candidate.Sid === statement || index === statement
