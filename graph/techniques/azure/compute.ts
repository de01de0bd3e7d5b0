import { defineAzureTechnique, has, includes, notRead } from '../../access/azure/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'

const learn = (path: string): readonly string[] => [`https://learn.microsoft.com/azure/${path}`]

const running = has('powerState', ['running'], 'the machine runs')
const extensible = has('extensionsAllowed', [true], 'extensions may be put on the machine', { control: true })
const ASSIGN = 'microsoft.managedidentity/userassignedidentities/assign/action'
const ON_MACHINE = [
  ['microsoft.compute/virtualmachines/write', 'microsoft.compute/virtualmachines/runcommand/action'],
  ['microsoft.compute/virtualmachines/write', 'microsoft.compute/virtualmachines/extensions/write'],
]

/** Machines: commands on them, logins to them, and identities given to them. */
export const COMPUTE = [
  defineAzureTechnique({
    id: 'az-vm-run-command',
    title: 'Run a command on a virtual machine',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1651'],
    likelihood: TECHNIQUE.command,
    references: learn('virtual-machines/run-command-overview'),
    target: 'AzureVirtualMachine',
    needs: [
      ['microsoft.compute/virtualmachines/runcommand/action'],
      ['microsoft.compute/virtualmachines/runcommands/write'],
    ],
    prerequisites: [running, extensible],
  }),
  defineAzureTechnique({
    id: 'az-vm-entra-login',
    title: 'Sign in to a virtual machine as administrator by a data role',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1021.007', 'T1078.004'],
    likelihood: TECHNIQUE.command,
    references: [
      'https://learn.microsoft.com/entra/identity/devices/howto-vm-sign-in-azure-ad-linux',
      'https://learn.microsoft.com/entra/identity/devices/howto-vm-sign-in-azure-ad-windows',
    ],
    target: 'AzureVirtualMachine',
    needs: [['data:microsoft.compute/virtualmachines/loginasadmin/action']],
    prerequisites: [
      running,
      includes('extensions', ['AADSSHLoginForLinux', 'AADLoginForWindows'], 'it takes logins of Entra ID'),
      notRead('network-path', 'SSH or RDP of the machine is in reach'),
    ],
  }),
  defineAzureTechnique({
    id: 'az-vm-extension',
    title: 'Put an extension on a virtual machine',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1651'],
    likelihood: TECHNIQUE.command,
    references: learn('virtual-machines/extensions/overview'),
    target: 'AzureVirtualMachine',
    needs: [['microsoft.compute/virtualmachines/extensions/write']],
    prerequisites: [running, extensible],
  }),
  defineAzureTechnique({
    id: 'az-vmss-run-command',
    title: 'Run a command on the machines of a scale set',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1651'],
    likelihood: TECHNIQUE.command,
    references: learn('virtual-machine-scale-sets/virtual-machine-scale-sets-extension-sequencing'),
    target: 'AzureVmScaleSet',
    needs: [
      ['microsoft.compute/virtualmachinescalesets/virtualmachines/runcommand/action'],
      ['microsoft.compute/virtualmachinescalesets/virtualmachines/runcommands/write'],
      [
        'microsoft.compute/virtualmachinescalesets/extensions/write',
        'microsoft.compute/virtualmachinescalesets/manualupgrade/action',
      ],
    ],
  }),
  defineAzureTechnique({
    id: 'az-vm-attach-identity',
    title: 'Give an identity to a machine that one runs code on',
    category: 'managed-identity',
    edge: 'CAN_RUN_AS',
    attack: ['T1098', 'T1552.005'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn(
      'active-directory/managed-identities-azure-resources/how-to-configure-managed-identities',
    ),
    target: 'AzureManagedIdentity',
    needs: [[ASSIGN]],
    also: { kind: 'AzureVirtualMachine', needs: ON_MACHINE },
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-vm-new-with-identity',
    title: 'Start a machine with an identity',
    category: 'new-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1578.002', 'T1552.005'],
    likelihood: TECHNIQUE.newCompute,
    references: learn('virtual-machines/linux/quick-create-cli'),
    target: 'AzureManagedIdentity',
    needs: [[ASSIGN]],
    also: {
      kind: 'AzureResourceGroup',
      needs: [
        [
          'microsoft.compute/virtualmachines/write',
          'microsoft.network/networkinterfaces/write',
          'microsoft.network/networkinterfaces/join/action',
          'microsoft.network/virtualnetworks/subnets/join/action',
        ],
      ],
    },
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-aci-new-with-identity',
    title: 'Start a container with an identity',
    category: 'new-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1610', 'T1552.005'],
    likelihood: TECHNIQUE.newCompute,
    references: learn('container-instances/container-instances-managed-identity'),
    target: 'AzureManagedIdentity',
    needs: [[ASSIGN]],
    also: { kind: 'AzureResourceGroup', needs: [['microsoft.containerinstance/containergroups/write']] },
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-deployment-script-identity',
    title: 'Run a deployment script as an identity',
    category: 'new-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1648', 'T1059.009'],
    likelihood: TECHNIQUE.newCompute,
    references: learn('azure-resource-manager/templates/deployment-script-template'),
    target: 'AzureManagedIdentity',
    needs: [[ASSIGN]],
    also: {
      kind: 'AzureResourceGroup',
      needs: [
        [
          'microsoft.resources/deploymentscripts/write',
          'microsoft.containerinstance/containergroups/write',
          'microsoft.storage/storageaccounts/write',
          'microsoft.storage/storageaccounts/listkeys/action',
        ],
      ],
    },
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-uami-federated-credential',
    title: 'Let an issuer of one’s own sign in as a managed identity',
    category: 'impersonation',
    edge: 'CAN_CREATE_CREDENTIAL',
    attack: ['T1098.001', 'T1550.001'],
    likelihood: TECHNIQUE.apiCall,
    references: [
      'https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust-user-assigned-managed-identity',
    ],
    target: 'AzureManagedIdentity',
    needs: [['microsoft.managedidentity/userassignedidentities/federatedidentitycredentials/write']],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-aci-exec',
    title: 'Open a shell in a container group',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1609'],
    likelihood: TECHNIQUE.command,
    references: learn('container-instances/container-instances-exec'),
    target: 'AzureContainerGroup',
    needs: [['microsoft.containerinstance/containergroups/containers/exec/action']],
    prerequisites: [has('state', ['Running'], 'the group runs')],
  }),
]
