import { azureEstateOf } from '../../access/azure/estate.ts'
import { drawTechniques } from '../../access/azure/grant.ts'
import { createTargets } from '../../access/azure/targets.ts'
import type { Derivation } from '../../attack.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { Props, RelationshipRecord } from '../../snapshot/records.ts'
import { editRoleEdges } from './edit-role.ts'
import { entraEdges } from './entra.ts'
import { DANGEROUS_PERMISSIONS, permissionsOf, ROLES, roleHoldings } from './entra-facts.ts'
import { federationEdges } from './federation.ts'
import { AZURE_TECHNIQUES } from './index.ts'
import { policyRemediationEdges } from './policy-remediation.ts'
import { privilegesOfUsers } from './privileged-users.ts'
import { workloadIdentityEdges } from './workloads.ts'

/** Every attack edge that the techniques of Azure and Entra give. */
export function deriveAzureTechniques(facts: FactIndex): Derivation {
  const targets = createTargets(azureEstateOf(facts))
  const drawn = drawTechniques(azureEstateOf(facts), AZURE_TECHNIQUES, targets)
  const federation = federationEdges(facts)
  const entra = entraEdges(facts, targets.endsOf)
  return {
    edges: [
      ...drawn.edges,
      ...editRoleEdges(facts),
      ...policyRemediationEdges(facts),
      ...entra,
      ...federation.edges,
      ...workloadIdentityEdges(facts),
    ],
    blocked: drawn.blocked,
    nodes: [...targets.nodes, ...federation.nodes],
    facts: [...targets.facts, ...instances(facts)],
    properties: directoryProperties(facts),
  }
}

/** Both have the client id of the application. https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals */
function instances(facts: FactIndex): RelationshipRecord[] {
  const applications = new Map(facts.ofKind('EntraApplication').map(({ id, props }) => [props.appId, id]))
  return facts.ofKind('EntraServicePrincipal').flatMap(({ id, props }): RelationshipRecord[] => {
    const to = props.appId === undefined ? undefined : applications.get(props.appId)
    return to === undefined ? [] : [{ from: id, kind: 'IS_APPLICATION', to, props: {} }]
  })
}

/** Who holds which Entra role, and who thereby may change everything. */
function directoryProperties(facts: FactIndex): ReadonlyMap<string, Props> {
  const found = new Map<string, Props>()
  const roles = new Map<string, string[]>()
  const global = new Map<string, string[]>()
  for (const { principal, roleName, role, tenant, eligible } of roleHoldings(facts)) {
    const list = roles.get(principal) ?? []
    roles.set(principal, list)
    if (!eligible) list.push(roleName)
    if (role !== ROLES.globalAdministrator) continue
    const holders = global.get(tenant) ?? []
    global.set(tenant, holders)
    holders.push(principal)
  }
  for (const [id, props] of privilegesOfUsers(facts)) found.set(id, props)
  for (const [principal, names] of roles)
    found.set(principal, { ...found.get(principal), directoryRoles: names.sort() })
  for (const { id, props } of facts.ofKind('AzureTenant')) {
    const holders = global.get(String(props.account))
    if (holders !== undefined) found.set(id, { globalAdministrators: [...new Set(holders)].sort() })
  }
  for (const node of facts.ofKind('EntraServicePrincipal')) {
    const dangerous = permissionsOf(node).some((one) => DANGEROUS_PERMISSIONS.has(one))
    if (dangerous) found.set(node.id, { ...found.get(node.id), dangerousPermissions: true })
  }
  return found
}
