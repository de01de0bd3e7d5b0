import { constraint } from '../../access/gcp/constraints.ts'
import {
  ACT_AS,
  defineGcpTechnique,
  type GcpTechnique,
  has,
  IDENTITY,
  notEnforced,
  onRelated,
  onTarget,
  type Prerequisite,
} from '../../access/gcp/technique.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import { hasBeside, newWorkload } from './new-workload.ts'

const ATTACHING = 'https://cloud.google.com/compute/docs/access/create-enable-service-accounts-for-instances'
const SSH_KEYS = 'https://cloud.google.com/compute/docs/connect/add-ssh-keys'
const OS_LOGIN = 'https://cloud.google.com/compute/docs/oslogin/set-up-oslogin'

const LAUNCH = [
  'compute.instances.create',
  'compute.disks.create',
  'compute.subnetworks.use',
  'compute.instances.setMetadata',
  'compute.instances.setServiceAccount',
]
const GROUP = [
  'compute.instanceTemplates.create',
  'compute.instanceGroupManagers.create',
  'compute.instances.create',
  'compute.disks.create',
  'compute.subnetworks.use',
]
const EXCHANGE = [
  'compute.instances.setServiceAccount',
  'compute.instances.stop',
  'compute.instances.start',
  'compute.instances.setMetadata',
]

/** Who acts on an instance acts as its account, so that he must be allowed to; where it has none nothing is asked. */
const actAs = onRelated({ ...IDENTITY, orNone: true }, ACT_AS)

const instance = {
  category: 'existing-workload',
  edge: 'CAN_EXECUTE_ON',
  target: 'GcpInstance',
  likelihood: TECHNIQUE.command,
} as const

const running = has('status', ['RUNNING'], 'the instance runs')
const halted = has('status', ['TERMINATED'], 'the instance is stopped')
const agent = has('publicImage', [true], 'it runs the guest agent, as the public images of Google do', {
  id: 'guest-agent',
})
const noForcedOsLogin = notEnforced(
  constraint('compute.requireOsLogin', 'compute.managed.requireOsLogin'),
  'no constraint requires OS Login',
)

/** Whether a packet gets there is not known from here: by the network, through IAP or from an instance beside it. */
const sshPath: Prerequisite = {
  id: 'ssh-path',
  says: 'the attacker has a way to port 22, directly or through IAP',
  decide: () => ({ state: 'unknown' }),
  example: null,
  nearMiss: null,
}

/** `osConfig` and the agent of it: https://cloud.google.com/compute/vm-manager/docs/setup */
const managed: readonly Prerequisite[] = [
  running,
  has('osConfig', [true], 'VM Manager is on: enable-osconfig is TRUE in its metadata or the project’s'),
  agent,
]

export const COMPUTE: readonly GcpTechnique[] = [
  newWorkload({
    id: 'gcp-gce-instance-create',
    title: 'Creates an instance that acts as a service account',
    attack: ['T1578.002', 'T1552.005'],
    references: [ATTACHING, 'https://cloud.google.com/compute/docs/instances/create-start-instance'],
    permissions: [LAUNCH],
    nearMisses: [
      { says: 'an instance without an account can be made all the same', permissions: LAUNCH },
      {
        says: 'no subnetwork may be used',
        permissions: [...LAUNCH.filter((one) => one !== 'compute.subnetworks.use'), ACT_AS],
      },
    ],
  }),
  newWorkload({
    id: 'gcp-gce-template-mig',
    title: 'Creates a managed group whose instances act as a service account',
    attack: ['T1578.002', 'T1552.005'],
    references: [
      ATTACHING,
      'https://cloud.google.com/compute/docs/instance-groups/creating-groups-of-managed-instances',
    ],
    likelihood: TECHNIQUE.newPipeline,
    permissions: [GROUP],
    nearMisses: [
      {
        says: 'a template without a group or an instance',
        permissions: ['compute.instanceTemplates.create', ACT_AS],
      },
      { says: 'the account that the template names may not be acted as', permissions: GROUP },
    ],
  }),
  newWorkload({
    id: 'gcp-gce-set-service-account',
    title: 'Gives an instance another service account and runs code on it',
    attack: ['T1578.005', 'T1552.005'],
    references: [
      'https://cloud.google.com/compute/docs/access/change-service-account',
      'https://cloud.google.com/compute/docs/instances/startup-scripts/linux',
    ],
    likelihood: TECHNIQUE.disruptive,
    permissions: [EXCHANGE],
    prerequisites: [hasBeside('GcpInstance', 'the project has an instance', {})],
    nearMisses: [
      {
        says: 'the instance cannot be stopped for it',
        permissions: [...EXCHANGE.filter((one) => !one.endsWith('.stop')), ACT_AS],
      },
      { says: 'no other account may be acted as', permissions: EXCHANGE },
    ],
  }),
  defineGcpTechnique({
    ...instance,
    id: 'gcp-gce-instance-metadata-ssh',
    title: 'Adds an SSH key to the metadata of an instance',
    attack: ['T1098.004', 'T1021.004'],
    references: [SSH_KEYS, OS_LOGIN],
    // Whoever sets metadata switches OS Login off on the instance; only the constraint keeps it on.
    needs: [[...onTarget('compute.instances.setMetadata'), ...actAs]],
    prerequisites: [running, noForcedOsLogin, sshPath],
    nearMisses: [
      { says: 'the organization requires OS Login', enforces: ['compute.requireOsLogin'] },
      { says: 'its account may not be acted as', permissions: ['compute.instances.setMetadata'] },
      { says: 'the instance does not run', target: { status: 'TERMINATED' } },
    ],
  }),
  ...(
    [
      [['compute.instances.reset'], running],
      [['compute.instances.stop', 'compute.instances.start'], running],
      [['compute.instances.start'], halted],
    ] as const
  ).map(([boot, state]) =>
    defineGcpTechnique({
      ...instance,
      id: 'gcp-gce-instance-startup-script',
      title: 'Sets a startup script and boots the instance',
      attack: ['T1059', 'T1651'],
      references: [
        'https://cloud.google.com/compute/docs/instances/startup-scripts/linux',
        'https://cloud.google.com/compute/docs/images/guest-environment',
      ],
      likelihood: TECHNIQUE.disruptive,
      needs: [[...onTarget('compute.instances.setMetadata', ...boot), ...actAs]],
      prerequisites: [state, agent],
      nearMisses: [
        {
          says: 'nothing to boot it with: the script waits for the next time',
          permissions: ['compute.instances.setMetadata', ACT_AS],
        },
        { says: 'an image without the guest agent', target: { publicImage: false } },
        {
          says: 'its account may not be acted as',
          permissions: ['compute.instances.setMetadata', ...boot],
        },
      ],
    }),
  ),
  defineGcpTechnique({
    ...instance,
    id: 'gcp-gce-project-metadata-ssh',
    title: 'Adds an SSH key to the metadata of the project',
    attack: ['T1098.004', 'T1021.004'],
    references: [SSH_KEYS, 'https://cloud.google.com/compute/docs/connect/restrict-ssh-keys'],
    needs: [[{ permission: 'compute.projects.setCommonInstanceMetadata', on: 'project' }, ...actAs]],
    prerequisites: [
      running,
      has('ownOsLogin', [false], 'its own metadata does not switch OS Login on', { control: true }),
      has('blocksProjectKeys', [false], 'its own metadata does not block keys of the project', {
        control: true,
      }),
      noForcedOsLogin,
      sshPath,
    ],
    nearMisses: [
      { says: 'the instance blocks keys of the project', target: { blocksProjectKeys: true } },
      { says: 'the instance itself has OS Login on', target: { ownOsLogin: true } },
      { says: 'the organization requires OS Login', enforces: ['compute.requireOsLogin'] },
    ],
  }),
  defineGcpTechnique({
    ...instance,
    id: 'gcp-gce-os-login',
    title: 'Signs in as root with OS Login',
    attack: ['T1021.004', 'T1078.004'],
    references: [OS_LOGIN, 'https://cloud.google.com/compute/docs/oslogin/set-up-oslogin#configure_users'],
    needs: [[...onTarget('compute.instances.osAdminLogin'), ...actAs]],
    prerequisites: [running, has('osLogin', [true], 'OS Login is in effect'), sshPath],
    nearMisses: [
      { says: 'OS Login is off', target: { osLogin: false } },
      { says: 'a login without sudo', permissions: ['compute.instances.osLogin', ACT_AS] },
      { says: 'its account may not be acted as', role: 'roles/compute.osAdminLogin' },
    ],
  }),
  defineGcpTechnique({
    ...instance,
    id: 'gcp-gce-osconfig-patch',
    title: 'Runs a script on instances with a patch job',
    attack: ['T1072', 'T1651'],
    references: [
      'https://cloud.google.com/compute/vm-manager/docs/patch/create-patch-job',
      'https://cloud.google.com/compute/vm-manager/docs/setup',
    ],
    needs: [
      [{ permission: 'osconfig.patchJobs.exec', on: 'project' }],
      [{ permission: 'osconfig.patchDeployments.create', on: 'project' }],
    ],
    prerequisites: managed,
    nearMisses: [
      { says: 'VM Manager is not switched on', target: { osConfig: false } },
      { says: 'seeing patch jobs', permissions: ['osconfig.patchJobs.get'] },
    ],
  }),
  defineGcpTechnique({
    ...instance,
    id: 'gcp-gce-osconfig-policy',
    title: 'Runs code on instances by an OS policy',
    attack: ['T1072', 'T1651'],
    references: [
      'https://cloud.google.com/compute/vm-manager/docs/os-policies/create-os-policy-assignment',
      'https://cloud.google.com/compute/vm-manager/docs/setup',
    ],
    needs: [[{ permission: 'osconfig.osPolicyAssignments.create', on: 'project' }]],
    prerequisites: managed,
    nearMisses: [
      { says: 'VM Manager is not switched on', target: { osConfig: false } },
      { says: 'seeing assignments', permissions: ['osconfig.osPolicyAssignments.get'] },
    ],
  }),
]
