import { defineNode, derived, flag, json, text, texts } from '../define.ts'

const compute = { class: 'Workload', provider: 'azure', service: 'compute' } as const

const EXPOSED = {
  internetReachable: derived(flag('some port is reachable from the Internet')),
  internetPorts: derived(texts('what is reachable, such as tcp/22')),
}

export const AzureVirtualMachine = defineNode({
  ...compute,
  kind: 'AzureVirtualMachine',
  title: 'Azure virtual machine',
  properties: {
    ...EXPOSED,
    size: text('Standard_D2s_v5, …'),
    operatingSystem: text('Linux | Windows'),
    powerState: text('running, deallocated, …; absent when not collected'),
    passwordAuthentication: flag('Linux: SSH takes passwords; absent on Windows'),
    extensionsAllowed: flag('allowExtensionOperations is not false'),
    managedDisks: flag('every disk is a managed disk'),
    secureBoot: flag('secure boot and vTPM are on'),
    extensions: texts('types of its extensions; absent when not collected'),
    encryptionAtHost: flag('disks and caches are encrypted on the host'),
  },
})

export const AzureVmScaleSet = defineNode({
  ...compute,
  kind: 'AzureVmScaleSet',
  title: 'Virtual machine scale set',
  properties: {
    ...EXPOSED,
    capacity: text('how many instances it should have'),
    upgradePolicy: text('Manual | Automatic | Rolling'),
    cluster: text('lower-cased id of the resource group that AKS made it in; absent otherwise'),
  },
})

export const AzureDisk = defineNode({
  ...compute,
  class: 'Data',
  kind: 'AzureDisk',
  title: 'Managed disk',
  properties: {
    state: text('Attached | Unattached | Reserved | …'),
    networkAccess: text('AllowAll | AllowPrivate | DenyAll'),
    publicNetworkAccess: text('Enabled | Disabled'),
    dataAccessAuth: text('None | AzureActiveDirectory'),
    encryption: text('EncryptionAtRestWithPlatformKey | …'),
    confidential: flag('the disk of a confidential machine'),
  },
})

export const AzureDiskSnapshot = defineNode({
  ...compute,
  class: 'Data',
  kind: 'AzureDiskSnapshot',
  title: 'Disk snapshot',
  properties: {
    networkAccess: text('AllowAll | AllowPrivate | DenyAll'),
    publicNetworkAccess: text('Enabled | Disabled'),
    dataAccessAuth: text('None | AzureActiveDirectory'),
    encryption: text('EncryptionAtRestWithPlatformKey | …'),
  },
})

export const AzureManagedIdentity = defineNode({
  ...compute,
  class: 'Identity',
  service: 'identity',
  kind: 'AzureManagedIdentity',
  title: 'User-assigned managed identity',
  properties: {
    clientId: text('application id'),
    principalId: text('object id of its service principal'),
    federatedCredentials: json(
      '[{ id, name, issuer, subject?, expression?, audiences }]; absent when not collected',
    ),
  },
})
