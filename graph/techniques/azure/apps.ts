import {
  clusterOf,
  defineAzureTechnique,
  has,
  notRead,
  openNetwork,
  type Prerequisite,
} from '../../access/azure/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'

const learn = (path: string): readonly string[] => [`https://learn.microsoft.com/azure/${path}`]

const started = has('state', ['Running'], 'the app runs')

/** https://learn.microsoft.com/azure/aks/node-resource-group-lockdown */
const unlockedNodes: Prerequisite = {
  id: 'node-group-lockdown',
  says: 'the group of the nodes takes changes',
  control: true,
  decide({ id }, facts) {
    const locks = clusterOf(facts, id).map(({ props }) => props.nodeGroupLocked)
    if (locks.includes(true)) return 'unmet'
    return locks.includes(undefined) ? 'unknown' : 'met'
  },
  example: {},
  nearMiss: null,
}

/** Apps, clusters and automation: whoever changes their code acts as their identities. */
export const APPS = [
  defineAzureTechnique({
    id: 'az-webapp-deploy-code',
    title: 'Deploy code to a web or function app',
    category: 'existing-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1648', 'T1552.005'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn('app-service/deploy-zip'),
    target: 'AzureWebApp',
    needs: [
      ['microsoft.web/sites/publish/action'],
      ['microsoft.web/sites/config/write'],
      ['microsoft.web/sites/sourcecontrols/write'],
    ],
    prerequisites: [started],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-webapp-publishing-credentials',
    title: 'Take the publishing password of an app',
    category: 'credential-access',
    edge: 'CAN_RUN_AS',
    attack: ['T1552', 'T1648'],
    likelihood: TECHNIQUE.twoCalls,
    references: learn('app-service/configure-basic-auth-disable'),
    target: 'AzureWebApp',
    needs: [['microsoft.web/sites/publishxml/action'], ['microsoft.web/sites/config/list/action']],
    prerequisites: [
      started,
      has('basicPublishing', [true], 'publishing passwords are taken', { control: true }),
      openNetwork,
    ],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-function-host-keys',
    title: 'Take the master key of a function app and change its code',
    category: 'existing-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1528', 'T1648'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn('azure-functions/security-concepts'),
    target: 'AzureWebApp',
    needs: [['microsoft.web/sites/host/listkeys/action']],
    prerequisites: [
      started,
      has('function', [true], 'a function app'),
      has('adminIsolated', [false], 'its administrative endpoints answer', { control: true }),
      openNetwork,
      notRead('writable-content', 'it does not run from a package, which cannot be written'),
    ],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-logic-app-edit',
    title: 'Rewrite a logic app',
    category: 'existing-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1648'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn('logic-apps/logic-apps-securing-a-logic-app'),
    target: 'AzureLogicApp',
    needs: [['microsoft.logic/workflows/write']],
    prerequisites: [has('state', ['Enabled'], 'the workflow is enabled')],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-automation-runbook',
    title: 'Write and run a runbook',
    category: 'existing-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1651', 'T1648'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn('automation/automation-role-based-access-control'),
    target: 'AzureAutomationAccount',
    needs: [
      [
        'microsoft.automation/automationaccounts/runbooks/draft/write',
        'microsoft.automation/automationaccounts/runbooks/draft/content/write',
        'microsoft.automation/automationaccounts/runbooks/publish/action',
        'microsoft.automation/automationaccounts/jobs/write',
      ],
      [
        'microsoft.automation/automationaccounts/runbooks/draft/write',
        'microsoft.automation/automationaccounts/runbooks/draft/content/write',
        'microsoft.automation/automationaccounts/runbooks/draft/testjob/write',
      ],
    ],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-container-app-update',
    title: 'Change the image of a container app',
    category: 'existing-workload',
    edge: 'CAN_RUN_AS',
    attack: ['T1610', 'T1648'],
    likelihood: TECHNIQUE.changedWorkload,
    references: learn('container-apps/managed-identity'),
    target: 'AzureContainerApp',
    needs: [['microsoft.app/containerapps/write']],
    gives: 'identities',
  }),
  defineAzureTechnique({
    id: 'az-aks-admin-credential',
    title: 'Take the certificate of a cluster’s administrator',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1552', 'T1609'],
    likelihood: TECHNIQUE.command,
    references: learn('aks/manage-local-accounts-managed-azure-ad'),
    target: 'AzureKubernetesCluster',
    needs: [['microsoft.containerservice/managedclusters/listclusteradmincredential/action']],
    prerequisites: [
      has('localAccounts', [true], 'local accounts are on', { control: true }),
      has('private', [false], 'the API server has a public address'),
    ],
  }),
  defineAzureTechnique({
    id: 'az-aks-run-command',
    title: 'Run a command in a cluster through Azure',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1609'],
    likelihood: TECHNIQUE.command,
    references: learn('aks/access-private-cluster'),
    target: 'AzureKubernetesCluster',
    needs: [
      [
        'microsoft.containerservice/managedclusters/runcommand/action',
        'microsoft.containerservice/managedclusters/commandresults/read',
      ],
    ],
    prerequisites: [has('runCommand', [true], 'run command is on', { control: true })],
  }),
  defineAzureTechnique({
    id: 'az-aks-node-resource-group',
    title: 'Run a command on the nodes of a cluster',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1651', 'T1552.005'],
    likelihood: TECHNIQUE.command,
    references: learn('aks/node-resource-group-lockdown'),
    target: 'AzureVmScaleSet',
    needs: [
      ['microsoft.compute/virtualmachinescalesets/virtualmachines/runcommand/action'],
      ['microsoft.compute/virtualmachinescalesets/virtualmachines/runcommands/write'],
      [
        'microsoft.compute/virtualmachinescalesets/extensions/write',
        'microsoft.compute/virtualmachinescalesets/manualupgrade/action',
      ],
    ],
    prerequisites: [unlockedNodes],
    gives: 'cluster',
  }),
  defineAzureTechnique({
    id: 'az-aks-azure-rbac',
    title: 'Administer a cluster by an Azure data role',
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: ['T1609'],
    likelihood: TECHNIQUE.command,
    references: learn('aks/manage-azure-rbac'),
    target: 'AzureKubernetesCluster',
    needs: [
      [
        'data:microsoft.containerservice/managedclusters/pods/exec/action',
        'microsoft.containerservice/managedclusters/listclusterusercredential/action',
      ],
    ],
    prerequisites: [
      has('azureRbac', [true], 'Azure roles decide inside the cluster'),
      has('private', [false], 'the API server has a public address'),
    ],
  }),
]
