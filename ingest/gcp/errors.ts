import type { CoverageState } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'

type Failure = Exclude<CoverageState, 'OK'>

/** The canonical codes, by number. https://cloud.google.com/apis/design/errors#error_model */
const CODES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
]

const STATES: { readonly [code: string]: Failure } = {
  PERMISSION_DENIED: 'DENIED',
  RESOURCE_EXHAUSTED: 'THROTTLED',
  UNAUTHENTICATED: 'EXPIRED',
  UNIMPLEMENTED: 'UNSUPPORTED',
}

/** https://cloud.google.com/apis/design/errors#handling_errors */
const BY_STATUS: { readonly [status: number]: string } = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

/** What to do, by what Google says besides the code. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /has not been used in project|SERVICE_DISABLED|it is disabled/i,
    'the API is off: gcloud services enable cloudasset.googleapis.com, in the project that is billed for requests',
  ],
  [/quota project/i, 'no project is billed for requests: gcloud auth application-default set-quota-project'],
]

const NO_LOGIN = /Could not load the default credentials|invalid_grant|invalid_rapt|reauth/i

export const LOG_IN =
  'log in with gcloud auth application-default login, or name a key file in GOOGLE_APPLICATION_CREDENTIALS'

/** The canonical code of what the client threw, by gRPC's number or by the HTTP status. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (NO_LOGIN.test(error.message)) return 'UNAUTHENTICATED'
  const status = 'status' in error && typeof error.status === 'number' ? BY_STATUS[error.status] : undefined
  if (status !== undefined) return status
  return ('code' in error && typeof error.code === 'number' && CODES[error.code]) || 'UNKNOWN'
}

/** What came back means for the coverage. What Google writes besides may name people: only hints are kept of it. */
export function gcpError(call: string, cause: unknown): ApiError {
  const code = codeOf(cause)
  const text = cause instanceof Error ? cause.message : ''
  const hint = code === 'UNAUTHENTICATED' ? LOG_IN : HINTS.find(([pattern]) => pattern.test(text))?.[1]
  return new ApiError(
    `${call}: ${code}${hint === undefined ? '' : `, ${hint}`}`,
    STATES[code] ?? 'FAILED',
    code,
    { cause },
  )
}
