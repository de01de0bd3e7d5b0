const STAR = 0x2a
const QUESTION = 0x3f

/**
 * A pattern of IAM's: `*` is any run of characters, `?` exactly one character. Positions in `literals` are
 * characters that stand for themselves, such as a star that came out of a policy variable.
 */
export interface Glob {
  readonly pattern: string
  readonly literals: ReadonlySet<number> | null
  /** `any`: a lone star; `exact`: no wildcard; `prefix`: one star, at the end; `pieces`: stars between plain text. */
  readonly shape: 'any' | 'exact' | 'prefix' | 'pieces' | 'general'
  /** The text before the first wildcard; all of it for an exact pattern. */
  readonly head: string
  /** What stands between the first star and the last; only for `pieces`. */
  readonly middle: readonly string[]
  /** The text after the last star; only for `pieces`. */
  readonly tail: string
}

const NO_PIECES = { middle: [], tail: '' } as const
const PLAIN_TEXT = /^[\x20-\x7e]*$/

export function compileGlob(pattern: string, literals: ReadonlySet<number> | null = null): Glob {
  const shape = shapeOf(pattern, literals)
  const pieces = shape === 'pieces' ? piecesOf(pattern) : NO_PIECES
  return { pattern, literals, shape, head: headOf(pattern, literals), ...pieces }
}

const piecesOf = (pattern: string): Pick<Glob, 'middle' | 'tail'> => ({
  middle: pattern.split('*').slice(1, -1),
  tail: pattern.slice(pattern.lastIndexOf('*') + 1),
})

/** Text in which no character is a wildcard. */
export const literalGlob = (text: string): Glob => ({
  pattern: text,
  literals: null,
  shape: 'exact',
  head: text,
  ...NO_PIECES,
})

export function matchGlob(glob: Glob, text: string): boolean {
  switch (glob.shape) {
    case 'any':
      return true
    case 'exact':
      return glob.pattern === text
    case 'prefix':
      return text.startsWith(glob.head)
    case 'pieces':
      return matchPieces(glob, text)
    default:
      return matchGeneral(glob, text)
  }
}

/** Each piece at the first place that is free, the last one at the end. */
function matchPieces({ head, middle, tail }: Glob, text: string): boolean {
  if (!text.startsWith(head)) return false
  let at = head.length
  for (const piece of middle) {
    const found = text.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

/**
 * Two pointers and one remembered star: after a mismatch only the last star takes one character more, so the
 * time is at most pattern x text and no pattern can make it exponential.
 */
function matchGeneral(glob: Glob, text: string): boolean {
  const { pattern, head } = glob
  if (!text.startsWith(head)) return false
  let patternAt = head.length
  let textAt = head.length
  let starAt = -1
  let starTextAt = 0
  while (textAt < text.length) {
    const wildcard = wildcardAt(glob, patternAt)
    if (wildcard === STAR) {
      starAt = patternAt
      starTextAt = textAt
      patternAt += 1
    } else if (wildcard === QUESTION) {
      patternAt += 1
      textAt += characterLength(text, textAt)
    } else if (pattern.charCodeAt(patternAt) === text.charCodeAt(textAt)) {
      patternAt += 1
      textAt += 1
    } else if (starAt >= 0) {
      starTextAt += characterLength(text, starTextAt)
      textAt = starTextAt
      patternAt = starAt + 1
    } else {
      return false
    }
  }
  while (wildcardAt(glob, patternAt) === STAR) patternAt += 1
  return patternAt === pattern.length
}

/** The wildcard at this position, or 0 for a character that stands for itself and behind the pattern's end. */
function wildcardAt(glob: Glob, position: number): number {
  const code = glob.pattern.charCodeAt(position)
  if (code !== STAR && code !== QUESTION) return 0
  return glob.literals?.has(position) ? 0 : code
}

/** UTF-16 units of the character at this position: a surrogate pair is one character. */
function characterLength(text: string, position: number): number {
  return (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1
}

function shapeOf(pattern: string, literals: ReadonlySet<number> | null): Glob['shape'] {
  if (literals !== null && literals.size > 0) return 'general'
  if (pattern.includes('?')) return 'general'
  const star = pattern.indexOf('*')
  if (star === -1) return 'exact'
  // Half a character beside a star could match inside another one: such text is left to the general matcher.
  if (star !== pattern.length - 1) return PLAIN_TEXT.test(pattern) ? 'pieces' : 'general'
  return star === 0 ? 'any' : 'prefix'
}

function headOf(pattern: string, literals: ReadonlySet<number> | null): string {
  for (let at = 0; at < pattern.length; at += 1) {
    const code = pattern.charCodeAt(at)
    if ((code === STAR || code === QUESTION) && literals?.has(at) !== true) return pattern.slice(0, at)
  }
  return pattern
}

/**
 * What is left of a pattern once it has matched all of `prefix`: a text for each way to split it. Answers "which
 * objects of this bucket does the pattern reach?" with `arn:aws:s3:::bucket/` as the prefix.
 */
export function residuals(glob: Glob, prefix: string): readonly string[] {
  let positions = closure(glob, new Set([0]))
  for (let at = 0; at < prefix.length; at += 1) {
    positions = closure(glob, step(glob, positions, prefix.charCodeAt(at)))
  }
  return [...positions].map((position) => glob.pattern.slice(position))
}

function step(glob: Glob, positions: ReadonlySet<number>, code: number): Set<number> {
  const next = new Set<number>()
  for (const position of positions) {
    const wildcard = wildcardAt(glob, position)
    if (wildcard === STAR) next.add(position)
    else if (wildcard === QUESTION || glob.pattern.charCodeAt(position) === code) next.add(position + 1)
  }
  return next
}

/** A star may also match nothing, so the position behind it is reached too. */
function closure(glob: Glob, positions: Set<number>): Set<number> {
  for (const position of positions) {
    if (wildcardAt(glob, position) === STAR) positions.add(position + 1)
  }
  return positions
}
