import { kindsOf } from '../../graph/schema/labels.ts'
import { isKeyword, type Token } from '../../graph/store/tokens.ts'
import { type Element, type QueryShape, shapeOf } from './cypher-shape.ts'
import type { Rule } from './rule.ts'

/** Names of properties that differ; 'all' where something came or went. */
export type Differing = ReadonlySet<string> | 'all'

/** What differs from the scan before, as far as a rule could see it. */
export interface Changes {
  /** Id of each node that came or changed, with its kind now. */
  readonly nodes: ReadonlyMap<string, string>
  /** By kind of the nodes that came, changed or went, the kind they had before among them. */
  readonly kinds: ReadonlyMap<string, Differing>
  /** By kind of the relationships that came, changed or went. */
  readonly relationships: ReadonlyMap<string, Differing>
}

interface Reach extends QueryShape {
  /** Of properties: more than it reads. */
  readonly read: ReadonlySet<string> | 'all'
}

/** A query is asked about several times in one evaluation; the catalogue is all there is. */
const shapes = new Map<string, Reach>()

function readShape(query: string): Reach {
  const known = shapes.get(query)
  if (known !== undefined) return known
  const shape = shapeOf(query)
  const reach = { ...shape, read: namesIn(shape) }
  shapes.set(query, reach)
  return reach
}

/** Functions and clauses whose answer for one subject is made of others too. */
const MIXING: ReadonlySet<string> = new Set(
  'COUNT COLLECT SUM AVG MIN MAX STDEV PERCENTILECONT PERCENTILEDISC EXISTS LIMIT SKIP UNION OPTIONAL'.split(
    ' ',
  ),
)

/**
 * The rule's query for the subjects in `$changedSubjects` alone; null unless every row that it gives comes from the
 * properties of one subject, so that the rows of the others are those of the scan before.
 */
export function narrowedQuery(rule: Pick<Rule, 'query' | 'subject'>): string | null {
  const { chains, tokens } = readShape(rule.query)
  const [chain, ...others] = chains
  const [node, ...ends] = chain?.nodes ?? []
  if (node === undefined || others.length > 0 || ends.length > 0) return null
  if (node.variable === null || node.names.length !== 1 || node.names[0] !== rule.subject) return null
  if (tokens.some((token) => token.type === 'word' && MIXING.has(token.text.toUpperCase()))) return null
  const matches = tokens.filter(
    (token, index) => token.text.toUpperCase() === 'MATCH' && isKeyword(tokens, index),
  )
  if (matches.length !== 1 || matches[0] !== tokens[0]) return null
  return `UNWIND $changedSubjects AS changedSubject
MATCH (${node.variable}:Resource {id: changedSubject})
${rule.query}`
}

/** What changes with the day although nothing in the graph does. */
export const asksForTime = (rule: Pick<Rule, 'query'>): boolean =>
  readShape(rule.query).tokens.some(({ type, text }) => type === 'parameter' && isTime(text))

const isTime = (text: string): boolean => text === '$now' || /Days(Ago|Ahead)$/.test(text)

/** Whether anything changed that a query could have looked at. */
export function isTouched(query: string, changes: Changes): boolean {
  const shape = readShape(query)
  const sees = (differing: Differing | undefined): boolean =>
    differing !== undefined && meet(differing, shape.read)
  const types = new Set(shape.chains.flatMap(({ hops }) => hops.flatMap((hop) => hop.names)))
  if (shape.chains.some(({ hops }) => hops.some((hop) => hop.names.length === 0))) {
    if ([...changes.relationships.values()].some(sees)) return true
  } else if ([...types].some((type) => sees(changes.relationships.get(type)))) return true
  if (looksAtAnyNode(shape)) return [...changes.kinds.values()].some(sees)
  return labelsOf(shape).some((label) => kindsOf(label).some(({ kind }) => sees(changes.kinds.get(kind))))
}

export const meet = (differing: Differing, names: ReadonlySet<string> | 'all'): boolean =>
  differing === 'all' || names === 'all' || [...differing].some((name) => names.has(name))

/** More than the properties that the query reads, and none less: whatever is a word or a text in it. */
function namesIn({ tokens }: QueryShape): ReadonlySet<string> | 'all' {
  const isAny = (token: Token, at: number): boolean =>
    (token.type === 'word' && ANY_PROPERTY.has(token.text.toUpperCase())) || looksUp(tokens, at)
  if (tokens.some(isAny)) return 'all'
  return new Set(tokens.map(({ text }) => text.replace(/^(['"`])(.*)\1$/s, '$2')))
}

/** Functions that give properties without naming them. */
const ANY_PROPERTY: ReadonlySet<string> = new Set(['PROPERTIES', 'KEYS'])
/** Words after which `[` opens a list; after any other it looks something up. */
const BEFORE_LIST: ReadonlySet<string> = new Set(
  'IN RETURN WITH UNWIND AND OR XOR NOT WHERE WHEN THEN ELSE DISTINCT'.split(' '),
)

/** `node[expression]`: a property whose name does not stand there; `list[0]` and `node['name']` are none. */
function looksUp(tokens: readonly Token[], at: number): boolean {
  const [before, bracket, inside, after] = tokens.slice(Math.max(0, at - 1), at + 3)
  if (at === 0 || bracket?.text !== '[' || bracket.type !== 'symbol') return false
  const isValue =
    before?.type === 'name' ||
    before?.text === ')' ||
    before?.text === ']' ||
    (before?.type === 'word' && !BEFORE_LIST.has(before.text.toUpperCase()))
  const isPlain = inside?.type === 'number' || (inside?.type === 'string' && after?.text === ']')
  return isValue && !isPlain
}

const labelsOf = ({ chains, labelTests }: QueryShape): readonly string[] => [
  ...chains.flatMap(({ nodes }) => nodes.flatMap(({ names }) => names)),
  ...labelTests.map(({ label }) => label),
]

/** A node without a label that has a name may be asked for properties; one without a name is there or not. */
function looksAtAnyNode({ chains }: QueryShape): boolean {
  const nodes = chains.flatMap((chain) => chain.nodes)
  const labelled = new Set(nodes.filter(({ names }) => names.length > 0).map(({ variable }) => variable))
  const isLoose = ({ names, variable, properties }: Element): boolean =>
    names.length === 0 && (variable === null ? properties.length > 0 : !labelled.has(variable))
  return nodes.some(isLoose)
}
