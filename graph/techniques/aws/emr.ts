import { TECHNIQUE } from '../../likelihood.ts'
import { accountOf, nodesIn, onceInAccount, trustOf } from '../engine/sources.ts'
import type { Existing, Permission, Prerequisite } from '../privilege.ts'
import { inProfile, rolesInProfiles } from './ec2-privileges.ts'
import { iamArn, identity, trustFor } from './example.ts'
import { newPassRole, passRoleTo } from './families.ts'

const EMR = 'elasticmapreduce.amazonaws.com'

/** A cluster has two roles: one that EMR acts as, and one that its instances hold, which is the one to gain. */
const trusting = onceInAccount((scene, account) =>
  nodesIn(scene, account, 'AwsIamRole')
    .map((role) => ({ role, state: trustOf(scene, role, EMR).state }))
    .filter(({ state }) => state !== 'unmet'),
)
const serviceRole: Existing = {
  some: 'a role that EMR may act as',
  list: (scene, account) => trusting(scene, account).map(({ role }) => role),
}
const knownToTrust: Prerequisite = {
  id: 'service-role',
  says: 'some role trusts EMR for certain',
  decide({ nodes }, scene) {
    const found = trusting(scene, nodes.role === undefined ? '' : accountOf(nodes.role))
    if (found.length === 0) return { state: 'unmet', detail: 'no role trusts EMR' }
    return found.some(({ state }) => state === 'met')
      ? { state: 'met', detail: 'a role trusts EMR' }
      : { state: 'unknown', detail: 'whether a role lets EMR act as it is not known' }
  },
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
  target: [knownToTrust],
  permissions: [passServiceRole, { action: 'elasticmapreduce:RunJobFlow', on: '*' }],
  nodes: [...inProfile.nodes, identity(iamArn('role/emr'), 'role', { trustPolicy: trustFor(EMR) })],
  facts: inProfile.facts,
})
