import { ENTRIES } from '../likelihood.ts'
import type { NodeRecord, Value } from '../snapshot/records.ts'
import type { AttackGraph } from './graph.ts'

/** An identity whose credential is easily had. */
export interface Weakness {
  /** Id of the identity. */
  readonly id: string
  readonly likelihood: number
  readonly reason: string
}

const STALE_DAYS = 90
const DAY = 86_400_000

/** Identities of every cloud with a password alone, a long-lived key, or a directory of their own. */
export const weakCredentials = (graph: AttackGraph, now: string): readonly Weakness[] => {
  const nodesOf = (kind: string) => graph.ofKind(kind).flatMap((index) => graph.nodes.at(index) ?? [])
  return [
    ...nodesOf('AwsIamUser').flatMap((user) => weakUser(user, now)),
    ...nodesOf('EntraUser').flatMap(weakPerson),
    ...staleSecrets(nodesOf('EntraApplication'), nodesOf('EntraServicePrincipal'), now),
    ...nodesOf('GcpServiceAccountKey').flatMap((key) => staleAccountKey(key, now)),
  ]
}

function weakUser({ id, props }: NodeRecord, now: string): readonly Weakness[] {
  const { consoleAccess, mfaEnabled, activeAccessKeys, oldestActiveKeyCreatedAt } = props
  if (consoleAccess === true && mfaEnabled === false)
    return [{ id, likelihood: ENTRIES.passwordWithoutMfa, reason: 'password without MFA' }]
  if (typeof activeAccessKeys !== 'number' || activeAccessKeys === 0) return []
  const days = daysSince(oldestActiveKeyCreatedAt, now)
  return days < STALE_DAYS ? [] : [stale(id, `access key ${days} days old`)]
}

/** A guest signs in where nobody here sees how; a member without a method of MFA with a password alone. */
function weakPerson({ id, props }: NodeRecord): readonly Weakness[] {
  if (props.enabled !== true) return []
  if (props.userType === 'Guest')
    return [{ id, likelihood: ENTRIES.externalAccount, reason: 'a guest from another directory' }]
  if (props.mfaCapable !== false) return []
  return [{ id, likelihood: ENTRIES.passwordWithoutMfa, reason: 'no method of MFA registered' }]
}

/** https://learn.microsoft.com/entra/identity-platform/howto-create-service-principal-portal */
function staleSecrets(
  applications: readonly NodeRecord[],
  principals: readonly NodeRecord[],
  now: string,
): readonly Weakness[] {
  const ages = new Map(applications.map(({ props }) => [props.appId, oldestSecret(props.credentials, now)]))
  return principals.flatMap(({ id, props }) => {
    const days = ages.get(props.appId) ?? 0
    return days < STALE_DAYS || props.enabled === false ? [] : [stale(id, `client secret ${days} days old`)]
  })
}

/** Days of the oldest secret that is still good. */
function oldestSecret(credentials: Value | undefined, now: string): number {
  const days = (Array.isArray(credentials) ? credentials : []).map((credential) => {
    if (typeof credential !== 'object' || credential === null || Array.isArray(credential)) return 0
    const { type, startsAt, endsAt } = credential
    return type === 'secret' && !isOver(endsAt, now) ? daysSince(startsAt, now) : 0
  })
  return Math.max(0, ...days)
}

/** https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys */
function staleAccountKey({ id, props }: NodeRecord, now: string): readonly Weakness[] {
  const account = /\/serviceAccounts\/([^/]+)\/keys\//.exec(id)?.[1]
  if (account === undefined || props.keyType !== 'USER_MANAGED' || props.disabled === true) return []
  if (isOver(props.validBefore, now)) return []
  const days = daysSince(props.validAfter, now)
  return days < STALE_DAYS
    ? []
    : [stale(`serviceAccount:${account.toLowerCase()}`, `service account key ${days} days old`)]
}

const stale = (id: string, reason: string): Weakness => ({ id, likelihood: ENTRIES.staleAccessKey, reason })

/** Whole days; none where the time is not known. */
function daysSince(time: Value | undefined, now: string): number {
  const days = typeof time === 'string' ? Math.floor((Date.parse(now) - Date.parse(time)) / DAY) : 0
  return Number.isNaN(days) ? 0 : days
}

const isOver = (end: Value | undefined, now: string): boolean =>
  typeof end === 'string' && Date.parse(end) <= Date.parse(now)
