import { TECHNIQUE } from '../../likelihood.ts'
import { exists, someOf } from '../engine/existing.ts'
import { propertyOf } from '../engine/prerequisites.ts'
import { follow, nodesIn } from '../engine/sources.ts'
import { definePrivilege, type Existing, type Permission, type Source } from '../privilege.ts'
import { ACCOUNT, arn, iamArn, TARGET_ROLE } from './example.ts'
import { existingWorkload, holds, newPassRole, trusting } from './families.ts'

const SERVICE = 'ec2.amazonaws.com'
const INSTANCE = arn('ec2', 'instance/i-1')
/** An instance profile for examples, with the target role in it. */
export const PROFILE = iamArn('instance-profile/target')

const reference = (operation: string): string =>
  `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${operation}.html`

/** Roles that an existing instance profile hands to instances. */
export const rolesInProfiles: Source = {
  says: 'roles in instance profiles',
  *inAccount(scene, account) {
    for (const profile of nodesIn(scene, account, 'AwsIamInstanceProfile'))
      for (const role of follow(scene, profile.id, 'HAS_ROLE'))
        for (const found of trusting(scene, role, [SERVICE], { profile }))
          yield { ...found, evidence: [handsOut(profile.id, role.id), ...found.evidence] }
  },
}

const handsOut = (profile: string, role: string) => ({
  type: 'instance-profile',
  id: profile,
  detail: `hands out the credentials of ${role}`,
})

export const inProfile = {
  nodes: [[PROFILE, 'AwsIamInstanceProfile', { account: ACCOUNT }]],
  facts: [[PROFILE, 'HAS_ROLE', TARGET_ROLE]],
} as const

/**
 * RunInstances is asked on everything a launch makes or uses.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
const LAUNCH = [
  'instance/{new}',
  'network-interface/{new}',
  'security-group/{new}',
  'subnet/{new}',
  'volume/{new}',
]
const launch: readonly Permission[] = [
  ...LAUNCH.map((resource) => ({
    action: 'ec2:RunInstances',
    on: `arn:aws:ec2:{region}:{account}:${resource}`,
  })),
  { action: 'ec2:RunInstances', on: 'arn:aws:ec2:{region}::image/{new}' },
]

export const newInstance = newPassRole({
  id: 'ec2-001',
  title: 'Launches an instance with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('RunInstances')],
  source: rolesInProfiles,
  permissions: launch,
  ...inProfile,
})

const subnetExists = exists('subnet', someOf('a subnet', 'AwsSubnet'))

export const newSpotInstance = newPassRole({
  id: 'ec2-003',
  title: 'Requests a spot instance with the role',
  service: SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [reference('RequestSpotInstances')],
  source: rolesInProfiles,
  permissions: [{ action: 'ec2:RequestSpotInstances', on: '*' }],
  world: [subnetExists],
  nodes: [...inProfile.nodes, ['subnet', 'AwsSubnet', { account: ACCOUNT }]],
  facts: inProfile.facts,
})

/** Instances and the roles that their profiles hand out. */
export const instancesWithRole: Source = {
  says: 'roles of instances',
  *inAccount(scene, account) {
    for (const instance of nodesIn(scene, account, 'AwsEc2Instance'))
      for (const profile of follow(scene, instance.id, 'HAS_INSTANCE_PROFILE'))
        for (const role of follow(scene, profile.id, 'HAS_ROLE'))
          for (const found of trusting(scene, role, [SERVICE], { instance, profile }))
            yield { ...found, evidence: [holds(instance, role), ...found.evidence] }
  },
}

const onInstance = {
  kind: 'AwsEc2Instance',
  name: 'instance',
  workload: INSTANCE,
  service: SERVICE,
  source: instancesWithRole,
} as const

/** The profile takes the place of HAS_EXECUTION_ROLE. */
const profiled = {
  nodes: inProfile.nodes,
  facts: [...inProfile.facts, [INSTANCE, 'HAS_INSTANCE_PROFILE', PROFILE]],
} as const

const stoppable = propertyOf(
  'instance-state',
  'the instance runs, or is stopped already',
  'instance',
  'state',
  (state) => state === 'running' || state === 'stopped',
)

const stopped = propertyOf(
  'instance-stopped',
  'the instance is stopped already',
  'instance',
  'state',
  (state) => state === 'stopped',
)

export const userDataReplaced = {
  ...existingWorkload({
    ...onInstance,
    ...profiled,
    id: 'ec2-002',
    title: 'Stops an instance, replaces its user data and starts it',
    likelihood: TECHNIQUE.disruptive,
    references: [
      reference('ModifyInstanceAttribute'),
      reference('StopInstances'),
      reference('StartInstances'),
    ],
    permissions: [
      { action: 'ec2:ModifyInstanceAttribute', on: 'instance' },
      { action: 'ec2:StopInstances', on: 'instance', sparedWhen: stopped },
      { action: 'ec2:StartInstances', on: 'instance' },
    ],
    target: [stoppable],
    props: { state: 'running' },
  }),
}

/** Templates that a group launches from at whatever version is the default or the latest, with room to launch. */
const launchedTemplate: Existing = {
  some: 'a launch template that an Auto Scaling group launches from at its default or latest version',
  list: (scene, account) =>
    nodesIn(scene, account, 'AwsAutoScalingGroup')
      .filter(
        ({ props }) =>
          (props.launchTemplateVersion === '$Default' || props.launchTemplateVersion === '$Latest') &&
          props.maxSize !== 0,
      )
      .flatMap(({ id }) => follow(scene, id, 'LAUNCHES_FROM'))
      .filter(({ kind }) => kind === 'AwsLaunchTemplate'),
}

const TEMPLATE = arn('ec2', 'launch-template/lt-1')
const GROUP = arn('autoscaling', 'autoScalingGroup:1:autoScalingGroupName/web')

/**
 * The service-linked role of Auto Scaling passes the role, so the principal need not.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html
 */
export const launchTemplateReplaced = definePrivilege({
  ...newPassRole({
    id: 'ec2-004',
    title: 'Adds a version with the role to a launch template that an Auto Scaling group launches from',
    service: SERVICE,
    likelihood: TECHNIQUE.changedWorkload,
    references: [reference('CreateLaunchTemplateVersion'), reference('ModifyLaunchTemplate')],
    source: rolesInProfiles,
    passes: false,
    permissions: [
      { action: 'ec2:CreateLaunchTemplateVersion', on: launchedTemplate },
      { action: 'ec2:ModifyLaunchTemplate', on: launchedTemplate },
    ],
    nodes: [
      ...inProfile.nodes,
      [TEMPLATE, 'AwsLaunchTemplate', { account: ACCOUNT }],
      [GROUP, 'AwsAutoScalingGroup', { account: ACCOUNT, launchTemplateVersion: '$Default', maxSize: 2 }],
    ],
    facts: [...inProfile.facts, [GROUP, 'LAUNCHES_FROM', TEMPLATE]],
  }),
  category: 'existing-passrole',
})
