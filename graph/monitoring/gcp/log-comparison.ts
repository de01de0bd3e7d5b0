import { fromBoolean, MAYBE, NO, or, type Tri } from '../../access/tri.ts'
import type { Value } from '../../snapshot/records.ts'

export const OPERATORS = ['=~', '!~', '!=', '<=', '>=', '=', '<', '>', ':'] as const
export type Operator = (typeof OPERATORS)[number]

/** An entry, and the fields of it of which nothing is known. */
export interface Asked {
  readonly entry: Value
  readonly unknown?: ReadonlySet<string>
}

export type Test = (asked: Asked) => Tri

/**
 * One comparison of a filter. A field that is not there fails every comparison, `!=` among them; of a list one element is
 * enough. What it does not know may hold; null for what is no comparison. https://cloud.google.com/logging/docs/view/logging-query-language#comparisons
 */
export function comparisonOf(field: string, operator: Operator, value: string): Test | null {
  const path = partsOf(field)
  const literal = textOf(value)
  if (path === null || literal === null) return null
  const holds = holding(operator, literal, value === '*')
  if (holds === null) return () => MAYBE
  const [root = ''] = path
  return ({ entry, unknown }) =>
    unknown?.has(root) === true ? MAYBE : valuesAt(entry, path).map(holds).reduce(or, NO)
}

/** `log_id("cloudaudit.googleapis.com/activity")` names the log of whatever project. */
export function inLog(value: string): Test | null {
  const literal = textOf(value)
  return literal === null
    ? null
    : ({ entry }) =>
        fromBoolean(
          valuesAt(entry, ['logName']).some((name) =>
            String(name).endsWith(`/logs/${encodeURIComponent(literal)}`),
          ),
        )
}

/** A text alone is looked for in every field. */
export function anywhere(value: string): Test | null {
  const literal = textOf(value)
  return literal === null ? null : ({ entry }) => contains(entry, literal.toLowerCase())
}

/** `labels."compute.googleapis.com/name"` as its parts; null for what is no path. */
function partsOf(field: string): readonly string[] | null {
  const parts = [...field.matchAll(/\.?(?:"((?:[^"\\]|\\.)*)"|([^."]+))/g)]
  const length = parts.reduce((sum, [whole]) => sum + whole.length, 0)
  if (length !== field.length || parts.length === 0 || field.startsWith('"')) return null
  return parts.map(([, quoted, plain]) => plain ?? unescaped(quoted ?? ''))
}

/** A word, or what stands in quotation marks. */
function textOf(value: string): string | null {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(value)?.[1]
  if (quoted !== undefined) return unescaped(quoted)
  return value.includes('"') ? null : value
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1')

/** Fields of every entry that are empty where they are not given. */
const DEFAULTED: ReadonlySet<string> = new Set(['textPayload', 'insertId', 'trace', 'spanId'])

function valuesAt(entry: Value, path: readonly string[]): readonly Value[] {
  const [root = ''] = path
  const found = path.reduce<readonly Value[]>(
    (values, name) => values.flatMap((value) => membersNamed(value, name)),
    [entry],
  )
  return found.length === 0 && path.length === 1 && DEFAULTED.has(root) ? [''] : found
}

/** Of a message in protobuf the case of a name does not matter. */
const membersNamed = (value: Value, name: string): readonly Value[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value)
        .filter(([member]) => member.toLowerCase() === name.toLowerCase())
        .flatMap(([, held]) => (Array.isArray(held) ? held : [held]))

const SEVERITIES = 'DEFAULT DEBUG INFO NOTICE WARNING ERROR CRITICAL ALERT EMERGENCY'.split(' ')

type Holds = (value: Value) => Tri

function holding(operator: Operator, literal: string, isStar: boolean): Holds | null {
  const wanted = literal.toLowerCase()
  const plain = (value: Value): string | null =>
    typeof value === 'object' ? null : String(value).toLowerCase()
  const onText =
    (test: (text: string) => boolean): Holds =>
    (value) => {
      const text = plain(value)
      return fromBoolean(text !== null && test(text))
    }
  if (operator === ':') return isStar ? () => fromBoolean(true) : (value) => contains(value, wanted)
  if (operator === '=') return onText((text) => text === wanted)
  if (operator === '!=') return onText((text) => text !== wanted)
  if (operator === '=~' || operator === '!~') {
    const pattern = patternOf(literal)
    if (pattern === null) return null
    return (value) =>
      fromBoolean(typeof value !== 'object' && pattern.test(String(value)) === (operator === '=~'))
  }
  return ordering(operator, literal)
}

/** In a text, or in any field of what is an object. */
function contains(value: Value, wanted: string): Tri {
  if (value === null) return NO
  if (typeof value === 'object')
    return Object.values(value)
      .map((held) => contains(held, wanted))
      .reduce(or, NO)
  return fromBoolean(String(value).toLowerCase().includes(wanted))
}

/**
 * RE2 and JavaScript agree on plain patterns. Groups that repeat, which JavaScript may take forever over, and groups of
 * special kinds are not run.
 */
function patternOf(text: string): RegExp | null {
  if (/\)[*+?{]|\(\?|\\[^.\\/()[\]{}|^$*+?dwsDWSbB-]/.test(text)) return null
  try {
    return new RegExp(text)
  } catch {
    return null
  }
}

function ordering(operator: '<' | '>' | '<=' | '>=', literal: string): Holds | null {
  const rank = rankOf(literal)
  if (rank === null) return null
  return (value) => {
    const own = typeof value === 'object' ? null : rankOf(String(value))
    if (own === null) return NO
    if (own === rank) return fromBoolean(operator.endsWith('='))
    return fromBoolean(own < rank === operator.startsWith('<'))
  }
}

/** Numbers and severities have an order; times, which no example has, are not known. */
function rankOf(text: string): number | null {
  const severity = SEVERITIES.indexOf(text.toUpperCase())
  if (severity >= 0) return severity * 100
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null
}
