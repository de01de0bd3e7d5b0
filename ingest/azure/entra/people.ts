import type { CollectContext } from '../../collector.ts'
import type { RecordBuilder } from '../builder.ts'
import { propsOf, readList } from '../shapes.ts'
import * as shapes from './shapes.ts'

export const directoryProps = ({ partition: { account } }: CollectContext, name: string | undefined) => ({
  name,
  provider: 'azure',
  account,
  region: 'global',
})

export async function users(context: CollectContext, records: RecordBuilder): Promise<void> {
  const registered = await readList(context, 'entra registrations', shapes.registration, records.missing)
  const capable = new Map((registered ?? []).map(({ id, isMfaCapable }) => [id, isMfaCapable]))
  for (const one of (await readList(context, 'entra users', shapes.user, records.missing)) ?? []) {
    const props = {
      ...directoryProps(context, one.displayName ?? one.userPrincipalName ?? one.id),
      principalName: one.userPrincipalName,
      userType: one.userType ?? 'Member',
      enabled: one.accountEnabled,
      synced: one.onPremisesSyncEnabled ?? false,
      mfaCapable: capable.get(one.id),
      lastSignInAt:
        one.signInActivity?.lastSuccessfulSignInDateTime ?? one.signInActivity?.lastSignInDateTime,
    }
    records.node('EntraUser', one.id, propsOf(props))
  }
}

export async function groups(context: CollectContext, records: RecordBuilder): Promise<void> {
  const found = (await readList(context, 'entra groups', shapes.group, records.missing)) ?? []
  for (const one of found) {
    const props = {
      ...directoryProps(context, one.displayName ?? one.id),
      roleAssignable: one.isAssignableToRole ?? false,
      restricted: one.isManagementRestricted ?? false,
      synced: one.onPremisesSyncEnabled ?? false,
      dynamic: one.groupTypes.includes('DynamicMembership'),
      membershipRule: one.membershipRule,
    }
    records.node('EntraGroup', one.id, propsOf(props))
  }
  const links = context.map(found, async ({ id }) => ({
    id,
    members: await readList(context, 'entra group-members', shapes.reference, records.missing, { id }),
    owners: await readList(context, 'entra group-owners', shapes.reference, records.missing, { id }),
  }))
  for await (const { id, members, owners } of links) {
    for (const member of members ?? []) records.relate(member.id, 'MEMBER_OF', id)
    for (const owner of owners ?? []) records.relate(owner.id, 'OWNS', id)
  }
}
