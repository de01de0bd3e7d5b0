import type { Value } from '../../graph/snapshot/records.ts'
import type { RecordBuilder } from './builder.ts'
import { parseDocument } from './documents.ts'

/**
 * The `policy` property from the text of a document: null for "it has none", nothing when it was not collected; a
 * text that cannot be understood is noted.
 */
export function policyProps(
  records: RecordBuilder,
  call: string,
  resource: string,
  text: unknown,
): { readonly policy?: Value } {
  if (text === undefined) return {}
  if (text === null || text === '') return { policy: null }
  const policy = parseDocument(text)
  if (policy !== undefined) return { policy }
  records.unparseable(call, resource)
  return {}
}
