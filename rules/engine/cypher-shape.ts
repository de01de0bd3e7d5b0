import { type Token, tokenize } from '../../graph/store/tokens.ts'

/** What a query says about the graph: enough to hold it against the schema, and no more. */
export interface QueryShape {
  readonly tokens: readonly Token[]
  /** Patterns, each from its first node to its last. */
  readonly chains: readonly Chain[]
  /** Labels asked for outside of patterns: `WHERE n:AwsIamRole`. */
  readonly labelTests: readonly { readonly variable: string; readonly label: string; readonly at: number }[]
  /** Properties read outside of patterns: `n.encrypted`. */
  readonly properties: readonly { readonly variable: string; readonly name: string; readonly at: number }[]
}

export interface Element {
  readonly variable: string | null
  /** Labels of a node, types of a relationship. */
  readonly names: readonly string[]
  readonly properties: readonly string[]
  readonly at: number
}

interface Hop extends Element {
  readonly directed: boolean
}

interface Chain {
  readonly nodes: readonly Element[]
  readonly hops: readonly Hop[]
}

/** Words after which `(` opens a node; after any other it opens a function's arguments. */
const BEFORE_NODE: ReadonlySet<string> = new Set(['MATCH', 'WHERE', 'AND', 'OR', 'XOR', 'NOT', 'WHEN', 'IN'])

/** @throws QueryRefusedError on text that cannot be cut into tokens. */
export function shapeOf(cypher: string): QueryShape {
  const tokens = tokenize(cypher)
  const inPattern = new Set<number>()
  const chains: Chain[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    if (inPattern.has(index) || !isNode(tokens, index)) continue
    const { chain, end } = readChain(tokens, index)
    chains.push(chain)
    for (let inside = index; inside <= end; inside += 1) inPattern.add(inside)
    index = end
  }
  return { tokens, chains, ...readExpressions(tokens, inPattern) }
}

const textAt = (tokens: readonly Token[], index: number): string => tokens[index]?.text ?? ''

const isName = (token: Token | undefined): boolean => token?.type === 'word' || token?.type === 'name'

/** `(`, then at most a variable, labels and a map, then `)`. */
function isNode(tokens: readonly Token[], index: number): boolean {
  if (textAt(tokens, index) !== '(') return false
  const before = tokens[index - 1]
  if (isName(before) && !BEFORE_NODE.has(before?.text.toUpperCase() ?? '')) return false
  return textAt(tokens, readElement(tokens, index).end) === ')'
}

/** The element that opens at `open`; `end` is where its closing bracket should be. */
function readElement(tokens: readonly Token[], open: number): { element: Element; end: number } {
  let index = open + 1
  let variable: string | null = null
  if (isName(tokens[index])) {
    variable = textAt(tokens, index)
    index += 1
  }
  const names: string[] = []
  while ([':', '|', '&'].includes(textAt(tokens, index)) && isName(tokens[index + 1])) {
    names.push(textAt(tokens, index + 1))
    index += 2
  }
  if (textAt(tokens, index) === '*') index = skipLength(tokens, index + 1)
  const properties: string[] = []
  if (textAt(tokens, index) === '{') {
    const end = closing(tokens, index)
    for (let inside = index + 1; inside < end; inside += 1) {
      if (textAt(tokens, inside + 1) === ':' && isName(tokens[inside]))
        properties.push(textAt(tokens, inside))
    }
    index = end + 1
  }
  return { element: { variable, names, properties, at: tokens[open]?.at ?? 0 }, end: index }
}

function skipLength(tokens: readonly Token[], start: number): number {
  let index = start
  while (tokens[index]?.type === 'number' || textAt(tokens, index) === '.') index += 1
  return index
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index += 1) {
    const { text, type } = tokens[index] ?? { text: '', type: 'symbol' }
    if (type !== 'symbol') continue
    if ('([{'.includes(text)) depth += 1
    if (')]}'.includes(text)) depth -= 1
    if (depth === 0) return index
  }
  return tokens.length
}

function readChain(tokens: readonly Token[], start: number): { chain: Chain; end: number } {
  const first = readElement(tokens, start)
  const nodes = [first.element]
  const hops: Hop[] = []
  let end = first.end
  for (;;) {
    const arrow = readArrow(tokens, end + 1)
    if (arrow === null || !isNode(tokens, arrow.end)) return { chain: { nodes, hops }, end }
    const node = readElement(tokens, arrow.end)
    hops.push(arrow.hop)
    nodes.push(node.element)
    end = node.end
  }
}

/** `-[…]->`, `<-[…]-`, `-->` and the like; `end` is the token after it. */
function readArrow(tokens: readonly Token[], start: number): { hop: Hop; end: number } | null {
  let index = start
  const left = textAt(tokens, index) === '<'
  if (left) index += 1
  if (textAt(tokens, index) !== '-') return null
  let element: Element = { variable: null, names: [], properties: [], at: tokens[start]?.at ?? 0 }
  if (textAt(tokens, index + 1) === '[') {
    const inside = readElement(tokens, index + 1)
    element = inside.element
    index = inside.end
  }
  if (textAt(tokens, index + 1) !== '-') return null
  index += 2
  const right = textAt(tokens, index) === '>'
  return { hop: { ...element, directed: left !== right }, end: right ? index + 1 : index }
}

function readExpressions(
  tokens: readonly Token[],
  inPattern: ReadonlySet<number>,
): Pick<QueryShape, 'labelTests' | 'properties'> {
  const labelTests: { variable: string; label: string; at: number }[] = []
  const properties: { variable: string; name: string; at: number }[] = []
  const braces: boolean[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.text === '{' && token.type === 'symbol') braces.push(isSubquery(tokens, index))
    if (token.text === '}' && token.type === 'symbol') braces.pop()
    if (inPattern.has(index) || !isName(token) || !isName(tokens[index + 2])) continue
    const found = { variable: token.text, at: token.at }
    const name = textAt(tokens, index + 2)
    const follows = textAt(tokens, index + 1)
    const isFirst = textAt(tokens, index - 1) !== '.'
    if (follows === '.' && isFirst && textAt(tokens, index + 3) !== '(') properties.push({ ...found, name })
    if (follows === ':' && braces.at(-1) !== false) labelTests.push({ ...found, label: name })
  }
  return { labelTests, properties }
}

/** In a subquery's braces `n:Label` tests a label; in a map's, `key: value` sets a value. */
const isSubquery = (tokens: readonly Token[], brace: number): boolean =>
  ['EXISTS', 'COUNT'].includes(textAt(tokens, brace - 1).toUpperCase())
