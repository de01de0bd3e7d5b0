/** The service can't start as it is set up; the message says what to change. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
}

/** Something else listens there already. */
export class AddressInUseError extends Error {
  override readonly name = 'AddressInUseError'
}
