import { z } from 'zod'
import { list, optional, propsOf, text } from '../shapes.ts'

const texts = list(z.string())
/** https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
export const accessPolicy = z.object({
  id: z.string().transform((id) => id.toLowerCase()),
  displayName: text,
  state: text,
  conditions: optional(
    z.object({
      users: optional(z.object({ includeUsers: texts, includeRoles: texts, excludeUsers: texts })),
      applications: optional(z.object({ includeApplications: texts })),
      clientAppTypes: texts,
      signInRiskLevels: texts,
      userRiskLevels: texts,
      platforms: optional(z.object({ includePlatforms: texts, excludePlatforms: texts })),
      locations: optional(z.object({ includeLocations: texts, excludeLocations: texts })),
      devices: optional(z.object({ deviceFilter: optional(z.object({ mode: text })) })),
      authenticationFlows: optional(z.object({ transferMethods: text })),
    }),
  ),
  grantControls: optional(
    z.object({
      operator: text,
      builtInControls: texts,
      authenticationStrength: optional(z.object({ id: text })),
    }),
  ),
})
type AccessPolicy = z.output<typeof accessPolicy>

export const policyProps = ({ id, displayName, state, conditions, grantControls }: AccessPolicy) =>
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

/** The application "Windows Azure Service Management API". */
const MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
/** https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps */
const ADMIN_PORTALS = 'MicrosoftAdminPortals'

/** https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-admin */
const ADMINISTRATORS = [
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
  'c4e39bd9-1100-46d3-8c65-fb160da0071f', // Authentication Administrator
  'b0f54661-2d74-4c50-afa3-1ec803f12efe', // Billing Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', // Conditional Access Administrator
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
  '966707d0-3269-4727-9be2-8c3a10f19b9d', // Password Administrator
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', // Privileged Authentication Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
]

/** What the enabled policies ask of whom. Users that a policy spares by name are looked at by people. */
export function askedBy(policies: readonly AccessPolicy[]) {
  const everywhere = policies.filter((one) => one.state === 'enabled' && !isNarrowed(one))
  const plain = everywhere.filter((one) => risksOf(one).length === 0)
  const wholly = (one: AccessPolicy): boolean => isForAll(one) && isFor(one, 'All')
  const always = plain.filter((one) => transfersOf(one) === '' && asksMfa(one))
  const covers = (application: string): boolean =>
    always.some((one) => isForAll(one) && (isFor(one, application) || isFor(one, 'All')))
  const roles = new Set(
    always
      .filter((one) => isFor(one, 'All'))
      .flatMap(({ conditions }) => conditions?.users?.includeRoles ?? [])
      .map((role) => role.toLowerCase()),
  )
  return {
    mfaForAllUsers: covers('All'),
    mfaForManagement: covers(MANAGEMENT),
    mfaForAdminPortals: covers(ADMIN_PORTALS),
    mfaForAdministrators: covers('All') || ADMINISTRATORS.every((role) => roles.has(role)),
    deviceCodeBlocked: plain.some(
      (one) => wholly(one) && blocks(one) && transfersOf(one).includes('deviceCodeFlow'),
    ),
    riskySignInsAsked: ['medium', 'high'].every((level) =>
      everywhere.some(
        (one) =>
          wholly(one) &&
          asksMfa(one) &&
          one.conditions?.signInRiskLevels.includes(level) === true &&
          one.conditions.userRiskLevels.length === 0,
      ),
    ),
  }
}

const isForAll = ({ conditions }: AccessPolicy): boolean =>
  conditions?.users?.includeUsers.includes('All') === true
const isFor = ({ conditions }: AccessPolicy, application: string): boolean =>
  conditions?.applications?.includeApplications.includes(application) === true
const blocks = ({ grantControls }: AccessPolicy): boolean =>
  grantControls?.builtInControls.includes('block') === true
const risksOf = ({ conditions }: AccessPolicy): readonly string[] => [
  ...(conditions?.signInRiskLevels ?? []),
  ...(conditions?.userRiskLevels ?? []),
]
const transfersOf = ({ conditions }: AccessPolicy): string =>
  conditions?.authenticationFlows?.transferMethods ?? ''

/** It lets nobody in without MFA, or nobody at all. */
function asksMfa(policy: AccessPolicy): boolean {
  const { grantControls } = policy
  const controls = grantControls?.builtInControls ?? []
  const strong = grantControls?.authenticationStrength !== undefined
  const alone = grantControls?.operator !== 'OR' || controls.length + (strong ? 1 : 0) === 1
  return blocks(policy) || (alone && (strong || controls.includes('mfa')))
}

/** It holds on some platforms, from some places, for some clients or devices only; or on what is not told. */
function isNarrowed({ conditions }: AccessPolicy): boolean {
  if (conditions === undefined) return true
  const { platforms, locations, clientAppTypes, devices } = conditions
  const some = (included: readonly string[] | undefined, all: string, excluded: readonly string[] = []) =>
    excluded.length > 0 || ((included ?? []).length > 0 && included?.includes(all) !== true)
  const modern = ['browser', 'mobileAppsAndDesktopClients'].every((type) => clientAppTypes.includes(type))
  return (
    some(platforms?.includePlatforms, 'all', platforms?.excludePlatforms) ||
    some(locations?.includeLocations, 'All', locations?.excludeLocations) ||
    (some(clientAppTypes, 'all') && !modern) ||
    devices?.deviceFilter !== undefined
  )
}
