const STAR = 0x2a
const QUESTION = 0x3f

/**
 * A pattern of IAM's: `*` is any run of characters, `?` exactly one character. Positions in `literals` are
 * characters that stand for themselves, such as a star that came out of a policy variable.
 */
export interface Glob {
  readonly pattern: string
  readonly literals: ReadonlySet<number> | null
  /** `any`: a lone star; `exact`: no wildcard; `prefix`: one star, at the end. */
  readonly shape: 'any' | 'exact' | 'prefix' | 'general'
}

export function compileGlob(pattern: string, literals: ReadonlySet<number> | null = null): Glob {
  return { pattern, literals, shape: shapeOf(pattern, literals) }
}

export function matchGlob(glob: Glob, text: string): boolean {
  switch (glob.shape) {
    case 'any':
      return true
    case 'exact':
      return glob.pattern === text
    case 'prefix':
      return text.startsWith(glob.pattern.slice(0, -1))
    default:
      return matchGeneral(glob, text)
  }
}

/**
 * Two pointers and one remembered star: after a mismatch only the last star takes one character more, so the
 * time is at most pattern x text and no pattern can make it exponential.
 */
function matchGeneral(glob: Glob, text: string): boolean {
  const { pattern } = glob
  let patternAt = 0
  let textAt = 0
  let starAt = -1
  let starTextAt = 0
  while (textAt < text.length) {
    const wildcard = patternAt < pattern.length ? wildcardAt(glob, patternAt) : 0
    if (wildcard === STAR) {
      starAt = patternAt
      starTextAt = textAt
      patternAt += 1
    } else if (wildcard === QUESTION) {
      patternAt += 1
      textAt += characterLength(text, textAt)
    } else if (patternAt < pattern.length && pattern.charCodeAt(patternAt) === text.charCodeAt(textAt)) {
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
  while (patternAt < pattern.length && wildcardAt(glob, patternAt) === STAR) patternAt += 1
  return patternAt === pattern.length
}

/** The wildcard at this position, or 0 for a character that stands for itself. */
function wildcardAt(glob: Glob, position: number): number {
  const code = glob.pattern.charCodeAt(position)
  if (code !== STAR && code !== QUESTION) return 0
  return glob.literals?.has(position) ? 0 : code
}

/** UTF-16 units of the character at this position: a surrogate pair is one character. */
function characterLength(text: string, position: number): number {
  const code = text.charCodeAt(position)
  if (code < 0xd800 || code > 0xdbff || position + 1 >= text.length) return 1
  const next = text.charCodeAt(position + 1)
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1
}

function shapeOf(pattern: string, literals: ReadonlySet<number> | null): Glob['shape'] {
  if (literals !== null && literals.size > 0) return 'general'
  if (pattern.includes('?')) return 'general'
  const star = pattern.indexOf('*')
  if (star === -1) return 'exact'
  if (star !== pattern.length - 1) return 'general'
  return star === 0 ? 'any' : 'prefix'
}

/**
 * What is left of a pattern once it has matched all of `prefix`: a text for each way to split it. Answers "which
 * objects of this bucket does the pattern reach?" with `arn:aws:s3:::bucket/` as the prefix.
 */
export function residuals(glob: Glob, prefix: string): readonly string[] {
  let positions = closure(glob, new Set([0]))
  for (let at = 0; at < prefix.length && positions.size > 0; at += 1) {
    positions = closure(glob, step(glob, positions, prefix.charCodeAt(at)))
  }
  return [...positions].map((position) => glob.pattern.slice(position))
}

function step(glob: Glob, positions: ReadonlySet<number>, code: number): Set<number> {
  const next = new Set<number>()
  for (const position of positions) {
    if (position >= glob.pattern.length) continue
    const wildcard = wildcardAt(glob, position)
    if (wildcard === STAR) next.add(position)
    else if (wildcard === QUESTION || glob.pattern.charCodeAt(position) === code) next.add(position + 1)
  }
  return next
}

/** A star may also match nothing, so the position behind it is reached too. */
function closure(glob: Glob, positions: Set<number>): Set<number> {
  for (const position of positions) {
    if (position < glob.pattern.length && wildcardAt(glob, position) === STAR) positions.add(position + 1)
  }
  return positions
}
