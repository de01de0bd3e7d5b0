import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Scene } from '../engine/scene.ts'
import { follow, nodesIn } from '../engine/sources.ts'
import type { Permission, Source } from '../privilege.ts'
import { inProfile, PROFILE } from './ec2-privileges.ts'
import { arn } from './example.ts'
import { existingWorkload, holds, trusting } from './families.ts'

const EC2 = 'ec2.amazonaws.com'
const GROUP = arn('codedeploy', 'deploymentgroup:shop/web')
const INSTANCE = arn('ec2', 'instance/i-1')

/** Instances that a deployment group deploys to, directly or through an Auto Scaling group. */
function instancesOf(scene: Scene, group: NodeRecord): readonly NodeRecord[] {
  return follow(scene, group.id, 'MANAGES').flatMap((managed) =>
    managed.kind === 'AwsEc2Instance' ? [managed] : follow(scene, managed.id, 'MANAGES'),
  )
}

const deployedRoles: Source = {
  says: 'roles of instances that deployments go to',
  *inAccount(scene, account) {
    for (const group of nodesIn(scene, account, 'AwsCodeDeployGroup')) {
      const application = applicationOf(group)
      for (const instance of instancesOf(scene, group))
        for (const profile of follow(scene, instance.id, 'HAS_INSTANCE_PROFILE'))
          for (const role of follow(scene, profile.id, 'HAS_ROLE'))
            for (const found of trusting(scene, role, [EC2], { group, application, instance }))
              yield { ...found, evidence: [holds(instance, role), ...found.evidence] }
    }
  },
}

/** `deploymentgroup:shop/web` belongs to `application:shop`. */
function applicationOf(group: NodeRecord): NodeRecord {
  const id = group.id.replace(/:deploymentgroup:([^/]+)\/.*$/, ':application:$1')
  return { id, kind: 'AwsCodeDeployApplication', props: { account: group.props.account ?? '' } }
}

const permissions: readonly Permission[] = [
  { action: 'codedeploy:CreateDeployment', on: 'group' },
  { action: 'codedeploy:RegisterApplicationRevision', on: 'application' },
]

/** Scripts of a revision run on the instances. https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html */
export const revisionDeployed = existingWorkload({
  id: 'codedeploy-001',
  title: 'Deploys a revision with scripts of its own to instances',
  kind: 'AwsCodeDeployGroup',
  name: 'group',
  workload: GROUP,
  service: EC2,
  source: deployedRoles,
  likelihood: TECHNIQUE.changedWorkload,
  references: ['https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html'],
  permissions,
  on: { application: arn('codedeploy', 'application:shop') },
  nodes: [...inProfile.nodes, [INSTANCE, 'AwsEc2Instance', { account: '111111111111', state: 'running' }]],
  facts: [...inProfile.facts, [GROUP, 'MANAGES', INSTANCE], [INSTANCE, 'HAS_INSTANCE_PROFILE', PROFILE]],
})
