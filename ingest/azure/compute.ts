import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { EXTENSION_CALLS, extensionsOf } from './extensions.ts'
import { IDENTITY_CALLS, identities } from './identities.ts'
import { flag, list, number, optional, readList, references, resource, text } from './shapes.ts'

const security = optional(
  z.object({
    uefiSettings: optional(z.object({ secureBootEnabled: flag, vTpmEnabled: flag })),
    encryptionAtHost: flag,
  }),
)
const managed = z.object({ managedDisk: z.unknown().optional() })
const machine = resource({
  hardwareProfile: optional(z.object({ vmSize: text })),
  storageProfile: optional(
    z.object({
      osDisk: optional(z.object({ osType: text, managedDisk: z.unknown().optional() })),
      dataDisks: list(managed),
    }),
  ),
  osProfile: optional(
    z.object({
      allowExtensionOperations: flag,
      linuxConfiguration: optional(z.object({ disablePasswordAuthentication: flag })),
    }),
  ),
  networkProfile: optional(z.object({ networkInterfaces: references })),
  securityProfile: security,
  instanceView: optional(z.object({ statuses: list(z.object({ code: text })) })),
})
const scaleSet = resource({ upgradePolicy: optional(z.object({ mode: text })) })
const disk = resource({
  diskState: text,
  networkAccessPolicy: text,
  publicNetworkAccess: text,
  dataAccessAuthMode: text,
  encryption: optional(z.object({ type: text })),
  securityProfile: optional(z.object({ securityType: text })),
})
const sized = z.object({ sku: optional(z.object({ capacity: number })) })

const VERSION = '2024-07-01'

/** Machines, their disks and snapshots, and identities that may be given to them. */
export const compute = defineAzureCollector({
  service: 'compute',
  level: 'subscription',
  calls: {
    'compute virtual-machines': armList('Microsoft.Compute/virtualMachines', VERSION),
    'compute power-states': {
      ...armList('Microsoft.Compute/virtualMachines', VERSION),
      query: { 'api-version': VERSION, statusOnly: 'true' },
      lists: 'power-states',
    },
    'compute scale-sets': armList('Microsoft.Compute/virtualMachineScaleSets', VERSION),
    'compute disks': armList('Microsoft.Compute/disks', '2024-03-02'),
    'compute snapshots': armList('Microsoft.Compute/snapshots', '2024-03-02'),
    ...IDENTITY_CALLS,
    ...EXTENSION_CALLS,
  },
  async *collect(context) {
    const { partition } = context
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    const statuses = (await readList(context, 'compute power-states', machine, missing)) ?? []
    const powers = new Map(statuses.map((one) => [one.id, powerOf(one)]))
    const machines = (await readList(context, 'compute virtual-machines', machine, missing)) ?? []
    const installed = await extensionsOf(context, machines, missing)
    for (const found of machines) {
      const { storageProfile, osProfile, networkProfile, securityProfile } = found.properties
      const operatingSystem = storageProfile?.osDisk?.osType
      const linux = osProfile?.linuxConfiguration
      const disks = [storageProfile?.osDisk, ...(storageProfile?.dataDisks ?? [])].filter(
        (one) => one !== undefined,
      )
      const uefi = securityProfile?.uefiSettings
      records.resource(partition, 'AzureVirtualMachine', found, {
        size: found.properties.hardwareProfile?.vmSize,
        operatingSystem,
        powerState: powerOf(found) ?? powers.get(found.id),
        passwordAuthentication:
          linux === undefined ? undefined : linux.disablePasswordAuthentication !== true,
        extensionsAllowed: osProfile?.allowExtensionOperations !== false,
        managedDisks: disks.every(({ managedDisk }) => managedDisk !== undefined && managedDisk !== null),
        secureBoot: uefi?.secureBootEnabled === true && uefi.vTpmEnabled === true,
        encryptionAtHost: securityProfile?.encryptionAtHost ?? false,
        extensions: installed.get(found.id),
      })
      for (const card of networkProfile?.networkInterfaces ?? [])
        records.relate(found.id, 'HAS_INTERFACE', card)
    }
    for (const found of (await readList(context, 'compute scale-sets', scaleSet.and(sized), missing)) ?? []) {
      const { capacity } = found.sku ?? {}
      records.resource(partition, 'AzureVmScaleSet', found, {
        capacity: capacity === undefined ? undefined : String(capacity),
        upgradePolicy: found.properties.upgradePolicy?.mode,
      })
    }
    for (const [call, kind] of [
      ['compute disks', 'AzureDisk'],
      ['compute snapshots', 'AzureDiskSnapshot'],
    ] as const) {
      for (const found of (await readList(context, call, disk, missing)) ?? []) {
        const {
          diskState,
          networkAccessPolicy,
          publicNetworkAccess,
          dataAccessAuthMode,
          encryption,
          securityProfile,
        } = found.properties
        records.resource(partition, kind, found, {
          ...(kind === 'AzureDisk'
            ? {
                state: diskState,
                confidential:
                  securityProfile?.securityType?.startsWith('ConfidentialVM_DiskEncrypted') ?? false,
              }
            : {}),
          networkAccess: networkAccessPolicy ?? 'AllowAll',
          publicNetworkAccess: publicNetworkAccess ?? 'Enabled',
          dataAccessAuth: dataAccessAuthMode ?? 'None',
          encryption: encryption?.type,
        })
        records.relate(found.id, 'ATTACHED_TO', found.managedBy?.toLowerCase())
      }
    }
    await identities(context, records, missing)
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const powerOf = ({ properties }: z.output<typeof machine>): string | undefined =>
  properties.instanceView?.statuses
    .map(({ code }) => code ?? '')
    .find((code) => code.startsWith('PowerState/'))
    ?.slice('PowerState/'.length)
