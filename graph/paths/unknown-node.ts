/** An id in the question is not in the snapshot. */
export class UnknownNodeError extends Error {
  override readonly name = 'UnknownNodeError'
}
