import { isKeyword, type Token, tokenize } from './tokens.ts'

/**
 * Cypher that one of the two databases does not take, or takes otherwise: nothing for a rule or a query of the
 * house. The conformance suite holds what is allowed.
 *
 * What no look at the text can tell, so mind it: the embedded database writes 1.0 as `1` with toString, finds the
 * text "1" equal to the number 1, gives null for `list + item` and for `<` between lists; Neo4j fails a shortestPath
 * whose ends are one node (say `WHERE a <> b` before it). Whole numbers beyond 2^53 are exact in neither.
 */
export interface Difference {
  readonly form: string
  readonly example: string
  readonly instead: string
  readonly matches: (place: Place) => boolean
}

/** A token with what it stands in. */
interface Place {
  readonly tokens: readonly Token[]
  readonly index: number
  /** Indices of the brackets around it, innermost last. */
  readonly around: readonly number[]
  /** The last clause keyword outside of brackets, in upper case. */
  readonly clause: string
}

const CLAUSES: ReadonlySet<string> = new Set([
  'MATCH',
  'OPTIONAL',
  'WHERE',
  'WITH',
  'RETURN',
  'UNWIND',
  'ORDER',
  'UNION',
])
const ONE_SIDED_FUNCTIONS: ReadonlySet<string> = new Set(
  [
    'btrim',
    'isEmpty',
    'nullIf',
    'randomUUID',
    'toBooleanOrNull',
    'toFloatOrNull',
    'toIntegerOrNull',
    'toStringOrNull',
    'valueType',
  ].map((name) => name.toLowerCase()),
)

const at = ({ tokens, index }: Place, offset: number): string =>
  tokens[index + offset]?.text.toUpperCase() ?? ''
const keyword = (place: Place, word: string): boolean =>
  at(place, 0) === word && isKeyword(place.tokens, place.index)
const bracket = ({ tokens, around }: Place): string => tokens[around.at(-1) ?? -1]?.text ?? ''

export const DIFFERENCES: readonly Difference[] = [
  {
    form: 'a label expression',
    example: 'MATCH (n:AwsIamUser|AwsIamRole) RETURN n.id AS id',
    instead: 'WHERE n:A OR n:B',
    matches: (place) =>
      at(place, 0) === '&' ||
      (at(place, 0) === '!' && at(place, 1) !== '=') ||
      (at(place, 0) === '|' && at(place, -2) === ':' && bracket(place) !== '['),
  },
  {
    form: 'a WHERE inside a node pattern',
    example: 'MATCH (n:AwsIamUser WHERE n.mfaEnabled) RETURN n.id AS id',
    instead: 'WHERE after the pattern',
    matches: (place) => keyword(place, 'WHERE') && bracket(place) === '(' && !hasWord(place, 'IN'),
  },
  {
    form: 'a null in the map of a pattern',
    example: 'MATCH (n:AwsIamUser {passwordLastUsed: null}) RETURN n.id AS id',
    instead: 'WHERE n.property IS NULL',
    matches: (place) => at(place, 0) === 'NULL' && at(place, -1) === ':' && isPatternMap(place),
  },
  {
    form: 'a RETURN inside EXISTS { } or COUNT { }',
    example: 'MATCH (n:AwsIamUser) WHERE EXISTS { MATCH (n)-[:CAN_ASSUME]->(r) RETURN r } RETURN n.id AS id',
    instead: 'the pattern and its WHERE alone',
    matches: (place) => keyword(place, 'RETURN') && bracket(place) === '{',
  },
  {
    form: 'a pattern comprehension in WHERE',
    example: 'MATCH (n:AwsIamRole) WHERE size([(n)-[:CAN_READ]->(b) | b]) > 0 RETURN n.id AS id',
    instead: 'EXISTS { } or COUNT { }',
    matches: (place) =>
      at(place, 0) === '[' && at(place, 1) === '(' && place.clause === 'WHERE' && at(place, -1) !== '-',
  },
  {
    form: 'shortestPath as a value',
    example:
      'MATCH (a:AwsIamUser), (b:AwsS3Bucket) WHERE shortestPath((a)-[:CAN_READ*1..3]->(b)) IS NOT NULL RETURN a.id AS id',
    instead: 'MATCH p = shortestPath(…)',
    matches: (place) =>
      /^(ALL)?SHORTESTPATHS?$/.test(at(place, 0)) && at(place, 1) === '(' && at(place, -1) !== '=',
  },
  {
    form: 'an item of an aggregate',
    example: 'MATCH (n:AwsIamUser) RETURN collect(n.id)[0] AS first',
    instead: 'WITH collect(…) AS list, then list[0]',
    matches: (place) => at(place, 0) === '[' && at(place, -1) === ')' && functionBefore(place) === 'collect',
  },
  {
    form: 'an expression after SKIP or LIMIT',
    example: 'MATCH (n:AwsIamUser) RETURN n.id AS id LIMIT $n + 1',
    instead: 'a number or one parameter',
    matches: (place) =>
      (keyword(place, 'LIMIT') || keyword(place, 'SKIP')) &&
      (!['number', 'parameter'].includes(place.tokens[place.index + 1]?.type ?? '') ||
        '+-*/%^'.includes(at(place, 2) || ' ')),
  },
  {
    form: '|| between texts',
    example: 'RETURN "a" || "b" AS text',
    instead: '+',
    matches: (place) => at(place, 0) === '|' && at(place, 1) === '|',
  },
  {
    form: 'IS ::',
    example: 'RETURN 1 IS :: INTEGER AS yes',
    instead: 'a comparison',
    matches: (place) => at(place, 0) === 'IS' && at(place, 1) === ':' && at(place, 2) === ':',
  },
  {
    form: 'a function of one database',
    example: 'RETURN isEmpty([]) AS yes',
    instead: 'size(…) = 0, trim(…), coalesce(…)',
    matches: (place) =>
      ONE_SIDED_FUNCTIONS.has(at(place, 0).toLowerCase()) && at(place, 1) === '(' && at(place, -1) !== '.',
  },
  {
    form: 'a function on durations, or a part of a date',
    example: 'RETURN duration.between(date("2026-01-01"), date("2026-03-02")) AS d',
    instead: 'times as ISO 8601 texts, which compare in order',
    matches: (place) =>
      at(place, 0) === '.' &&
      (at(place, -1) === 'DURATION' || functionBefore(place, /^(local)?date(time)?$/i) !== null),
  },
]

/** What in a query is not portable, in words; empty when nothing is. */
export function portabilityProblems(cypher: string): readonly string[] {
  const problems = new Set<string>()
  for (const place of places(tokenize(cypher)))
    for (const { form, instead, matches } of DIFFERENCES)
      if (matches(place)) problems.add(`${form} does not mean the same in both databases; use ${instead}`)
  return [...problems]
}

function* places(tokens: readonly Token[]): Generator<Place> {
  const around: number[] = []
  let clause = ''
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'symbol' && ')]}'.includes(token.text)) around.pop()
    const word = token.text.toUpperCase()
    if (around.length === 0 && CLAUSES.has(word) && isKeyword(tokens, index)) clause = word
    yield { tokens, index, around: [...around], clause }
    if (token.type === 'symbol' && '([{'.includes(token.text)) around.push(index)
  }
}

/** Whether a keyword stands between the innermost bracket and the place: `any(x IN list WHERE …)`. */
const hasWord = ({ tokens, index, around }: Place, word: string): boolean =>
  tokens
    .slice(around.at(-1) ?? 0, index)
    .some((token, offset) => token.text.toUpperCase() === word && offset > 0)

/** `(n:Label {` or `[r:TYPE {`, not a map that is a value. */
function isPatternMap({ tokens, around }: Place): boolean {
  const brace = around.at(-1) ?? -1
  const outer = tokens[around.at(-2) ?? -1]?.text
  const isMap = tokens[brace]?.text === '{' && (outer === '(' || outer === '[')
  return isMap && (tokens[brace - 2]?.text === ':' || tokens[brace - 2]?.text === outer)
}

/** The function whose `)` stands right before the place, if it is that one. */
function functionBefore({ tokens, index }: Place, name = /^collect$/i): string | null {
  if (tokens[index - 1]?.text !== ')') return null
  let depth = 0
  for (let back = index - 1; back >= 0; back -= 1) {
    const text = tokens[back]?.text
    if (text === ')') depth += 1
    if (text === '(') depth -= 1
    if (depth > 0) continue
    const found = tokens[back - 1]?.text ?? ''
    return name.test(found) ? found.toLowerCase() : null
  }
  return null
}
