/**
 * The first key that occurs twice in one object of a JSON text, or null. JSON.parse keeps the last of them, so a
 * document could show one Effect to a reader and another to the parser. The text must be valid JSON.
 */
export function duplicateKey(json: string): string | null {
  const open: (Set<string> | null)[] = []
  let expectKey = false
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') {
      const end = endOfString(json, at)
      const keys = open[open.length - 1]
      if (expectKey && keys) {
        const key = unquote(json.slice(at, end + 1))
        if (keys.has(key)) return key
        keys.add(key)
        expectKey = false
      }
      at = end
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      expectKey = character === '{'
    } else if (character === '}' || character === ']') {
      open.pop()
    } else if (character === ',') {
      expectKey = open[open.length - 1] !== null
    }
  }
  return null
}

/** Does a JSON text nest objects and lists deeper than so many levels? Stops at the first that does. */
export function isDeeperThan(json: string, levels: number): boolean {
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (character === '"') at = endOfString(json, at)
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    if (depth > levels) return true
  }
  return false
}

/** The same of a value that was read before. */
export const nestsDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((item) => nestsDeeperThan(item, levels - 1)))

function endOfString(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at
}

function unquote(quoted: string): string {
  const value: unknown = quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1)
  return String(value)
}
