import { z } from 'zod'
import type { MissingCall } from '../../graph/snapshot/records.ts'
import { RecordBuilder } from './builder.ts'
import { armList, defineAzureCollector } from './calls.ts'
import { firewallProps, networkRules, privateConnections } from './firewall.ts'
import { flag, list, number, optional, readList, resource, text } from './shapes.ts'

const cluster = resource({
  kubernetesVersion: text,
  enableRBAC: flag,
  disableLocalAccounts: flag,
  nodeResourceGroup: text,
  aadProfile: optional(z.object({ enableAzureRBAC: flag, managed: flag })),
  networkProfile: optional(z.object({ networkPolicy: text })),
  apiServerAccessProfile: optional(
    z.object({ enablePrivateCluster: flag, authorizedIPRanges: list(z.string()), disableRunCommand: flag }),
  ),
  agentPoolProfiles: list(z.object({ enableNodePublicIP: flag })),
  nodeResourceGroupProfile: optional(z.object({ restrictionLevel: text })),
  securityProfile: optional(
    z.object({ defender: optional(z.object({ securityMonitoring: optional(z.object({ enabled: flag })) })) }),
  ),
  identityProfile: optional(z.record(z.string(), z.object({ objectId: text }))),
})

/** Kubernetes clusters; what is inside them is not read. */
export const aks = defineAzureCollector({
  service: 'aks',
  level: 'subscription',
  calls: { 'aks clusters': armList('Microsoft.ContainerService/managedClusters', '2024-09-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'aks clusters', cluster, missing)) ?? []) {
      const { properties } = found
      const api = properties.apiServerAccessProfile
      const group = properties.nodeResourceGroup
      records.resource(context.partition, 'AzureKubernetesCluster', found, {
        version: properties.kubernetesVersion,
        private: api?.enablePrivateCluster ?? false,
        authorizedRanges: api?.authorizedIPRanges ?? [],
        runCommand: api?.disableRunCommand !== true,
        localAccounts: properties.disableLocalAccounts !== true,
        rbac: properties.enableRBAC ?? false,
        azureRbac: properties.aadProfile?.enableAzureRBAC ?? false,
        networkPolicy: properties.networkProfile?.networkPolicy ?? null,
        nodePublicIps: properties.agentPoolProfiles.some(
          ({ enableNodePublicIP }) => enableNodePublicIP === true,
        ),
        nodeResourceGroup:
          group && `/subscriptions/${context.partition.account}/resourcegroups/${group.toLowerCase()}`,
        nodeGroupLocked: properties.nodeResourceGroupProfile?.restrictionLevel === 'ReadOnly',
        defender: properties.securityProfile?.defender?.securityMonitoring?.enabled ?? false,
      })
      for (const { objectId } of Object.values(properties.identityProfile ?? {}))
        records.identityOf(context.partition, found.id, objectId, `${found.name ?? 'cluster'}-agentpool`)
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const registry = resource({
  loginServer: text,
  adminUserEnabled: flag,
  anonymousPullEnabled: flag,
  publicNetworkAccess: text,
  networkRuleSet: networkRules,
  privateEndpointConnections: privateConnections,
  roleAssignmentMode: text,
})

export const containerregistry = defineAzureCollector({
  service: 'containerregistry',
  level: 'subscription',
  calls: { 'containerregistry registries': armList('Microsoft.ContainerRegistry/registries', '2023-07-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'containerregistry registries', registry, missing)) ?? []) {
      const { properties } = found
      records.resource(context.partition, 'AzureContainerRegistry', found, {
        ...firewallProps({
          publicNetworkAccess: properties.publicNetworkAccess,
          rules: properties.networkRuleSet,
          connections: properties.privateEndpointConnections,
        }),
        loginServer: properties.loginServer,
        adminUser: properties.adminUserEnabled ?? false,
        anonymousPull: properties.anonymousPullEnabled ?? false,
        abac: properties.roleAssignmentMode === 'AbacRepositoryPermissions',
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const automationAccount = resource({ publicNetworkAccess: flag, disableLocalAuth: flag })

export const automation = defineAzureCollector({
  service: 'automation',
  level: 'subscription',
  calls: { 'automation accounts': armList('Microsoft.Automation/automationAccounts', '2023-11-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'automation accounts', automationAccount, missing)) ?? []) {
      records.resource(context.partition, 'AzureAutomationAccount', found, {
        publicNetworkAccess: found.properties.publicNetworkAccess !== false,
        localAuth: found.properties.disableLocalAuth !== true,
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const workflow = resource({
  state: text,
  definition: optional(z.object({ triggers: optional(z.record(z.string(), z.object({ type: text }))) })),
})

export const logic = defineAzureCollector({
  service: 'logic',
  level: 'subscription',
  calls: { 'logic workflows': armList('Microsoft.Logic/workflows', '2019-05-01') },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'logic workflows', workflow, missing)) ?? []) {
      const triggers = Object.values(found.properties.definition?.triggers ?? {})
      records.resource(context.partition, 'AzureLogicApp', found, {
        state: found.properties.state,
        requestTrigger: triggers.some(({ type }) => type?.toLowerCase() === 'request'),
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})

const containerGroup = resource({
  ipAddress: optional(
    z.object({ ip: text, type: text, ports: list(z.object({ protocol: text, port: number })) }),
  ),
  instanceView: optional(z.object({ state: text })),
})
const containerApp = resource({
  configuration: optional(z.object({ ingress: optional(z.object({ external: flag, fqdn: text })) })),
})

export const containers = defineAzureCollector({
  service: 'containers',
  level: 'subscription',
  calls: {
    'containers groups': armList('Microsoft.ContainerInstance/containerGroups', '2023-05-01'),
    'containers apps': armList('Microsoft.App/containerApps', '2024-03-01'),
  },
  async *collect(context) {
    const missing: MissingCall[] = []
    const records = new RecordBuilder()
    for (const found of (await readList(context, 'containers groups', containerGroup, missing)) ?? []) {
      const { ipAddress, instanceView } = found.properties
      const open = ipAddress?.type === 'Public' ? ipAddress : undefined
      records.resource(context.partition, 'AzureContainerGroup', found, {
        publicIp: open?.ip,
        ports: (open?.ports ?? []).map(
          ({ protocol, port }) => `${(protocol ?? 'tcp').toLowerCase()}/${port}`,
        ),
        state: instanceView?.state,
      })
    }
    for (const found of (await readList(context, 'containers apps', containerApp, missing)) ?? []) {
      const ingress = found.properties.configuration?.ingress
      records.resource(context.partition, 'AzureContainerApp', found, {
        externalIngress: ingress?.external ?? false,
        hostName: ingress?.fqdn,
      })
    }
    yield { nodes: records.nodes, relationships: records.relationships, missing }
  },
})
