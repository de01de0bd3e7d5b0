import { defineNode, derived, flag, text, texts } from '../define.ts'

const app = { class: 'Workload', provider: 'azure' } as const

export const AzureWebApp = defineNode({
  ...app,
  kind: 'AzureWebApp',
  service: 'appservice',
  title: 'Web or function app',
  properties: {
    function: flag('a function app'),
    hostName: text('default host name'),
    state: text('Running | Stopped'),
    httpsOnly: flag('plain HTTP is redirected'),
    clientCertificates: flag('lets nobody in without a client certificate'),
    publicNetworkAccess: flag('takes requests from public addresses'),
    allowedRanges: texts('ranges that its access rules allow; empty: all; absent when not collected'),
    authentication: flag('App Service authentication is on; absent when not collected'),
    anonymousAllowed: flag('authentication lets anonymous requests through; absent when not collected'),
    minimumTls: text('1.0 | 1.1 | 1.2 | 1.3; absent when not collected'),
    ftpState: text('AllAllowed | FtpsOnly | Disabled; absent when not collected'),
    http2: flag('absent when not collected'),
    remoteDebugging: flag('absent when not collected'),
    adminIsolated: flag('the administrative endpoints of a function app are shut; absent when not collected'),
    basicPublishing: flag('takes publishing passwords; absent when not collected'),
    linux: flag('runs on Linux'),
    runtime: text('of an app on Linux: PYTHON|3.11, …; absent when not collected'),
    logCategories: texts(
      'categories and groups of categories that diagnostic settings send somewhere; absent when not collected',
    ),
    internetReachable: derived(flag('takes requests from the Internet')),
  },
})

export const AzureKubernetesCluster = defineNode({
  ...app,
  kind: 'AzureKubernetesCluster',
  service: 'aks',
  title: 'AKS cluster',
  properties: {
    private: flag('the API server has no public address'),
    authorizedRanges: texts('addresses that may call the API server; empty: all'),
    localAccounts: flag('a certificate of the cluster itself gives administration'),
    rbac: flag('Kubernetes RBAC'),
    azureRbac: flag('Azure roles decide inside the cluster'),
    networkPolicy: text('azure | calico | cilium; null when none'),
    runCommand: flag('commands may be run through Azure'),
    nodePublicIps: flag('some pool gives its nodes public addresses'),
    nodeResourceGroup: text('lower-cased id of the group its nodes lie in'),
    nodeGroupLocked: flag('the node resource group takes no changes'),
    version: text('Kubernetes version'),
    defender: flag('Defender watches it'),
    internetReachable: derived(flag('its API server takes requests from the Internet')),
  },
})

export const AzureContainerRegistry = defineNode({
  provider: 'azure',
  class: 'Code',
  kind: 'AzureContainerRegistry',
  service: 'containerregistry',
  title: 'Container registry',
  properties: {
    adminUser: flag('a shared password for everything'),
    anonymousPull: flag('images can be pulled without a login'),
    publicNetworkAccess: flag('takes requests from public addresses'),
    defaultAction: text('Allow | Deny'),
    allowedRanges: texts('ranges that its firewall lets in'),
    privateEndpoints: texts('lower-cased ids of approved private endpoint connections'),
    abac: flag('AcrPush and AcrPull are not honoured'),
    loginServer: text('host name'),
  },
})

export const AzureContainerGroup = defineNode({
  ...app,
  kind: 'AzureContainerGroup',
  service: 'containers',
  title: 'Container group',
  properties: {
    publicIp: text('absent when it has none'),
    ports: texts('ports of its public address, such as tcp/80'),
    state: text('Running, Stopped, …'),
    internetReachable: derived(flag('some port is reachable from the Internet')),
    internetPorts: derived(texts('what is reachable')),
  },
})

export const AzureContainerApp = defineNode({
  ...app,
  kind: 'AzureContainerApp',
  service: 'containers',
  title: 'Container app',
  properties: {
    externalIngress: flag('takes requests from outside its environment'),
    hostName: text('absent when it has no ingress'),
    internetReachable: derived(flag('takes requests from the Internet')),
  },
})

export const AzureAutomationAccount = defineNode({
  ...app,
  kind: 'AzureAutomationAccount',
  service: 'automation',
  title: 'Automation account',
  properties: {
    publicNetworkAccess: flag('takes requests from public addresses'),
    localAuth: flag('registration keys are taken'),
  },
})

export const AzureLogicApp = defineNode({
  ...app,
  kind: 'AzureLogicApp',
  service: 'logic',
  title: 'Logic app',
  properties: { state: text('Enabled | Disabled'), requestTrigger: flag('a URL with a signature starts it') },
})

export const AzureDatabricksWorkspace = defineNode({
  ...app,
  kind: 'AzureDatabricksWorkspace',
  service: 'databricks',
  title: 'Databricks workspace',
  properties: {
    hostName: text('host name'),
    publicNetworkAccess: flag('takes requests from public addresses'),
    privateEndpoints: texts('lower-cased ids of approved private endpoint connections'),
    logCategories: texts(
      'categories and groups of categories that diagnostic settings send somewhere; absent when not collected',
    ),
    ownNetwork: flag('its clusters run in a virtual network of the customer'),
    nodePublicIps: flag('nodes of its clusters have public addresses'),
    customerKeys: texts('what lies under a key in a vault of the customer: managed services, managed disks'),
  },
})
