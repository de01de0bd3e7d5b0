import type { Context } from './context.ts'
import { compileGlob, type Glob, literalGlob } from './glob.ts'
import { interned } from './intern.ts'

/**
 * Text of a policy that may hold policy variables.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export interface Template {
  readonly text: string
  /** The text as a pattern; the whole answer when there are no variables. */
  readonly glob: Glob
  /** What the text stands for where it holds no variable: as a pattern, and with every character for itself. */
  readonly plain: { readonly pattern: Resolved; readonly literal: Resolved }
  /** null when the text holds no variable. */
  readonly parts: readonly Part[] | null
  /** What every text that matches begins with, whatever the variables' values. */
  readonly head: string
}

type Part =
  | { readonly type: 'text'; readonly text: string }
  /** `${*}`, `${?}`, `${$}`: a character that stands for itself. */
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'variable'; readonly key: string; readonly fallback: string | null }

export type Resolved =
  | { readonly state: 'known'; readonly glob: Glob }
  /** A variable has no value: whatever the text is compared with does not match. */
  | { readonly state: 'absent' }
  /** `glob` has a star in the place of each unknown variable. */
  | { readonly state: 'unknown'; readonly glob: Glob }

const VARIABLE = /\$\{\s*([^{},\s][^{},]*?)\s*(?:,\s*'([^']*)'\s*)?\}/g

/** `from`: variables before this position are text; in a Resource only the part after the fifth colon has them. */
export function compileTemplate(text: string, variables: boolean, from = 0): Template {
  const glob = compileGlob(text)
  const plain = { pattern: known(glob), literal: known(literalGlob(text)) }
  const parts = variables ? splitParts(text, from) : []
  if (parts.every(isText)) return { text, glob, plain, parts: null, head: glob.head }
  const atMost = parts.map((part) => (isText(part) ? part.text : '*')).join('')
  return { text, glob, plain, parts, head: compileGlob(atMost).head }
}

/** The same few values are put in over and over. */
const shareGlob = interned((text) => compileGlob(text))

const isText = (part: Part): part is Extract<Part, { type: 'text' }> => part.type === 'text'

const known = (glob: Glob): Resolved => ({ state: 'known', glob })

function splitParts(text: string, from: number): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, name = '', fallback = null] = match
    if (match.index < from) continue
    parts.push({ type: 'text', text: text.slice(at, match.index) })
    parts.push(
      name === '*' || name === '?' || name === '$'
        ? { type: 'literal', text: name }
        : { type: 'variable', key: name.toLowerCase(), fallback },
    )
    at = match.index + whole.length
  }
  parts.push({ type: 'text', text: text.slice(at) })
  return parts
}

/**
 * Puts the context's values in the place of the variables. Characters that come out of a variable never act as
 * wildcards. With `literal` no character of the text does either, as in StringEquals.
 */
export function resolveTemplate(template: Template, context: Context, literal = false): Resolved {
  if (template.parts === null) {
    return literal ? template.plain.literal : template.plain.pattern
  }
  let text = ''
  let unknown = false
  const literals = new Set<number>()
  for (const part of template.parts) {
    const value = part.type === 'variable' ? variableValue(part.key, part.fallback, context) : part.text
    if (value === null) return { state: 'absent' }
    if (value === undefined) {
      unknown = true
      text += '*'
      continue
    }
    if (literal || part.type !== 'text') markWildcards(literals, text.length, value)
    text += value
  }
  const glob = literals.size === 0 ? shareGlob(text) : compileGlob(text, literals)
  return { state: unknown ? 'unknown' : 'known', glob }
}

/** null when the variable has no value, undefined when nobody knows. */
function variableValue(key: string, fallback: string | null, context: Context): string | null | undefined {
  const values = context.lookup(key)
  if (values === 'unknown') return undefined
  const [only, second] = values === 'absent' ? [] : values
  // A key with several values has no single text to put in.
  if (only !== undefined && second === undefined) return only
  return fallback
}

/** Other characters stand for themselves as it is. */
function markWildcards(literals: Set<number>, start: number, value: string): void {
  for (const { index } of value.matchAll(/[*?]/g)) literals.add(start + index)
}
