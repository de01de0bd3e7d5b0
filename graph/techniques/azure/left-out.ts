/** Catalogued techniques that are not drawn, each with what configuration cannot decide, or what is not read yet. */
export const AZURE_LEFT_OUT: { readonly [id: string]: string } = {
  'az-entra-intune-script': 'devices and their management are not read',
  'az-entra-user-consent': 'needs a person who consents to an application that does not exist yet',
  'az-entra-domain-federation': 'federation settings of domains and immutable ids of users are not read',
  'az-entra-dynamic-group': 'which attributes a role may write is not decided for membership rules',
  'az-entra-pim-approve': 'approvers stand in the rules of role management policies, which are not read',
  'az-graph-pim-eligibility-schedule':
    'needs a second identity that may activate the role, chosen by the attacker',
  'az-graph-pim-assignment-schedule': 'licences of the tenant are not read',
  'az-graph-pim-group': 'licences of the tenant are not read',
  'az-graph-user-auth-method': 'the policy of authentication methods is not read',
  'az-entra-set-auth-method': 'the policy of authentication methods is not read',
  'az-rbac-lighthouse-onboard': 'a role assignment does the same with one call and is drawn',
  'az-rbac-edit-role-definition': 'a custom role’s assignable scopes decide; not evaluated yet',
  'az-policy-remediation-identity': 'policy definitions and assignments are not read',
  'az-vm-entra-login': 'extensions of machines are not read',
  'az-vm-imds': 'a foothold on a machine gives its identity: drawn as az-workload-identity-binding',
  'az-deployment-script-identity':
    'six permissions over four kinds of resource; the container it starts is drawn as az-aci-new-with-identity',
  'az-aks-node-resource-group':
    'the scale set is drawn as az-vmss-run-command; nodes are not joined to their cluster',
  'az-function-host-keys': 'whether the admin endpoints are isolated is not read',
  'az-function-storage-content':
    'application settings that name the storage account may hold passwords and are not read',
  'az-automation-hybrid-worker': 'hybrid workers are not read',
  'az-arc-machine-execute': 'Arc machines are not read',
  'az-keyvault-template-reference': 'the names of secrets are not read',
  'az-storage-reopen-account':
    'an edge only where it opens another one of the same attacker; not evaluated yet',
  'az-disk-snapshot-export':
    'permissions on the new snapshot’s group; the disk itself is drawn as az-disk-export',
  'az-cosmos-data-role': 'native data roles of Cosmos DB are not read',
  'az-nsg-open-port': 'an edge only where it opens another one of the same attacker; not evaluated yet',
}
