import type { CoverageState } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and the services' own lists. */
const STATES: readonly (readonly [RegExp, Exclude<CoverageState, 'OK'>])[] = [
  [
    /^(Expired ?Token|RequestExpired|TokenRefreshRequired|CredentialsProviderError|TokenProviderError)/i,
    'EXPIRED',
  ],
  [
    /throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete/i,
    'THROTTLED',
  ],
  [
    /^(OptInRequired|RegionDisabled|UnknownOperation|InvalidAction|NotImplemented|UnsupportedOperation)/i,
    'UNSUPPORTED',
  ],
  [
    /AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|AllAccessDisabled|^Forbidden$|^403$/i,
    'DENIED',
  ],
]

/** What a region answers in which the account is not enabled: it does not know the credentials. */
const UNKNOWN_TO_REGION = /^(InvalidClientTokenId|UnrecognizedClient|AuthFailure|InvalidAccessKeyId)/

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])

/**
 * What only the words of an error tell from a denial; aws-export.sh gives it the same code.
 * https://docs.aws.amazon.com/macie/latest/APIReference/macie.html
 */
const MACIE_IS_OFF = /\bMacie is not enabled\b/

/** The error's code as the service gave it, else its name. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'Unknown'
  if (error instanceof Error && MACIE_IS_OFF.test(error.message)) return 'MacieNotEnabled'
  for (const member of ['Code', 'code', 'name']) {
    const value: unknown = Reflect.get(error, member)
    if (typeof value === 'string' && value !== '' && value !== 'Error') return value
  }
  return 'Unknown'
}

/** True when no server was reached at all. */
export const isUnreachable = (error: unknown): boolean =>
  UNREACHABLE.has(codeOf(error)) || codeOf(error) === 'TimeoutError'

/** An SDK error as the coverage ledger understands it; `page` counts the pages that had come before. */
export function toApiError(error: unknown, call: string, region: string, page: number): ApiError {
  const code = codeOf(error)
  const state = stateOf(error, code)
  const cut = page > 0 && state === 'FAILED'
  const detail = state === 'UNSUPPORTED' ? `${code}, not offered or not enabled in ${region}` : code
  const message = cut
    ? `${call}: stopped after ${page} pages with ${code}`
    : `${call}: ${detail}${said(error, state)}`
  return new ApiError(message, cut ? 'TRUNCATED' : state, code, { cause: error })
}

function stateOf(error: unknown, code: string): Exclude<CoverageState, 'OK'> {
  const known = STATES.find(([pattern]) => pattern.test(code))?.[1]
  if (known !== undefined) return known
  if (UNKNOWN_TO_REGION.test(code)) return 'UNSUPPORTED'
  // A region without the service has no such host.
  if (code === 'ENOTFOUND') return 'UNSUPPORTED'
  const status = statusOf(error)
  if (status === 429) return 'THROTTLED'
  return status === 401 || status === 403 ? 'DENIED' : 'FAILED'
}

/** The HTTP status that an SDK error came with. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const metadata: unknown = Reflect.get(error, '$metadata')
  if (typeof metadata !== 'object' || metadata === null) return undefined
  const status: unknown = Reflect.get(metadata, 'httpStatusCode')
  return typeof status === 'number' ? status : undefined
}

/** The service's own words help with failures; those of a denial name the caller and add nothing. */
function said(error: unknown, state: CoverageState): string {
  if (state !== 'FAILED' || !(error instanceof Error) || error.message === '') return ''
  return `, ${error.message.slice(0, 200).replaceAll(/\s+/g, ' ')}`
}
