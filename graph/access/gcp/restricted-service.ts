/** Permissions that are checked within another call, or where no API of Google Cloud is asked: a login, a cluster's own API. */
const ASKED_ELSEWHERE = [
  /^iam\.serviceAccounts\.actAs$/,
  /^compute\.instances\.os(?:Admin)?Login$/,
  /^container\.(?!clusters\.|operations\.)/,
]

/** Permissions of one service that another serves. */
const SERVED_BY: readonly (readonly [RegExp, string])[] = [
  [
    /^iam\.serviceAccounts\.(?:getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation)$/,
    'iamcredentials.googleapis.com',
  ],
  [/^resourcemanager\./, 'cloudresourcemanager.googleapis.com'],
  [/^cloudsql\./, 'sqladmin.googleapis.com'],
  [/^iap\.tunnel/, 'iaptunnel.googleapis.com'],
]

/**
 * The service that a perimeter has to restrict to hold a permission back; null where none does.
 * https://cloud.google.com/vpc-service-controls/docs/supported-products
 */
export function restrictedService(permission: string): string | null {
  if (ASKED_ELSEWHERE.some((form) => form.test(permission))) return null
  const other = SERVED_BY.find(([form]) => form.test(permission))?.[1]
  return other ?? `${permission.slice(0, permission.indexOf('.'))}.googleapis.com`
}

/**
 * Requests of which a perimeter does not see who makes them: calls of what runs in Cloud Run.
 * https://cloud.google.com/run/docs/securing/using-vpc-service-controls
 */
export const isNameless = (permission: string): boolean => permission === 'run.routes.invoke'

/** Whether a perimeter that restricts the service holds it back is not written anywhere. */
export const mayPass = (permission: string): boolean => permission === 'cloudfunctions.functions.invoke'
