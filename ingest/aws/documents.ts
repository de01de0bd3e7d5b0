import { z } from 'zod'
import { duplicateKey } from '../../graph/access/aws/json.ts'
import type { Value } from '../../graph/snapshot/records.ts'

/** AWS's own limits are far below: 6,144 characters for a managed policy, 20 KB for a bucket's. */
const MAX_CHARACTERS = 10_000_000
const MAX_DEPTH = 100

const values = z.json()

/**
 * A policy document as the API or the CLI gives it (JSON text, percent-encoded JSON text, or already an object), or
 * undefined when it cannot be parsed. Policy text is hostile input: size and depth are limited before anything
 * walks it. IAM percent-encodes once (RFC 3986); a document that already reads as JSON is not decoded again.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function parseDocument(document: unknown): Value | undefined {
  const parsed = typeof document === 'string' ? parseText(document) : document
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined
  if (isDeeperThan(parsed, MAX_DEPTH)) return undefined
  const checked = values.safeParse(parsed)
  return checked.success ? checked.data : undefined
}

function parseText(text: string): unknown {
  if (text.length > MAX_CHARACTERS) return undefined
  try {
    const json = /^\s*\{/.test(text) ? text : decodeURIComponent(text)
    const document: unknown = JSON.parse(json)
    // Which of two equal keys counts is anyone's guess; AWS stores no such document.
    return duplicateKey(json) === null ? document : undefined
  } catch {
    return undefined
  }
}

/** Without recursion, which a document of 100,000 brackets would overflow. */
function isDeeperThan(document: object, limit: number): boolean {
  let level: object[] = [document]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true
    level = level
      .flatMap((value) => Object.values(value))
      .filter((value) => typeof value === 'object' && value !== null)
  }
  return false
}
