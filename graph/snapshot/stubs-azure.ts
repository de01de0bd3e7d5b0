import type { NodeRecord } from './records.ts'

/** Kind by the resource type in a lower-cased Resource Manager id. */
const KINDS: { readonly [type: string]: string } = {
  'microsoft.network/virtualnetworks': 'AzureVirtualNetwork',
  'microsoft.network/virtualnetworks/subnets': 'AzureSubnet',
  'microsoft.network/networksecuritygroups': 'AzureNetworkSecurityGroup',
  'microsoft.network/applicationsecuritygroups': 'AzureApplicationSecurityGroup',
  'microsoft.network/networkinterfaces': 'AzureNetworkInterface',
  'microsoft.network/publicipaddresses': 'AzurePublicIp',
  'microsoft.network/routetables': 'AzureRouteTable',
  'microsoft.network/loadbalancers': 'AzureLoadBalancer',
  'microsoft.network/applicationgateways': 'AzureApplicationGateway',
  'microsoft.network/azurefirewalls': 'AzureFirewall',
  'microsoft.network/firewallpolicies': 'AzureFirewallPolicy',
  'microsoft.network/ipgroups': 'AzureIpGroup',
  'microsoft.network/privateendpoints': 'AzurePrivateEndpoint',
  'microsoft.compute/virtualmachines': 'AzureVirtualMachine',
  'microsoft.compute/virtualmachinescalesets': 'AzureVmScaleSet',
  'microsoft.compute/disks': 'AzureDisk',
  'microsoft.compute/snapshots': 'AzureDiskSnapshot',
  'microsoft.managedidentity/userassignedidentities': 'AzureManagedIdentity',
  'microsoft.storage/storageaccounts': 'AzureStorageAccount',
  'microsoft.keyvault/vaults': 'AzureKeyVault',
  'microsoft.keyvault/vaults/keys': 'AzureKeyVaultKey',
  'microsoft.web/sites': 'AzureWebApp',
  'microsoft.containerservice/managedclusters': 'AzureKubernetesCluster',
  'microsoft.containerregistry/registries': 'AzureContainerRegistry',
  'microsoft.sql/servers': 'AzureSqlServer',
  'microsoft.management/managementgroups': 'AzureManagementGroup',
  'microsoft.authorization/roledefinitions': 'AzureRoleDefinition',
}

/** A stub by a Resource Manager id; the kind of a directory object does not show in its id. */
export function azureStub(id: string): NodeRecord | undefined {
  const [, top = '', account = ''] = id.split('/')
  const props = { name: id.slice(id.lastIndexOf('/') + 1), provider: 'azure', region: 'global', stub: true }
  if (top === 'tenants') return { id, kind: 'AzureTenant', props: { ...props, account } }
  const inSubscription = top === 'subscriptions' ? { account } : {}
  if (/^\/subscriptions\/[^/]+$/.test(id))
    return { id, kind: 'AzureSubscription', props: { ...props, account } }
  if (/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(id))
    return { id, kind: 'AzureResourceGroup', props: { ...props, account } }
  const kind = KINDS[typeOf(id)]
  return kind === undefined ? undefined : { id, kind, props: { ...props, ...inSubscription } }
}

/** `microsoft.network/virtualnetworks/subnets`: the provider, then every second segment. */
function typeOf(id: string): string {
  const [provider = '', ...rest] = id.slice(id.lastIndexOf('/providers/') + '/providers/'.length).split('/')
  return id.includes('/providers/') ? [provider, ...rest.filter((_, at) => at % 2 === 0)].join('/') : ''
}
