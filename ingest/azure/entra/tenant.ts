import type { z } from 'zod'
import type { CollectContext } from '../../collector.ts'
import type { RecordBuilder } from '../builder.ts'
import { propsOf, readList } from '../shapes.ts'
import { accessPolicy, askedBy, policyProps } from './access-policies.ts'
import { directoryProps } from './people.ts'
import * as shapes from './shapes.ts'

/** https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions */
const GUEST_ROLES: { readonly [id: string]: string } = {
  'a0b1b346-4d3e-4e8b-98f8-753987be4970': 'member',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3': 'limited',
  '2af84b1e-32c8-42b7-82bc-daa82404023b': 'restricted',
}
export async function tenant(context: CollectContext, records: RecordBuilder): Promise<void> {
  const { account } = context.partition
  const [organization] =
    (await readList(context, 'entra organization', shapes.organization, records.missing)) ?? []
  const policy = await single(context, 'entra authorization-policy', shapes.authorizationPolicy)
  const defaults = await single(context, 'entra security-defaults', shapes.defaults)
  const access = await readList(context, 'entra conditional-access', accessPolicy, records.missing)
  const locations = await readList(context, 'entra named-locations', shapes.namedLocation, records.missing)
  const methods = await single(context, 'entra authentication-methods', shapes.authenticationMethods)
  const licences = await readList(context, 'entra licences', shapes.licence, records.missing)
  const asked = access && askedBy(access)
  const byDefault = defaults && (defaults.isEnabled ?? false)
  const granted = policy?.defaultUserRolePermissions
  records.node(
    'AzureTenant',
    `/tenants/${account}`,
    propsOf({
      ...directoryProps(context, organization?.displayName ?? account),
      domain: organization?.verifiedDomains.find(({ isDefault }) => isDefault === true)?.name,
      securityDefaults: byDefault,
      usersMayRegisterApplications: granted?.allowedToCreateApps,
      usersMayCreateTenants: granted?.allowedToCreateTenants,
      usersMayCreateSecurityGroups: granted?.allowedToCreateSecurityGroups,
      userConsentPolicies: granted?.permissionGrantPoliciesAssigned,
      guestRole: policy && (GUEST_ROLES[policy.guestUserRoleId ?? ''] ?? 'member'),
      invitesFrom: policy?.allowInvitesFrom,
      conditionalAccess: access?.map(policyProps),
      ...asked,
      mfaByDefault: either(byDefault, asked?.mfaForAllUsers),
      temporaryAccessPass: methods && passFor(methods),
      privilegedManagement: licences?.some(includesManagement),
      trustedLocations: locations?.filter(({ isTrusted }) => isTrusted === true).length,
    }),
  )
}

/** For whom the method is on; it is off where the policy does not name it. */
function passFor({ authenticationMethodConfigurations }: z.output<typeof shapes.authenticationMethods>) {
  const found = authenticationMethodConfigurations.find(({ id }) => id === 'TemporaryAccessPass')
  if (found?.state !== 'enabled') return 'none'
  return found.includeTargets.some(({ id }) => id === 'all_users') ? 'all' : 'some'
}

/** Plans with Privileged Identity Management: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const MANAGEMENT_PLANS: ReadonlySet<string> = new Set(['AAD_PREMIUM_P2', 'Entra_Identity_Governance'])

const includesManagement = ({ capabilityStatus, servicePlans }: z.output<typeof shapes.licence>): boolean =>
  capabilityStatus !== 'Suspended' &&
  capabilityStatus !== 'Deleted' &&
  servicePlans.some(
    ({ servicePlanName, provisioningStatus }) =>
      provisioningStatus !== 'Disabled' && MANAGEMENT_PLANS.has(servicePlanName ?? ''),
  )

const either = (one: boolean | undefined, other: boolean | undefined): boolean | undefined =>
  one === true || other === true ? true : one === undefined || other === undefined ? undefined : false

async function single<Schema extends z.ZodType>(
  context: CollectContext,
  call: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const parsed = schema.safeParse(await context.attempt(call))
  return parsed.success ? parsed.data : undefined
}
