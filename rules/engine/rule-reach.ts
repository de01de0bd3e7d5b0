import { kindsOf } from '../../graph/schema/labels.ts'
import { isKeyword } from '../../graph/store/tokens.ts'
import { type Element, type QueryShape, shapeOf } from './cypher-shape.ts'
import type { Rule } from './rule.ts'

/** What differs from the scan before, as far as a rule could see it. */
export interface Changes {
  /** Id of each node that came or changed, with its kind now. */
  readonly nodes: ReadonlyMap<string, string>
  /** Kinds of the nodes that came, changed or went, those they had before among them. */
  readonly kinds: ReadonlySet<string>
  /** Kinds of the relationships that came, changed or went. */
  readonly relationships: ReadonlySet<string>
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
  const { chains, tokens } = shapeOf(rule.query)
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
  shapeOf(rule.query).tokens.some(({ type, text }) => type === 'parameter' && isTime(text))

const isTime = (text: string): boolean => text === '$now' || /Days(Ago|Ahead)$/.test(text)

/** Whether anything changed that a query could have looked at. */
export function isTouched(query: string, changes: Changes): boolean {
  const shape = shapeOf(query)
  const types = shape.chains.flatMap(({ hops }) => hops)
  if (types.some(({ names }) => names.length === 0 || names.some((name) => changes.relationships.has(name))))
    return true
  if (changes.nodes.size === 0) return false
  if (looksAtAnyNode(shape)) return true
  return labelsOf(shape).some((label) => kindsOf(label).some(({ kind }) => changes.kinds.has(kind)))
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
