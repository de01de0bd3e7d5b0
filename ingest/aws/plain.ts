/** Members that steer paging or describe the transport; the CLI leaves them out of a merged answer. */
const NOT_ANSWER = new Set([
  '$metadata',
  'NextToken',
  'nextToken',
  'NextMarker',
  'Marker',
  'IsTruncated',
  'Truncated',
  'ContinuationToken',
  'NextContinuationToken',
])

/** An SDK answer as the AWS CLI prints it: times in ISO 8601, blobs in base64, nothing undefined, no metadata. */
export function toPlain(answer: unknown): { [member: string]: unknown } {
  const plain: { [member: string]: unknown } = {}
  if (typeof answer !== 'object' || answer === null) return plain
  for (const [member, value] of Object.entries(answer)) {
    if (!NOT_ANSWER.has(member) && value !== undefined) plain[member] = plainValue(value)
  }
  return plain
}

function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plainValue)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, plainValue(member)]))
}

/** Pages as one answer: lists are joined, those `within` a member among them; everything else is the first page's. */
export function mergePages(
  pages: readonly { readonly [member: string]: unknown }[],
  within?: string,
): { [member: string]: unknown } {
  const merged: { [member: string]: unknown } = {}
  for (const page of pages) {
    for (const [member, value] of Object.entries(page)) {
      const held = merged[member]
      if (Array.isArray(held) && Array.isArray(value)) merged[member] = held.concat(value)
      else if (member === within) merged[member] = mergePages([toPlain(held), toPlain(value)])
      else if (held === undefined) merged[member] = value
    }
  }
  return merged
}
