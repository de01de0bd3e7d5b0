import type { NodeRecord } from '../../snapshot/records.ts'
import type { Instructions } from './change.ts'
import { type Lookup, lastPart } from './shapes.ts'

type Steps = (id: string, node: NodeRecord | undefined, lookup: Lookup) => Instructions

/** How a person deletes it. */
export function deleteSteps(id: string, lookup: Lookup): Instructions {
  const node = lookup(id)
  return (STEPS[node?.kind ?? ''] ?? (id.includes('#access-key/') ? accessKey : plain))(id, node, lookup)
}

const plain: Steps = (id, node) => {
  const name = known(node?.props.name) ?? lastPart(id)
  return {
    title: `Delete ${name}`,
    console: `Open ${name} and choose Delete.`,
    cli: `# delete ${id} with the delete call of its service`,
    terraform: `Delete the resource block of ${id} (${node?.kind ?? 'resource'}).`,
  }
}

const accessKey: Steps = (id) => {
  const [user = '', key = ''] = id.split('#access-key/')
  return {
    title: `Delete access key ${key} of ${lastPart(user)}`,
    console: `IAM > Users > ${lastPart(user)} > Security credentials > Access keys: Deactivate, then Delete.`,
    cli: `aws iam delete-access-key --user-name ${lastPart(user)} --access-key-id ${key}`,
    terraform: `Delete the aws_iam_access_key of ${lastPart(user)}.`,
  }
}

/** `az role assignment delete` takes the id whole; eligible ones are ended by a request of their own. */
const roleAssignment: Steps = (id, node, lookup) => {
  const { roleName, roleDefinitionId, principalId, scope } = node?.props ?? {}
  const role = known(roleName) ?? named(roleDefinitionId, lookup)
  const [principal, place] = [named(principalId, lookup), scope === '/' ? 'the root' : named(scope, lookup)]
  const eligible = node?.kind === 'AzureRoleEligibility'
  return {
    title: `Take ${eligible ? 'eligible role' : 'role'} ${role} on ${place} away from ${principal}`,
    console: eligible
      ? `Privileged Identity Management > Azure resources > ${place} > Assignments > Eligible > ${principal}: Remove.`
      : `${place} > Access control (IAM) > Role assignments > ${role} > ${principal}: Remove.`,
    cli: eligible
      ? `# end ${id} in Privileged Identity Management, by a request of type AdminRemove`
      : `az role assignment delete --ids ${id}`,
    terraform: eligible
      ? `Delete the azurerm_pim_eligible_role_assignment of ${principal} at ${place}.`
      : `Delete the azurerm_role_assignment of ${role} for ${principal} at ${place}.`,
  }
}

const directoryRole: Steps = (id, node, lookup) => {
  const { principalId, role: template, account, eligible } = node?.props ?? {}
  const principal = named(principalId, lookup)
  const role = named(`/tenants/${String(account)}/roledefinitions/${String(template)}`, lookup)
  const list = eligible === true ? 'roleEligibilitySchedules' : 'roleAssignments'
  return {
    title: `Take ${eligible === true ? 'eligible ' : ''}directory role ${role} away from ${principal}`,
    console: `Microsoft Entra ID > Roles and administrators > ${role} > Assignments > ${principal}: Remove.`,
    cli: `az rest --method DELETE --url https://graph.microsoft.com/v1.0/roleManagement/directory/${list}/${lastPart(id)}`,
    terraform: `Delete the azuread_directory_role_assignment of ${role} for ${principal}.`,
  }
}

const known = (name: unknown): string | null => (typeof name === 'string' && name !== '' ? name : null)

const named = (id: unknown, lookup: Lookup): string =>
  typeof id === 'string' ? (known(lookup(id)?.props.name) ?? lastPart(id)) : 'what it names'

const STEPS: { readonly [kind: string]: Steps } = {
  AzureRoleAssignment: roleAssignment,
  AzureRoleEligibility: roleAssignment,
  EntraRoleAssignment: directoryRole,
}
