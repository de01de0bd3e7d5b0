import { refuseWrites } from './read-only.ts'
import { isKeyword, refuse, type Token, tokenize } from './tokens.ts'

/** A path may be so many relationships long in a query of an analyst's own. */
const LONGEST_PATH = 10

const FIRST_WORDS: ReadonlySet<string> = new Set(['MATCH', 'OPTIONAL', 'UNWIND', 'WITH', 'RETURN'])

/** Cypher that reads, but that the two databases read differently or without a bound. */
const REFUSED_WORDS: ReadonlySet<string> = new Set([
  'SHORTEST',
  'EXPLAIN',
  'PROFILE',
  'CYPHER',
  'FINISH',
  'OFFSET',
])

/** The only functions with a dotted name; others (apoc, gds, a plug-in's) may do anything. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'date',
  'datetime',
  'duration',
  'localdatetime',
  'localtime',
  'point',
  'time',
])

/**
 * Checks the Cypher that an analyst wrote: one statement of MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, RETURN
 * and UNION, whose paths are bounded.
 *
 * @throws QueryRefusedError that names the clause and its position.
 */
export function checkUserQuery(cypher: string): void {
  refuseWrites(cypher)
  const tokens = withoutLastSemicolon(tokenize(cypher))
  const first = tokens[0]
  if (first === undefined) refuse(cypher, 0, 'is empty')
  if (!FIRST_WORDS.has(first.text.toUpperCase()))
    refuse(cypher, first.at, `begins with ${first.text}; it may begin with ${[...FIRST_WORDS].join(', ')}`)
  for (const [index, token] of tokens.entries()) checkToken(cypher, tokens, index, token)
  checkPaths(cypher, tokens)
}

function checkToken(cypher: string, tokens: readonly Token[], index: number, token: Token): void {
  const next = tokens[index + 1]?.text
  if (token.text === ';') refuse(cypher, token.at, 'has more than one statement')
  if (token.type === 'symbol' && token.text === '$')
    refuse(cypher, token.at, 'has a dynamic label, type or property')
  const word = token.text.toUpperCase()
  if (REFUSED_WORDS.has(word) && isKeyword(tokens, index))
    refuse(cypher, token.at, `has ${word}, which is not allowed here`)
  if (word === 'COLLECT' && next === '{')
    refuse(cypher, token.at, 'has a COLLECT subquery; collect(…) is allowed')
  if (next !== '(' || tokens[index - 1]?.text !== '.' || tokens[index - 2]?.text === '.') return
  const namespace = tokens[index - 2]?.text.toLowerCase() ?? ''
  if (!NAMESPACES.has(namespace) || tokens[index - 3]?.text === '.')
    refuse(cypher, token.at, `calls the function ${namespace}.${token.text}, which is not allowed here`)
}

interface Group {
  readonly open: string
  /** A `[` after `-`: the inside of a relationship pattern. */
  readonly relationship: boolean
  /** A relationship stands right in it, not in a list or subquery within: what a quantifier could follow. */
  hasPattern: boolean
}

const QUANTIFIERS: ReadonlySet<string> = new Set(['+', '*', '{'])

/** Every `*` in a relationship pattern needs an upper bound; quantified patterns are not allowed. */
function checkPaths(cypher: string, tokens: readonly Token[]): void {
  const open: Group[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'symbol') continue
    if ('([{'.includes(token.text)) open.push(group(tokens, index, token))
    else if (token.text === '*' && open.at(-1)?.relationship === true) checkLength(cypher, tokens, index)
    else if (')]}'.includes(token.text)) close(cypher, tokens, index, open)
    else if (isArrowEnd(tokens, index)) checkArrow(cypher, tokens, index, open)
  }
}

function group(tokens: readonly Token[], index: number, token: Token): Group {
  // Tells `(a)-[` from the subtraction `x - [`: a pattern's dash follows a node or `<`.
  const afterDash = tokens[index - 1]?.text === '-' && [')', '<'].includes(tokens[index - 2]?.text ?? '')
  return { open: token.text, relationship: token.text === '[' && afterDash, hasPattern: false }
}

function close(cypher: string, tokens: readonly Token[], index: number, open: Group[]): void {
  const closed = open.pop()
  const outer = open.at(-1)
  if (closed === undefined) return
  if (outer !== undefined && (closed.relationship || (closed.open === '(' && closed.hasPattern)))
    outer.hasPattern = true
  const quantifier = tokens[index + 1]
  if (
    closed.open === '(' &&
    closed.hasPattern &&
    quantifier !== undefined &&
    QUANTIFIERS.has(quantifier.text)
  )
    refuse(cypher, quantifier.at, 'has a quantified path pattern')
}

/** The last character of `->`, `]-`, `--` or `<--`. */
function isArrowEnd(tokens: readonly Token[], index: number): boolean {
  const [text, before, next] = [tokens[index]?.text, tokens[index - 1]?.text, tokens[index + 1]?.text]
  if (text === '>') return before === '-'
  return text === '-' && (before === ']' || before === '-') && next !== '>' && next !== '-'
}

function checkArrow(cypher: string, tokens: readonly Token[], index: number, open: readonly Group[]): void {
  const inner = open.at(-1)
  if (inner !== undefined) inner.hasPattern = true
  const quantifier = tokens[index + 1]
  if (quantifier !== undefined && QUANTIFIERS.has(quantifier.text))
    refuse(cypher, quantifier.at, 'has a quantified relationship')
}

/** After `*`: `n`, `..n` or `m..n`. */
function checkLength(cypher: string, tokens: readonly Token[], star: number): void {
  let index = star + 1
  const range = () => tokens[index]?.text === '.' && tokens[index + 1]?.text === '.'
  const isRange = range() || (tokens[index]?.type === 'number' && tokens[index + 1]?.text === '.')
  if (isRange) index += range() ? 2 : 3
  const upper = tokens[index]
  const at = tokens[star]?.at ?? 0
  if (upper?.type !== 'number')
    refuse(cypher, at, `has a path without an upper bound; write *1..6, at most ${LONGEST_PATH}`)
  if (Number(upper.text) > LONGEST_PATH)
    refuse(
      cypher,
      upper.at,
      `has a path of up to ${upper.text} relationships; at most ${LONGEST_PATH} are allowed`,
    )
}

const withoutLastSemicolon = (tokens: readonly Token[]): readonly Token[] =>
  tokens.at(-1)?.text === ';' ? tokens.slice(0, -1) : tokens
