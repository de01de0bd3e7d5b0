import { QueryRefusedError } from './errors.ts'

/** One word, symbol or literal of a Cypher text; comments and white space are left out. */
export interface Token {
  /** `word`: keyword or plain name; `name`: in backticks; `symbol`: one character. */
  readonly type: 'word' | 'name' | 'string' | 'number' | 'parameter' | 'symbol'
  readonly text: string
  /** Offset in the query. */
  readonly at: number
}

const PIECES = [
  ['space', /\s+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//y],
  ['string', /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"/y],
  ['name', /`(?:[^`]|``)*`/y],
  ['parameter', /\$(?:[\p{L}\p{N}_]+|`(?:[^`]|``)*`)/uy],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy],
  ['symbol', /[^'"`\\]/uy],
] as const

/**
 * Cuts a query into tokens. Neo4j replaces `\uXXXX` before it reads the text, so that an escape could end a
 * string or spell a clause behind a checker's back: escapes of that form are refused.
 *
 * @throws QueryRefusedError on a string, comment or name that does not end, and on a unicode escape.
 */
export function tokenize(cypher: string): readonly Token[] {
  const codePoint = cypher.indexOf('\\u')
  if (codePoint >= 0) refuse(cypher, codePoint, 'has a unicode escape: write the character itself')
  const tokens: Token[] = []
  let at = 0
  while (at < cypher.length) {
    const { type, text } = nextPiece(cypher, at)
    if (type !== 'space') tokens.push({ type, text, at })
    at += text.length
  }
  return tokens
}

function nextPiece(cypher: string, at: number): { type: Token['type'] | 'space'; text: string } {
  if (cypher.startsWith('/*', at) && cypher.indexOf('*/', at + 2) < 0)
    refuse(cypher, at, 'has a comment that does not end')
  for (const [type, pattern] of PIECES) {
    pattern.lastIndex = at
    const text = pattern.exec(cypher)?.[0]
    if (text !== undefined) return { type, text }
  }
  return refuse(cypher, at, `has ${cypher[at]} where no literal or name begins or ends`)
}

/** @throws QueryRefusedError that names the position, as line and column from 1. */
export function refuse(cypher: string, at: number, complaint: string): never {
  const before = cypher.slice(0, at).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  throw new QueryRefusedError(`the query ${complaint} (line ${before.length}, column ${column})`)
}

/**
 * Whether a word stands where Cypher reads a keyword: not as a property, label, relationship type or map key.
 */
export function isKeyword(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.type !== 'word') return false
  const before = tokens[index - 1]
  // Not `1..CREATE`, nor `1. CREATE`, which would be a number and a clause.
  const owner = tokens[index - 2]
  const afterDot = before?.text === '.' && owner?.text !== '.' && owner?.type !== 'number'
  const afterColon =
    before?.text === ':' || before?.text === '|' || before?.text === '&' || before?.text === '!'
  return !afterDot && !afterColon && tokens[index + 1]?.text !== ':'
}
