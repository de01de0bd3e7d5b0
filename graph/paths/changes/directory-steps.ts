import type { Value } from '../../snapshot/records.ts'
import type { Steps } from './setting.ts'

/** Application roles of Microsoft Graph. */
export const takePermissionsOff: Steps = ({ id, name, value, before }) => {
  const left = new Set(texts(value))
  const gone = texts(before).filter((one) => !left.has(one))
  const list = gone.length === 0 ? 'permissions that lead on' : gone.join(', ')
  return {
    title: `Take ${list} off application ${name}`,
    console: `Microsoft Entra ID > Enterprise applications > ${name} > Permissions: revoke ${list}.`,
    cli: `az rest --method GET --url https://graph.microsoft.com/v1.0/servicePrincipals/${id}/appRoleAssignments   # then DELETE each that grants ${list}`,
    terraform: `Delete the azuread_app_role_assignment of ${name} for ${list}.`,
  }
}

const texts = (value: Value | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

export const dropOwners: Steps = ({ id, name, kind }) => {
  const [list, block] = OWNED[kind] ?? ['directoryObjects', 'owners']
  return {
    title: `Take its owners off ${name}`,
    console: `Microsoft Entra ID > ${name} > Owners: remove those who need not change it.`,
    cli: `az rest --method DELETE --url https://graph.microsoft.com/v1.0/${list}/${id}/owners/OWNER_ID/$ref`,
    terraform: `In the ${block} of ${name}, leave owners to those who must change it.`,
  }
}

/** Where Microsoft Graph has the owners of a thing, and the block of Terraform. */
const OWNED: { readonly [kind: string]: readonly [list: string, block: string] } = {
  EntraApplication: ['applications', 'azuread_application'],
  EntraServicePrincipal: ['servicePrincipals', 'azuread_service_principal'],
  EntraGroup: ['groups', 'azuread_group'],
}
