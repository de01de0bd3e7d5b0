import { z } from 'zod'
import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import type { Scene } from '../engine/scene.ts'
import { follow, nodesIn } from '../engine/sources.ts'
import type { Permission, Source } from '../privilege.ts'
import { inProfile, PROFILE } from './ec2-privileges.ts'
import { ACCOUNT, arn } from './example.ts'
import { existingWorkload, holds, trusting } from './families.ts'

const EC2 = 'ec2.amazonaws.com'
const GROUP = arn('codedeploy', 'deploymentgroup:shop/web')
const INSTANCE = arn('ec2', 'instance/i-1')

/** Instances that a deployment group deploys to: by their tags, or through an Auto Scaling group. */
function instancesOf(scene: Scene, group: NodeRecord): readonly NodeRecord[] {
  const { autoScalingGroups, tagFilters, region } = group.props
  const isHere = ({ props }: NodeRecord): boolean => props.region === region
  const account = String(group.props.account ?? '')
  const names = Array.isArray(autoScalingGroups) ? autoScalingGroups : []
  const scaled = nodesIn(scene, account, 'AwsAutoScalingGroup')
    .filter((one) => isHere(one) && names.includes(one.props.name ?? null))
    .flatMap((one) => follow(scene, one.id, 'MANAGES'))
    .filter(({ kind }) => kind === 'AwsEc2Instance')
  const tagged = nodesIn(scene, account, 'AwsEc2Instance').filter(
    (one) => isHere(one) && fitsFilters(one, tagFilters),
  )
  return [...new Map([...scaled, ...tagged].map((one) => [one.id, one])).values()]
}

const filterLists = z.array(
  z.array(z.object({ key: z.string().nullable(), value: z.string().nullable(), type: z.string() })),
)

/** One filter of each list has to fit; without any filter nothing does. */
function fitsFilters({ props }: NodeRecord, filters: unknown): boolean {
  const parsed = filterLists.safeParse(filters)
  if (!parsed.success || parsed.data.length === 0) return false
  const tags = (Array.isArray(props.tags) ? props.tags : []).map((tag) => String(tag).split(/=(.*)/s))
  return parsed.data.every((list) =>
    list.some(({ key, value, type }) =>
      tags.some(
        ([name = '', text = '']) =>
          (type === 'VALUE_ONLY' || name === key) && (type === 'KEY_ONLY' || text === (value ?? '')),
      ),
    ),
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
  props: { region: 'us-east-1', tagFilters: [[{ key: 'app', value: 'shop', type: 'KEY_AND_VALUE' }]] },
  nodes: [
    ...inProfile.nodes,
    [INSTANCE, 'AwsEc2Instance', { account: ACCOUNT, region: 'us-east-1', tags: ['app=shop'] }],
  ],
  facts: [...inProfile.facts, [INSTANCE, 'HAS_INSTANCE_PROFILE', PROFILE]],
})
