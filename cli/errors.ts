import { EXIT, UsageError } from './exit.ts'
import type { Io } from './io.ts'

/** Errors whose message is for the user as it stands, by the name of their class. */
const CODES: { readonly [name: string]: number } = {
  UsageError: EXIT.usage,
  InputError: EXIT.usage,
  UnknownNodeError: EXIT.usage,
  ChangeError: EXIT.usage,
  QueryRefusedError: EXIT.usage,
  QueryTimeoutError: EXIT.usage,
  RuleFileError: EXIT.usage,
  AccessQuestionError: EXIT.usage,
  UnknownPlaceError: EXIT.usage,
  SnapshotFormatError: EXIT.usage,
  AddressInUseError: EXIT.unreachable,
  ServerError: EXIT.usage,
  StoreUnavailableError: EXIT.unreachable,
  StoreHeldError: EXIT.unreachable,
  StaleTokenError: EXIT.unreachable,
}

/** Prints one line for an error that the user can do something about, the stack for one that is ours. */
export function explain(error: unknown, io: Io, verbose: boolean): number {
  if (io.signal.aborted) {
    io.stderr('interrupted: the last complete scan is as it was\n')
    return EXIT.interrupted
  }
  if (!(error instanceof Error)) {
    io.stderr(`chokepoint: ${String(error)}\n`)
    return 1
  }
  const code = codeOf(error)
  if (code !== undefined) {
    io.stderr(`chokepoint: ${error.message}\n`)
    if (verbose && error.cause !== undefined) io.stderr(`caused by: ${String(error.cause)}\n`)
    return code
  }
  io.stderr(
    `chokepoint: ${error.message}\nThis is a fault of chokepoint, not of your input.\n${error.stack ?? ''}\n`,
  )
  return 70
}

/** Wrong options of an ingest are usage; credentials that do not work and endpoints that do not answer are not. */
function codeOf(error: Error): number | undefined {
  if (error instanceof UsageError) return EXIT.usage
  if (error.name === 'AwsSetupError')
    return 'kind' in error && error.kind === 'usage' ? EXIT.usage : EXIT.unreachable
  return CODES[error.name]
}
