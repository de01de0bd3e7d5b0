/** The store cannot be reached or opened: exit code 4. `message` says what to do. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}

/** Another process holds the embedded file. `address` is set when that process is a `serve`. */
export class StoreHeldError extends Error {
  override readonly name = 'StoreHeldError'
  readonly pid: number | null
  readonly address: string | null
  /** The bearer token that the holder's address takes. */
  readonly token: string | null
  constructor(message: string, holder: { pid: number | null; address: string | null; token: string | null }) {
    super(message)
    this.pid = holder.pid
    this.address = holder.address
    this.token = holder.token
  }
}

/** A later publish has happened since the token was taken. */
export class StaleTokenError extends Error {
  override readonly name = 'StaleTokenError'
}

export class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError'
}

/** The query text is wrong, or does what it must not (writes, unbounded paths). */
export class QueryRefusedError extends Error {
  override readonly name = 'QueryRefusedError'
}

/** A record that the schema does not allow; nothing was written. */
export class InvalidRecordError extends Error {
  override readonly name = 'InvalidRecordError'
}
