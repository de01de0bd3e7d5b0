import { TECHNIQUE } from '../../likelihood.ts'
import { nodesIn, trustOf } from '../engine/sources.ts'
import type { Existing, Permission } from '../privilege.ts'
import { inProfile, rolesInProfiles } from './ec2-privileges.ts'
import { iamArn, identity, trustFor } from './example.ts'
import { newPassRole, passRoleTo } from './families.ts'

const EMR = 'elasticmapreduce.amazonaws.com'

/** A cluster has two roles: one that EMR acts as, and one that its instances hold, which is the one to gain. */
const serviceRole: Existing = {
  some: 'a role that EMR may act as',
  list: (scene, account) =>
    nodesIn(scene, account, 'AwsIamRole').filter((role) => trustOf(scene, role, EMR).state === 'met'),
}
const passServiceRole: Permission = { ...passRoleTo(EMR), on: serviceRole }

export const newCluster = newPassRole({
  id: 'emr-001',
  title: 'Starts an EMR cluster whose instances hold the role',
  service: 'ec2.amazonaws.com',
  source: rolesInProfiles,
  likelihood: TECHNIQUE.newPipeline,
  references: [
    'https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html',
    'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html',
  ],
  permissions: [passServiceRole, { action: 'elasticmapreduce:RunJobFlow', on: '*' }],
  nodes: [...inProfile.nodes, identity(iamArn('role/emr'), 'role', { trustPolicy: trustFor(EMR) })],
  facts: inProfile.facts,
})
