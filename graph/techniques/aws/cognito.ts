import { TECHNIQUE } from '../../likelihood.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { askFederated } from '../engine/federated.ts'
import type { Scene } from '../engine/scene.ts'
import { candidate, nodesIn } from '../engine/sources.ts'
import { definePrivilege, type Permission, type Prerequisite, type Source } from '../privilege.ts'
import { ACCOUNT, document, identity, scenario, TARGET_ROLE } from './example.ts'
import { ABUSES_SERVICE, passRoleTo } from './families.ts'

const SERVICE = 'cognito-identity.amazonaws.com'
const POOL = `arn:aws:cognito-identity:us-east-1:${ACCOUNT}:identitypool/us-east-1:1`

const roleFor = (scene: Scene, pool: NodeRecord, role: NodeRecord) =>
  askFederated(scene, role, SERVICE, {
    [`${SERVICE}:aud`]: [typeof pool.props.poolId === 'string' ? pool.props.poolId : ''],
  })

/** Roles whose trust policy lets identities of a pool in. */
const rolesForPools: Source = {
  says: 'roles that identity pools may give',
  *inAccount(scene, account) {
    for (const role of nodesIn(scene, account, 'AwsIamRole'))
      for (const pool of nodesIn(scene, account, 'AwsCognitoIdentityPool')) {
        const trust = roleFor(scene, pool, role)
        if (trust.state !== 'unmet') yield candidate({ role, pool }, role.id, trust)
      }
  },
}

const getsIdentity: Prerequisite = {
  id: 'pool-identity',
  says: 'the pool gives guests an identity, or the attacker has a login of one of its providers',
  decide: ({ nodes }) =>
    nodes.pool?.props.allowsGuests === true
      ? { state: 'met', detail: 'the pool gives guests an identity' }
      : { state: 'unknown', detail: 'the pool asks for a login' },
}

const permissions: readonly Permission[] = [
  passRoleTo(SERVICE),
  { action: 'cognito-identity:SetIdentityPoolRoles', on: '*' },
]
const trustedFor = (audience: string) =>
  scenario({
    permissions,
    on: { role: TARGET_ROLE },
    nodes: [
      identity(TARGET_ROLE, 'role', {
        trustPolicy: document([
          {
            Effect: 'Allow',
            Principal: { Federated: SERVICE },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${SERVICE}:aud`]: audience } },
          },
        ]),
      }),
      [POOL, 'AwsCognitoIdentityPool', { account: ACCOUNT, poolId: 'us-east-1:1', allowsGuests: true }],
    ],
  })

export const identityPoolRole = definePrivilege({
  id: 'cognitoidentity-001',
  title: 'Makes an identity pool give the role to its identities',
  category: 'new-passrole',
  edge: 'CAN_RUN_AS',
  attack: ABUSES_SERVICE,
  likelihood: TECHNIQUE.newCompute,
  references: [
    'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
  ],
  source: rolesForPools,
  needs: { self: permissions, target: [getsIdentity], world: [] },
  example: trustedFor('us-east-1:1'),
  nearMiss: trustedFor('us-east-1:2'),
})
