import ipaddr from 'ipaddr.js'
import { compileGlob, matchGlob } from './glob.ts'
import type { Operator } from './policy.ts'
import type { Resolved } from './variables.ts'

type Comparison = (expected: string, actual: string) => boolean

const numbers =
  (compare: (actual: number, expected: number) => boolean): Comparison =>
  (expected, actual) => {
    const left = readNumber(actual)
    const right = readNumber(expected)
    return left !== null && right !== null && compare(left, right)
  }

const dates =
  (compare: (actual: number, expected: number) => boolean): Comparison =>
  (expected, actual) => {
    const left = readDate(actual)
    const right = readDate(expected)
    return left !== null && right !== null && compare(left, right)
  }

/** Comparisons of plain texts; the string and ARN operators work on patterns instead. */
const PLAIN: { readonly [operator in Operator]?: Comparison } = {
  'numeric-equals': numbers((actual, expected) => actual === expected),
  'numeric-less': numbers((actual, expected) => actual < expected),
  'numeric-less-equals': numbers((actual, expected) => actual <= expected),
  'numeric-greater': numbers((actual, expected) => actual > expected),
  'numeric-greater-equals': numbers((actual, expected) => actual >= expected),
  'date-equals': dates((actual, expected) => actual === expected),
  'date-less': dates((actual, expected) => actual < expected),
  'date-less-equals': dates((actual, expected) => actual <= expected),
  'date-greater': dates((actual, expected) => actual > expected),
  'date-greater-equals': dates((actual, expected) => actual >= expected),
  'binary-equals': (expected, actual) =>
    Buffer.from(expected, 'base64').equals(Buffer.from(actual, 'base64')),
  'ip-address': inRange,
}

/** Does one value of the request match one value of the policy? Negation and sets are the caller's. */
export function matchesValue(operator: Operator, expected: Resolved, actual: string): boolean {
  if (expected.state === 'absent') return false
  const { glob } = expected
  switch (operator) {
    case 'string-equals':
    case 'string-like':
      return matchGlob(glob, actual)
    case 'string-equals-ignore-case':
      return matchGlob({ ...glob, pattern: glob.pattern.toLowerCase() }, actual.toLowerCase())
    case 'bool':
      return isBoolean(actual) && glob.pattern.toLowerCase() === actual.toLowerCase()
    case 'arn-like':
      return matchesArn(glob.pattern, glob.literals, actual)
    default:
      return PLAIN[operator]?.(glob.pattern, actual) ?? false
  }
}

const isBoolean = (text: string): boolean => /^(true|false)$/i.test(text)

/** Each of the six parts is matched for itself, so a star never crosses a colon before the sixth. */
function matchesArn(pattern: string, literals: ReadonlySet<number> | null, actual: string): boolean {
  if (pattern === '*') return true
  let patternAt = 0
  let actualAt = 0
  for (let part = 0; part < 6; part += 1) {
    const patternEnd = part < 5 ? pattern.indexOf(':', patternAt) : pattern.length
    const actualEnd = part < 5 ? actual.indexOf(':', actualAt) : actual.length
    if (patternEnd === -1 || actualEnd === -1) return false
    const glob = compileGlob(
      pattern.slice(patternAt, patternEnd),
      literals === null ? null : shifted(literals, patternAt, patternEnd),
    )
    if (!matchGlob(glob, actual.slice(actualAt, actualEnd))) return false
    patternAt = patternEnd + 1
    actualAt = actualEnd + 1
  }
  return true
}

function shifted(literals: ReadonlySet<number>, start: number, end: number): ReadonlySet<number> {
  return new Set([...literals].filter((at) => at >= start && at < end).map((at) => at - start))
}

function readNumber(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}

/** ISO 8601 as W3C writes it (a time without a zone is UTC), or seconds since 1970. */
function readDate(text: string): number | null {
  if (/^\d{5,}(\.\d+)?$/.test(text)) return Number(text) * 1000
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T') ? text : `${text}Z`
  const value = Date.parse(zoned)
  return Number.isNaN(value) ? null : value
}

/** An address without a prefix length means that one address. */
function inRange(expected: string, actual: string): boolean {
  const address = readAddress(actual)
  const [network, length] = expected.split('/')
  const range = readAddress(network ?? '')
  if (address === null || range === null || address.kind() !== range.kind()) return false
  const bits = length === undefined ? (range.kind() === 'ipv4' ? 32 : 128) : Number(length)
  if (!Number.isInteger(bits) || bits < 0 || bits > (range.kind() === 'ipv4' ? 32 : 128)) return false
  return address.match(range, bits)
}

function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null
}
