import { isUtf8 } from 'node:buffer'
import { printParseErrorCode, visit } from 'jsonc-parser'
import { InputError } from './input-error.ts'
import type { Limits } from './limits.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Parses a JSON file that somebody else wrote. `JSON.parse` makes `__proto__` an own property and keeps the last of
 * two equal keys, so that neither reaches a prototype.
 * @throws InputError with the line when it is empty, not text, too deep or not JSON.
 */
export function parseJson(bytes: Uint8Array, file: string, limits: Pick<Limits, 'depth'>): unknown {
  const text = decodeText(bytes, file)
  if (text.trim() === '') throw new InputError(file, 'is empty')
  checkDepth(text, file, limits.depth)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw explain(text, file, error)
  }
}

/** UTF-8, with or without a byte order mark; or UTF-16, which is what `>` writes in Windows PowerShell. */
function decodeText(bytes: Uint8Array, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (!isUtf8(bytes)) {
    throw new InputError(file, 'is not UTF-8 text', { line: lineOfInvalidText(bytes) })
  }
  return new TextDecoder().decode(bytes)
}

function lineOfInvalidText(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
    line += 1
  }
  return line
}

/** Everything behind this walks a document recursively, so depth is bounded before anything is built. */
function checkDepth(text: string, file: string, limit: number): void {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === QUOTE) index = endOfString(text, index)
    else if (code === OPEN_OBJECT || code === OPEN_LIST) depth += 1
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) depth -= 1
    if (depth > limit) {
      throw new InputError(file, `nests deeper than ${limit} levels`, { line: lineAt(text, index) })
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === BACKSLASH) index += 1
    else if (code === QUOTE) return index
  }
  return text.length
}

function explain(text: string, file: string, cause: unknown): InputError {
  const problem = firstProblem(text)
  if (problem === null) return new InputError(file, 'is not JSON', { cause })
  if (text.slice(problem.offset).trim() === '') {
    return new InputError(file, 'ends in the middle of the JSON: it was cut off', {
      cause,
      line: lineAt(text, problem.offset),
    })
  }
  return new InputError(file, `is not JSON (${problem.name})`, { cause, line: lineAt(text, problem.offset) })
}

/** `JSON.parse` does not always say where it failed. */
function firstProblem(text: string): { offset: number; name: string } | null {
  let first: { offset: number; name: string } | null = null
  visit(
    text,
    {
      onError(code, offset) {
        first ??= { offset, name: words(printParseErrorCode(code)) }
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  )
  return first
}

const words = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()

function lineAt(text: string, offset: number): number {
  let line = 1
  for (
    let index = text.indexOf('\n');
    index !== -1 && index < offset;
    index = text.indexOf('\n', index + 1)
  ) {
    line += 1
  }
  return line
}
