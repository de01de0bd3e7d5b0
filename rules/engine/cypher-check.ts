import { COMMON_PROPERTIES } from '../../graph/schema/define.ts'
import { RELATIONSHIP_KINDS } from '../../graph/schema/index.ts'
import { kindsOf } from '../../graph/schema/labels.ts'
import { portabilityProblems } from '../../graph/store/dialect.ts'
import { QueryRefusedError } from '../../graph/store/errors.ts'
import { checkUserQuery } from '../../graph/store/guard.ts'
import { isKeyword } from '../../graph/store/tokens.ts'
import { type Element, type QueryShape, shapeOf } from './cypher-shape.ts'

export interface QueryContract {
  /** Names that may stand after `$`. */
  readonly parameters: ReadonlySet<string>
  /** Columns that every RETURN must give. */
  readonly columns: readonly string[]
}

/**
 * Holds a query against the schema and the house's Cypher: what both databases take alike, allowed clauses, declared labels, types and properties,
 * patterns that begin somewhere, arrows with a direction, bounded paths. Gives what is wrong, in words.
 */
export function checkQuery(cypher: string, contract: QueryContract): readonly string[] {
  try {
    checkUserQuery(cypher)
    const shape = shapeOf(cypher)
    return [
      ...undeclaredNames(shape),
      ...looseEnds(shape),
      ...undeclaredProperties(shape),
      ...unknownParameters(shape, contract.parameters),
      ...missingColumns(shape, contract.columns),
      ...portabilityProblems(cypher),
    ]
  } catch (error) {
    if (error instanceof QueryRefusedError) return [error.message]
    throw error
  }
}

function undeclaredNames({ chains, labelTests }: QueryShape): readonly string[] {
  const labels = [
    ...chains.flatMap((chain) => chain.nodes.flatMap((node) => node.names)),
    ...labelTests.map((test) => test.label),
  ]
  const types = chains.flatMap((chain) => chain.hops.flatMap((hop) => hop.names))
  return [
    ...labels.filter((label) => kindsOf(label).length === 0).map((label) => `no node has the label ${label}`),
    ...types
      .filter((type) => !RELATIONSHIP_KINDS.has(type))
      .map((type) => `no relationship has the type ${type}`),
  ]
}

/** Every pattern starts at a label or at something already found; every arrow has a type and points one way. */
function looseEnds({ chains }: QueryShape): readonly string[] {
  const problems: string[] = []
  const bound = new Set<string>()
  for (const { nodes, hops } of chains) {
    const anchored = nodes.some(
      ({ names, variable }) => names.length > 0 || (variable !== null && bound.has(variable)),
    )
    if (!anchored) problems.push(`the pattern at ${describe(nodes[0])} has no label to start from`)
    for (const hop of hops) {
      if (!hop.directed) problems.push(`the relationship at ${describe(hop)} has no direction`)
      if (hop.names.length === 0) problems.push(`the relationship at ${describe(hop)} has no type`)
      if (hop.names.length > 1 && hop.names.includes('IN_ACCESS_CLASS') && !hop.names.includes('INCLUDES'))
        problems.push(`the way at ${describe(hop)} stops at sets of targets: add INCLUDES to its types`)
    }
    for (const { variable } of [...nodes, ...hops]) if (variable !== null) bound.add(variable)
  }
  return problems
}

const describe = (element: Element | undefined): string =>
  element?.variable ?? `character ${(element?.at ?? 0) + 1}`

/** Properties that every stored node has, beside the declared ones. */
const EVERY_NODE: ReadonlySet<string> = new Set(['id', 'kind', ...Object.keys(COMMON_PROPERTIES)])

function undeclaredProperties(shape: QueryShape): readonly string[] {
  const variables = propertiesByVariable(shape)
  const inPatterns = shape.chains.flatMap(({ nodes, hops }) => [
    ...nodes.flatMap((node) => wrong(node.properties, nodeProperties(node.names), node)),
    ...hops.flatMap((hop) => wrong(hop.properties, relationshipProperties(hop.names), hop)),
  ])
  const inExpressions = shape.properties
    .filter(({ variable, name }) => !(variables.get(variable) ?? EVERY_NODE).has(name))
    .map(({ variable, name }) => `${variable} has no property ${name}, going by its labels or types`)
  return [...inPatterns, ...inExpressions]
}

const wrong = (names: readonly string[], known: ReadonlySet<string>, element: Element): readonly string[] =>
  names.filter((name) => !known.has(name)).map((name) => `${describe(element)} has no property ${name}`)

function propertiesByVariable({ chains, labelTests }: QueryShape): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>()
  const add = (variable: string | null, names: ReadonlySet<string>): void => {
    if (variable === null) return
    known.set(variable, new Set([...(known.get(variable) ?? []), ...names]))
  }
  for (const { nodes, hops } of chains) {
    for (const node of nodes) add(node.variable, nodeProperties(node.names))
    for (const hop of hops) add(hop.variable, relationshipProperties(hop.names))
  }
  for (const { variable, label } of labelTests) add(variable, nodeProperties([label]))
  return known
}

const nodeProperties = (labels: readonly string[]): ReadonlySet<string> =>
  new Set([...EVERY_NODE, ...labels.flatMap(kindsOf).flatMap((kind) => Object.keys(kind.properties))])

const relationshipProperties = (types: readonly string[]): ReadonlySet<string> =>
  new Set(types.flatMap((type) => Object.keys(RELATIONSHIP_KINDS.get(type)?.properties ?? {})))

function unknownParameters({ tokens }: QueryShape, known: ReadonlySet<string>): readonly string[] {
  return tokens
    .filter((token) => token.type === 'parameter' && !known.has(token.text.slice(1)))
    .map((token) => `${token.text} is not a parameter of the rule`)
}

/** Each part of a UNION has its own RETURN. */
function missingColumns({ tokens }: QueryShape, columns: readonly string[]): readonly string[] {
  const returns = tokens.flatMap((token, index) =>
    token.text.toUpperCase() === 'RETURN' && isKeyword(tokens, index) ? [index] : [],
  )
  return returns.flatMap((start, position) => {
    const part = tokens.slice(start, returns[position + 1] ?? tokens.length)
    return columns
      .filter((column) => !part.some((token, index) => isColumn(part, token.text, index, column)))
      .map((column) => `RETURN gives no ${column}`)
  })
}

function isColumn(part: QueryShape['tokens'], text: string, index: number, column: string): boolean {
  if (text !== column) return false
  const before = part[index - 1]?.text.toUpperCase() ?? ''
  return (
    before === 'AS' ||
    ((before === 'RETURN' || before === ',' || before === 'DISTINCT') && part[index + 1]?.text !== '.')
  )
}
