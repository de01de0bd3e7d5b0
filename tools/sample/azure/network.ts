import { armId, type Place, type Resource, resource } from './resource.ts'

export interface Rule {
  readonly name: string
  readonly priority: number
  readonly access?: 'Allow' | 'Deny'
  readonly source: string
  readonly ports: string
}

/** The rules that every security group ends with. https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview */
const DEFAULTS: readonly Rule[] = [
  { name: 'AllowVnetInBound', priority: 65000, source: 'VirtualNetwork', ports: '*' },
  { name: 'AllowAzureLoadBalancerInBound', priority: 65001, source: 'AzureLoadBalancer', ports: '*' },
  { name: 'DenyAllInBound', priority: 65500, access: 'Deny', source: '*', ports: '*' },
]

export function securityGroup(place: Place, name: string, rules: readonly Rule[]): Resource {
  const type = 'Microsoft.Network/networkSecurityGroups'
  const ruleOf = (kind: string, one: Rule) => ({
    id: `${armId(place, type, name)}/${kind}/${one.name}`,
    name: one.name,
    direction: 'Inbound',
    access: one.access ?? 'Allow',
    priority: one.priority,
    protocol: one.ports === '*' ? '*' : 'Tcp',
    sourceAddressPrefix: one.source,
    sourcePortRange: '*',
    destinationAddressPrefix: one.source === 'VirtualNetwork' ? 'VirtualNetwork' : '*',
    destinationPortRange: one.ports,
  })
  return resource(place, type, name, {
    securityRules: rules.map((one) => ruleOf('securityRules', one)),
    defaultSecurityRules: DEFAULTS.map((one) => ruleOf('defaultSecurityRules', one)),
  })
}

/** Subnets by name: their range, and the group that filters what comes in. */
export function virtualNetwork(
  place: Place,
  name: string,
  range: string,
  subnets: { readonly [name: string]: readonly [range: string, group: string | null] },
): Resource {
  const type = 'Microsoft.Network/virtualNetworks'
  return resource(place, type, name, {
    addressSpace: { addressPrefixes: [range] },
    enableDdosProtection: false,
    subnets: Object.entries(subnets).map(([subnet, [addressPrefix, group]]) => ({
      id: subnetId(place, name, subnet),
      name: subnet,
      addressPrefix,
      networkSecurityGroup: group === null ? null : { id: groupId(place, group) },
      privateEndpointNetworkPolicies: 'Disabled',
    })),
    virtualNetworkPeerings: [],
  })
}

const groupId = (place: Place, name: string): string =>
  armId(place, 'Microsoft.Network/networkSecurityGroups', name)
const subnetId = (place: Place, network: string, subnet: string): string =>
  armId(place, 'Microsoft.Network/virtualNetworks/subnets', `${network}/${subnet}`)

interface Machine {
  readonly name: string
  /** It lies with its network, not with the machine. */
  readonly subnet: readonly [of: Place, network: string, subnet: string]
  readonly privateIp: string
  readonly publicIp?: string
  /** A group on the interface itself. */
  readonly group?: string
  readonly windows?: true
  readonly stopped?: true
  readonly identity?: object
  readonly size?: string
  readonly tags?: { readonly [key: string]: string }
}

/** A machine with its interface, its disks and, where it has one, its public address. */
export function machine(place: Place, one: Machine): readonly Resource[] {
  const nic = armId(place, 'Microsoft.Network/networkInterfaces', `${one.name}-nic`)
  const vm = armId(place, 'Microsoft.Compute/virtualMachines', one.name)
  const address = armId(place, 'Microsoft.Network/publicIPAddresses', `${one.name}-ip`)
  const [of, network, subnet] = one.subnet
  const osDisk = `${one.name}-os`
  return [
    resource(place, 'Microsoft.Compute/virtualMachines', one.name, {
      ...(one.tags === undefined ? {} : { tags: one.tags }),
      ...(one.identity === undefined ? {} : { identity: one.identity }),
      hardwareProfile: { vmSize: one.size ?? 'Standard_D2s_v5' },
      storageProfile: {
        osDisk: {
          osType: one.windows === true ? 'Windows' : 'Linux',
          name: osDisk,
          managedDisk: { id: armId(place, 'Microsoft.Compute/disks', osDisk) },
        },
        dataDisks: [],
      },
      osProfile: {
        computerName: one.name,
        allowExtensionOperations: true,
        ...(one.windows === true ? {} : { linuxConfiguration: { disablePasswordAuthentication: true } }),
      },
      securityProfile: {
        securityType: 'TrustedLaunch',
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        encryptionAtHost: true,
      },
      networkProfile: { networkInterfaces: [{ id: nic }] },
      instanceView: {
        statuses: [{ code: `PowerState/${one.stopped === true ? 'deallocated' : 'running'}` }],
      },
    }),
    resource(place, 'Microsoft.Compute/disks', osDisk, {
      managedBy: vm,
      diskState: one.stopped === true ? 'Reserved' : 'Attached',
      networkAccessPolicy: 'DenyAll',
      publicNetworkAccess: 'Disabled',
      encryption: { type: 'EncryptionAtRestWithPlatformKey' },
    }),
    resource(place, 'Microsoft.Network/networkInterfaces', `${one.name}-nic`, {
      virtualMachine: { id: vm },
      enableIPForwarding: false,
      networkSecurityGroup: one.group === undefined ? null : { id: groupId(place, one.group) },
      ipConfigurations: [
        {
          id: `${nic}/ipConfigurations/primary`,
          name: 'primary',
          privateIPAddress: one.privateIp,
          subnet: { id: subnetId(of, network, subnet) },
          publicIPAddress: one.publicIp === undefined ? null : { id: address },
        },
      ],
    }),
    ...(one.publicIp === undefined
      ? []
      : [
          resource(place, 'Microsoft.Network/publicIPAddresses', `${one.name}-ip`, {
            sku: { name: 'Standard' },
            ipAddress: one.publicIp,
            ipConfiguration: { id: `${nic}/ipConfigurations/primary` },
          }),
        ]),
  ]
}
