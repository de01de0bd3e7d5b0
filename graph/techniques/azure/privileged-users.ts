import { type Assignment, azureEstateOf } from '../../access/azure/estate.ts'
import { grants } from '../../access/azure/role.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { ROLES, roleHoldings } from './entra-facts.ts'

/** Roles labelled privileged: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const PRIVILEGED_ROLES: ReadonlySet<string> = new Set([
  ROLES.applicationAdministrator,
  ROLES.authenticationAdministrator,
  ROLES.cloudApplicationAdministrator,
  ROLES.directoryWriters,
  ROLES.globalAdministrator,
  ROLES.helpdeskAdministrator,
  ROLES.passwordAdministrator,
  ROLES.privilegedAuthenticationAdministrator,
  ROLES.privilegedRoleAdministrator,
  ROLES.userAdministrator,
  'db506228-d27e-4b7d-95e5-295956d6615f', // Agent ID Administrator
  'cf1c38e5-3621-4004-a7cb-879624dced7c', // Application Developer
  'ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe', // Attribute Provisioning Administrator
  '422218e4-db15-4ef9-bbe0-8afb41546d79', // Attribute Provisioning Reader
  '25a516ed-2fa0-40ea-a2d0-12923a21473a', // Authentication Extensibility Administrator
  'aaf43236-0c0d-4d5f-883a-6955382ac081', // B2C IEF Keyset Administrator
  '7698a772-787b-4ac8-901f-60d6b08affd2', // Cloud Device Administrator
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', // Conditional Access Administrator
  '8329153b-31d0-4727-b945-745eb3bc5f31', // Domain Name Administrator
  'be2f45a1-457d-42af-a067-6ec1fa63bc45', // External Identity Provider Administrator
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451', // Global Reader
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', // Hybrid Identity Administrator
  '3a2c62db-5318-420d-8d74-23affee5d9d5', // Intune Administrator
  '59d46f88-662b-457b-bceb-5c3809e5908f', // Lifecycle Workflows Administrator
  '4ba39ca4-527c-499a-b93d-d9b492c50246', // Partner Tier1 Support
  'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', // Partner Tier2 Support
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', // Security Operator
  '5d6b6bb7-de71-4623-b4af-96380a352509', // Security Reader
])

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged */
const PRIVILEGED_IN_AZURE: ReadonlySet<string> = new Set([
  'Owner',
  'Contributor',
  'User Access Administrator',
  'Role Based Access Control Administrator',
])

/** https://learn.microsoft.com/azure/role-based-access-control/permissions/compute */
const MACHINE_ACTIONS = [
  'microsoft.compute/virtualmachines/write',
  'data:microsoft.compute/virtualmachines/login/action',
  'data:microsoft.compute/virtualmachines/loginasadmin/action',
]

/** What users may do by roles of the directory and of Azure, their own and those of their groups. */
export function privilegesOfUsers(facts: FactIndex): readonly [string, Props][] {
  const users = facts.ofKind('EntraUser')
  if (users.length === 0) return []
  const { assignments, principalsOf } = azureEstateOf(facts)
  const directory = roleHoldings(facts).filter(({ role }) => PRIVILEGED_ROLES.has(role))
  const privileged = holdersOf([...directory, ...assignments.filter(isPrivileged)])
  const machines = holdersOf(assignments.filter(opensMachines()))
  return users.map(({ id }) => {
    const who = [...principalsOf(id)]
    const isOf = (holders: ReadonlySet<string>): boolean => who.some((one) => holders.has(one))
    return [id, { holdsPrivilegedRole: isOf(privileged), entersMachines: isOf(machines) }]
  })
}

const isPrivileged = ({ roleName, scope }: Assignment): boolean =>
  PRIVILEGED_IN_AZURE.has(roleName) && !/^\/subscriptions\/[^/]+\//.test(scope)

/** Roles are few: each is looked into once. */
function opensMachines(): (assignment: Assignment) => boolean {
  const known = new Map<Assignment['permissions'], boolean>()
  return ({ permissions }) => {
    const before = known.get(permissions)
    if (before !== undefined) return before
    const opens =
      permissions?.some((block) => MACHINE_ACTIONS.some((action) => grants(block, action))) ?? false
    known.set(permissions, opens)
    return opens
  }
}

const holdersOf = (held: readonly { readonly principal: string }[]): ReadonlySet<string> =>
  new Set(held.map(({ principal }) => principal))
