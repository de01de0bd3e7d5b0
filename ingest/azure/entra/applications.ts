import { groupBy } from '../../../graph/group-by.ts'
import type { CollectContext } from '../../collector.ts'
import type { RecordBuilder } from '../builder.ts'
import { propsOf, readList } from '../shapes.ts'
import { directoryProps } from './people.ts'
import * as shapes from './shapes.ts'

const GRAPH = '00000003-0000-0000-c000-000000000000'
const DAY = 86_400_000

export async function applications(context: CollectContext, records: RecordBuilder): Promise<void> {
  const found = (await readList(context, 'entra applications', shapes.application, records.missing)) ?? []
  const read = context.map(found, async (one) => ({
    one,
    owners: await readList(context, 'entra application-owners', shapes.reference, records.missing, one),
    trusts: await readList(
      context,
      'entra federated-credentials',
      shapes.federatedCredential,
      records.missing,
      one,
    ),
  }))
  for await (const { one, owners, trusts } of read) {
    const lock = one.servicePrincipalLockConfiguration
    const credentials = [
      ...one.passwordCredentials.map((credential) => credentialProps('secret', credential)),
      ...one.keyCredentials.map((credential) => credentialProps('certificate', credential)),
    ]
    const props = {
      ...directoryProps(context, one.displayName ?? one.id),
      appId: one.appId,
      audience: one.signInAudience,
      credentials,
      credentialEnds: [...one.passwordCredentials, ...one.keyCredentials]
        .flatMap(({ endDateTime }) => endDateTime ?? [])
        .sort(),
      secretPeriods: one.passwordCredentials.flatMap(periodOf).sort(),
      longestCredentialDays: Math.max(
        0,
        ...[...one.passwordCredentials, ...one.keyCredentials].map(lifetimeDays),
      ),
      lockedCredentials:
        lock?.isEnabled === true && (lock.allProperties === true || lock.credentialsWithUsageVerify === true),
      federatedCredentials: trusts?.map(({ claimsMatchingExpression, ...trust }) =>
        propsOf({ ...trust, expression: claimsMatchingExpression?.value }),
      ),
    }
    records.node('EntraApplication', one.id, propsOf(props))
    for (const owner of owners ?? []) records.relate(owner.id, 'OWNS', one.id)
  }
}

const credentialProps = (type: 'secret' | 'certificate', one: shapes.Credential) =>
  propsOf({ type, id: one.keyId, startsAt: one.startDateTime, endsAt: one.endDateTime })

/** One whose start is not told has always worked. */
const periodOf = ({ startDateTime, endDateTime }: shapes.Credential): readonly string[] =>
  endDateTime === undefined ? [] : [`${startDateTime ?? '1970-01-01T00:00:00Z'}/${endDateTime}`]

const lifetimeDays = ({ startDateTime, endDateTime }: shapes.Credential): number =>
  startDateTime === undefined || endDateTime === undefined
    ? 0
    : Math.round((Date.parse(endDateTime) - Date.parse(startDateTime)) / DAY)

export async function servicePrincipals(context: CollectContext, records: RecordBuilder): Promise<void> {
  const found =
    (await readList(context, 'entra service-principals', shapes.servicePrincipal, records.missing)) ?? []
  const graph = found.find(({ appId }) => appId === GRAPH)
  const consents = await consentsOf(context, records, graph?.id)
  const permissionOf = new Map((graph?.appRoles ?? []).map(({ id, value }) => [id, value]))
  const read = context.map(found, async (one) => ({
    one,
    owners: await readList(context, 'entra service-principal-owners', shapes.reference, records.missing, one),
    roles: await readList(
      context,
      'entra app-role-assignments',
      shapes.appRoleAssignment,
      records.missing,
      one,
    ),
  }))
  for await (const { one, owners, roles } of read) {
    const granted = roles?.filter(({ resourceId }) => resourceId?.toLowerCase() === graph?.id)
    const props = {
      ...directoryProps(context, one.displayName ?? one.id),
      type: one.servicePrincipalType ?? 'Application',
      appId: one.appId,
      ownerTenant: one.appOwnerOrganizationId,
      enabled: one.accountEnabled,
      graphPermissions: granted?.flatMap(({ appRoleId }) => permissionOf.get(appRoleId) ?? []).sort(),
      ...consents?.(one.id),
      passwordCredentials: one.passwordCredentials.length,
      keyCredentials: one.keyCredentials.length,
    }
    records.node('EntraServicePrincipal', one.id, propsOf(props))
    for (const owner of owners ?? []) records.relate(owner.id, 'OWNS', one.id)
  }
}

/**
 * What each client may do in Microsoft Graph for people: for all of them, or for those who consented themselves.
 * Undefined when consents were not read, or which of all resources is Graph. https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview
 */
async function consentsOf(context: CollectContext, records: RecordBuilder, graph: string | undefined) {
  const all = await readList(context, 'entra consent-grants', shapes.consentGrant, records.missing)
  if (all === undefined || graph === undefined) return undefined
  const own = groupBy(
    all.filter(({ resourceId }) => resourceId === graph),
    ({ clientId }) => clientId,
  )
  return (client: string) => {
    const scopes = (forAll: boolean): readonly string[] => {
      const grants = (own.get(client) ?? []).filter(
        ({ consentType }) => (consentType === 'AllPrincipals') === forAll,
      )
      const words = grants.flatMap(({ scope }) => scope?.split(' ') ?? []).filter((word) => word !== '')
      return [...new Set(words)].sort()
    }
    return { delegatedForAll: scopes(true), delegatedByUsers: scopes(false) }
  }
}
