import ipaddr from 'ipaddr.js'
import { compileGlob, type Glob, matchGlob } from './glob.ts'
import { interned } from './intern.ts'
import type { Matcher, Operator } from './policy.ts'
import type { Resolved } from './variables.ts'

const NEVER: Matcher = () => false

/** One value of a policy, made ready to be compared. Negation and sets are the caller's. */
export function matcherOf(operator: Operator, expected: Resolved): Matcher {
  return expected.state === 'absent' ? NEVER : (COMPARISONS[operator]?.(expected.glob) ?? NEVER)
}

/** Operators under which no character of the policy's text is a wildcard. */
export const isLiteral = (operator: Operator): boolean =>
  operator === 'string-equals' || operator === 'string-equals-ignore-case'

const COMPARISONS: { readonly [operator in Operator]?: (expected: Glob) => Matcher } = {
  'string-equals': likeText,
  'string-like': likeText,
  'string-equals-ignore-case': likeTextInAnyCase,
  bool: sameBoolean,
  'arn-like': likeArn,
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
  'binary-equals': sameBytes,
  'ip-address': inRange,
}

function likeText(glob: Glob): Matcher {
  return (actual) => matchGlob(glob, actual)
}

function likeTextInAnyCase(glob: Glob): Matcher {
  const lowered = compileGlob(glob.pattern.toLowerCase(), glob.literals)
  return (actual) => matchGlob(lowered, actual.toLowerCase())
}

function sameBoolean({ pattern }: Glob): Matcher {
  const expected = pattern.toLowerCase()
  if (expected !== 'true' && expected !== 'false') return NEVER
  return (actual) => actual.toLowerCase() === expected
}

function sameBytes({ pattern }: Glob): Matcher {
  const expected = Buffer.from(pattern, 'base64')
  return (actual) => expected.equals(Buffer.from(actual, 'base64'))
}

/** Each of the six parts is matched for itself, so a star never crosses a colon before the sixth. */
function likeArn({ pattern, literals }: Glob): Matcher {
  if (pattern === '*') return () => true
  const parts: Glob[] = []
  let start = 0
  for (let part = 0; part < 6; part += 1) {
    const end = part < 5 ? pattern.indexOf(':', start) : pattern.length
    if (end === -1) return NEVER
    parts.push(compileGlob(pattern.slice(start, end), literals === null ? null : shifted(literals, start)))
    start = end + 1
  }
  return (actual) => matchesParts(parts, actual)
}

function matchesParts(parts: readonly Glob[], actual: string): boolean {
  let start = 0
  const last = parts.length - 1
  for (let part = 0; part <= last; part += 1) {
    const glob = parts[part]
    const end = part < last ? actual.indexOf(':', start) : actual.length
    if (glob === undefined || end === -1) return false
    if (!matchGlob(glob, actual.slice(start, end))) return false
    start = end + 1
  }
  return true
}

function shifted(literals: ReadonlySet<number>, start: number): ReadonlySet<number> {
  return new Set([...literals].map((at) => at - start))
}

function numbers(compare: (actual: number, expected: number) => boolean): (expected: Glob) => Matcher {
  return comparing(readNumber, compare)
}

function dates(compare: (actual: number, expected: number) => boolean): (expected: Glob) => Matcher {
  return comparing(interned(readDate), compare)
}

function comparing(
  read: (text: string) => number | null,
  compare: (actual: number, expected: number) => boolean,
): (expected: Glob) => Matcher {
  return ({ pattern }) => {
    const expected = read(pattern)
    if (expected === null) return NEVER
    return (text) => {
      const actual = read(text)
      return actual !== null && compare(actual, expected)
    }
  }
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

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** An address without a prefix length means that one address. */
function inRange({ pattern }: Glob): Matcher {
  const [network, length] = pattern.split('/')
  const range = readAddress(network ?? '')
  if (range === null) return NEVER
  const width = range.kind() === 'ipv4' ? 32 : 128
  const bits = Number(length === undefined ? width : /^\d+$/.exec(length)?.[0])
  if (!(bits <= width)) return NEVER
  return (actual) => {
    const address = addressOf(actual)
    return address !== null && address.kind() === range.kind() && address.match(range, bits)
  }
}

function readAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null
}

const addressOf = interned(readAddress)
