import { z } from 'zod'
import { azureEstateOf } from '../../access/azure/estate.ts'
import { membersOf } from '../../access/azure/principals.ts'
import type { Evidence } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'

/** Template ids of built-in Entra roles: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const ROLES = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  groupsAdministrator: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  directoryWriters: '9360feb5-f418-4baa-8175-e2a00bac4301',
  helpdeskAdministrator: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  passwordAdministrator: '966707d0-3269-4727-9be2-8c3a10f19b9d',
  authenticationAdministrator: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  guestInviter: '95e79109-95c0-4d8e-aee3-d01accf2d47b',
} as const

export interface RoleHolding {
  readonly id: string
  readonly tenant: string
  readonly principal: string
  readonly role: string
  readonly roleName: string
  /** `/`, or the lower-cased id of the unit or object that it is narrowed to. */
  readonly scope: string
  readonly eligible: boolean
}

const holding = z.object({
  account: z.string(),
  principalId: z.string(),
  role: z.string(),
  directoryScope: z.string(),
  eligible: z.boolean(),
})

export function roleHoldings(facts: FactIndex): readonly RoleHolding[] {
  const names = new Map(
    facts.ofKind('EntraRoleDefinition').map(({ props }) => [String(props.templateId), String(props.name)]),
  )
  return facts.ofKind('EntraRoleAssignment').flatMap((node): RoleHolding[] => {
    const parsed = holding.safeParse(node.props)
    if (!parsed.success || facts.node(parsed.data.principalId) === undefined) return []
    const { account: tenant, principalId: principal, role, directoryScope, eligible } = parsed.data
    const scope = directoryScope.toLowerCase()
    return [{ id: node.id, tenant, principal, role, roleName: names.get(role) ?? role, scope, eligible }]
  })
}

/** Application roles of Microsoft Graph that lead on. https://learn.microsoft.com/graph/permissions-reference */
export const DANGEROUS_PERMISSIONS: ReadonlySet<string> = new Set([
  'AppRoleAssignment.ReadWrite.All',
  'Application.ReadWrite.All',
  'Directory.ReadWrite.All',
  'Group.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  'RoleManagement.ReadWrite.Directory',
])

export const permissionsOf = ({ props }: NodeRecord): readonly string[] =>
  Array.isArray(props.graphPermissions) ? props.graphPermissions.map(String) : []

/** Whom it pays to become: who holds a role in Azure or in the directory, or a permission that leads on. */
export function worthwhile(facts: FactIndex, holdings: readonly RoleHolding[]): ReadonlySet<string> {
  const found = new Set(azureEstateOf(facts).principals)
  for (const { principal } of holdings) found.add(principal)
  for (const node of facts.ofKind('EntraServicePrincipal')) {
    if (permissionsOf(node).some((one) => DANGEROUS_PERMISSIONS.has(one))) found.add(node.id)
  }
  for (const id of [...found]) {
    if (facts.node(id)?.kind !== 'EntraGroup') continue
    for (const member of membersOf(facts, id)) found.add(member)
  }
  return found
}

const applications = new WeakMap<FactIndex, ReadonlyMap<string, NodeRecord>>()

/** The registration of an application, by its client id; undefined where it is registered in another tenant. */
export function applicationOf(facts: FactIndex, appId: unknown): NodeRecord | undefined {
  const known =
    applications.get(facts) ??
    new Map(facts.ofKind('EntraApplication').map((one) => [String(one.props.appId), one] as const))
  applications.set(facts, known)
  return known.get(String(appId))
}

/** What custom roles allow, lower-cased, by their ids. */
export const customActions = (facts: FactIndex): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    facts
      .ofKind('EntraRoleDefinition')
      .filter(({ props }) => props.builtIn !== true && Array.isArray(props.actions))
      .map(({ props: { templateId, actions } }) => [
        String(templateId),
        new Set(Array.isArray(actions) ? actions.map((one) => String(one).toLowerCase()) : []),
      ]),
  )

/** What a role is held over, by its name: the whole directory, a unit of it, or one object. */
export function evidenceOf(facts: FactIndex, { id, tenant, scope, roleName }: RoleHolding): Evidence {
  const node = facts.node(`/tenants/${tenant}${scope}`) ?? facts.node(scope.slice(1))
  const extent = scope === '/' ? 'the whole directory' : String(node?.props.name ?? scope)
  return { type: 'directory-role', id, detail: `holds ${roleName} over ${extent}` }
}
