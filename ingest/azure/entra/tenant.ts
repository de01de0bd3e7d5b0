import type { z } from 'zod'
import type { CollectContext } from '../../collector.ts'
import type { RecordBuilder } from '../builder.ts'
import { propsOf, readList } from '../shapes.ts'
import { directoryProps } from './people.ts'
import * as shapes from './shapes.ts'

/** https://learn.microsoft.com/entra/identity/users/users-restrict-guest-permissions */
const GUEST_ROLES: { readonly [id: string]: string } = {
  'a0b1b346-4d3e-4e8b-98f8-753987be4970': 'member',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3': 'limited',
  '2af84b1e-32c8-42b7-82bc-daa82404023b': 'restricted',
}
/** The application "Windows Azure Service Management API". */
const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
/** https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps */
const ADMIN_PORTALS = 'MicrosoftAdminPortals'

export async function tenant(context: CollectContext, records: RecordBuilder): Promise<void> {
  const { account } = context.partition
  const [organization] =
    (await readList(context, 'entra organization', shapes.organization, records.missing)) ?? []
  const policy = await single(context, 'entra authorization-policy', shapes.authorizationPolicy)
  const defaults = await single(context, 'entra security-defaults', shapes.defaults)
  const access = await readList(context, 'entra conditional-access', shapes.accessPolicy, records.missing)
  const locations = await readList(context, 'entra named-locations', shapes.namedLocation, records.missing)
  const settings = await readList(context, 'entra group-settings', shapes.groupSetting, records.missing)
  const forAll = access?.some((one) => asksMfa(one, 'All'))
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
      mfaForAllUsers: forAll,
      mfaByDefault: either(byDefault, forAll),
      mfaForManagement: access?.some((one) => asksMfa(one, MANAGEMENT) || asksMfa(one, 'All')),
      mfaForAdminPortals: access?.some((one) => asksMfa(one, ADMIN_PORTALS) || asksMfa(one, 'All')),
      trustedLocations: locations?.filter(({ isTrusted }) => isTrusted === true).length,
      usersMayCreateUnifiedGroups: settings && mayCreateGroups(settings),
    }),
  )
}

const either = (one: boolean | undefined, other: boolean | undefined): boolean | undefined =>
  one === true || other === true ? true : one === undefined || other === undefined ? undefined : false

/** Everybody may until a setting says otherwise: https://learn.microsoft.com/entra/identity/users/groups-settings-cmdlets */
const mayCreateGroups = (settings: readonly z.output<typeof shapes.groupSetting>[]): boolean =>
  !settings.some(
    ({ displayName, values }) =>
      displayName === 'Group.Unified' &&
      values.some(({ name, value }) => name === 'EnableGroupCreation' && value?.toLowerCase() === 'false'),
  )

async function single<Schema extends z.ZodType>(
  context: CollectContext,
  call: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const parsed = schema.safeParse(await context.attempt(call))
  return parsed.success ? parsed.data : undefined
}

type AccessPolicy = z.output<typeof shapes.accessPolicy>

const policyProps = ({ id, displayName, state, conditions, grantControls }: AccessPolicy) =>
  propsOf({
    id,
    name: displayName,
    state,
    users: conditions?.users?.includeUsers ?? [],
    roles: conditions?.users?.includeRoles ?? [],
    excluded: conditions?.users?.excludeUsers ?? [],
    applications: conditions?.applications?.includeApplications ?? [],
    grantControls: grantControls?.builtInControls ?? [],
  })

/** An enabled policy for all users of the application that lets nobody in without MFA, or blocks. */
function asksMfa({ state, conditions, grantControls }: AccessPolicy, application: string): boolean {
  const controls = grantControls?.builtInControls ?? []
  const alone = grantControls?.operator !== 'OR' || controls.length === 1
  const strong = grantControls?.authenticationStrength !== undefined
  return (
    state === 'enabled' &&
    conditions?.users?.includeUsers.includes('All') === true &&
    conditions.applications?.includeApplications.includes(application) === true &&
    (strong || controls.includes('block') || (controls.includes('mfa') && alone))
  )
}
