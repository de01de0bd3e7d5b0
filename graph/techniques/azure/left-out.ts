/** Catalogued techniques that are not drawn, each with what configuration cannot decide, or what is not read yet. */
export const AZURE_LEFT_OUT: { readonly [id: string]: string } = {
  'az-entra-intune-script': 'devices and their management are not read',
  'az-entra-user-consent': 'needs a person who consents to an application that does not exist yet',
  'az-entra-domain-federation': 'federation settings of domains and immutable ids of users are not read',
  'az-entra-dynamic-group': 'which attributes a role may write is not decided for membership rules',
  'az-entra-pim-activate': 'edges of an eligible role have the activation as a condition of their own',
  'az-rbac-pim-activate': 'edges of an eligible role have the activation as a condition of their own',
  'az-entra-pim-approve': 'approvers stand in the rules of role management policies, which are not read',
  'az-graph-pim-eligibility-schedule':
    'needs a second identity that may activate the role, chosen by the attacker',
  'az-rbac-lighthouse-onboard': 'a role assignment does the same with one call and is drawn',
  'az-vm-imds': 'a foothold on a machine gives its identity: drawn as az-workload-identity-binding',
  'az-function-storage-content':
    'application settings that name the storage account may hold passwords and are not read',
  'az-automation-hybrid-worker': 'hybrid workers are not read',
  'az-arc-machine-execute': 'Arc machines are not read',
  'az-nsg-open-port': 'an edge only where it opens another one of the same attacker; not evaluated yet',
}
