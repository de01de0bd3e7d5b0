import type { CoverageState } from '../../graph/snapshot/records.ts'
import { ApiError } from '../collector.ts'

type Failure = Exclude<CoverageState, 'OK'>

/**
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors and
 * https://learn.microsoft.com/graph/errors
 */
const STATES: readonly (readonly [RegExp, Failure])[] = [
  [
    /^(ExpiredAuthenticationToken|InvalidAuthenticationToken|TokenExpired|AuthenticationRequired|CredentialUnavailable)/i,
    'EXPIRED',
  ],
  [/TooManyRequests|Throttl|OperationRateLimit/i, 'THROTTLED'],
  [
    /AuthorizationFailed|Authorization_RequestDenied|Forbidden|AccessDenied|LinkedAuthorizationFailed|accessDenied/i,
    'DENIED',
  ],
  [
    /SubscriptionNotRegistered|MissingSubscriptionRegistration|InvalidResourceType|NoRegisteredProviderFound|FeatureNotSupported|RequestFromNonPremiumTenant|AadPremiumLicenseRequired/i,
    'UNSUPPORTED',
  ],
]

/** What a refusal means for the coverage. The code decides, then the HTTP status. */
export function azureError(call: string, code: string, status?: number, cause?: unknown): ApiError {
  const known = STATES.find(([pattern]) => pattern.test(code))?.[1]
  const state = known ?? byStatus(status)
  const detail = state === 'UNSUPPORTED' ? `${code}, not offered or not licensed here` : code
  return new ApiError(`${call}: ${detail}`, state, code, cause === undefined ? {} : { cause })
}

function byStatus(status: number | undefined): Failure {
  if (status === 401) return 'EXPIRED'
  if (status === 403) return 'DENIED'
  return status === 429 ? 'THROTTLED' : 'FAILED'
}
