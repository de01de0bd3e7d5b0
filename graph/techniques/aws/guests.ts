import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import { WORKLOAD } from '../../likelihood.ts'
import { need, property } from '../needs.ts'
import { defineTechnique, type GraphLiteral, type Pair, type World } from '../technique.ts'
import { askResourcePolicy } from './policies.ts'

const SERVICE = 'cognito-identity.amazonaws.com'

function* guestRoles({ facts }: World): Iterable<Pair> {
  for (const pool of facts.ofKind('AwsCognitoIdentityPool')) {
    for (const { to } of facts.from(pool.id, 'GIVES_ROLE')) {
      const role = facts.node(to)
      if (role !== undefined && role.id === pool.props.guestRole)
        yield { self: facts.node(INTERNET_ID) ?? INTERNET_NODE, target: role, through: [pool] }
    }
  }
}

const poolSays = (id: string, says: string, name: string) =>
  need(
    id,
    says,
    ({ self, through }) => {
      const [pool] = through
      if (pool === undefined) return { state: 'unmet', detail: 'no pool' }
      return property('target', name, (value) => value === true)({ self, target: pool, through })
    },
    { control: true },
  )

const admitsGuests = need(
  'admits-guests',
  'the role’s trust policy admits guests of the pool',
  ({ target, through }) =>
    askResourcePolicy(target.props.trustPolicy, {
      principal: SERVICE,
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: target.id,
      context: {
        [`${SERVICE}:aud`]: String(through[0]?.props.poolId),
        [`${SERVICE}:amr`]: 'unauthenticated',
      },
    }),
)

/**
 * The enhanced flow narrows guests down to a few services; only the classic one gives them all of the role.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html#access-policies-scope-down-services
 */
export const guestRole = defineTechnique({
  id: 'aws-cognito-guest',
  title: 'Anyone takes the role that an identity pool gives to guests',
  edge: 'CAN_FEDERATE',
  attack: ['T1078.004'],
  likelihood: WORKLOAD.guestRole,
  references: ['https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html'],
  pairs: guestRoles,
  needs: {
    self: [],
    target: [
      poolSays('guests', 'the pool gives guests an identity', 'allowsGuests'),
      poolSays('classic-flow', 'the pool allows the classic flow', 'classicFlow'),
      admitsGuests,
    ],
    world: [],
  },
  evidence: ({ target, through }) => [
    { type: 'setting', id: through[0]?.id ?? target.id, detail: `gives guests ${target.id}` },
    { type: 'trust-policy', id: `${target.id}#trust`, detail: 'admits guests of the pool' },
  ],
  provenance: ({ through }) => ({
    id: through[0]?.id ?? '',
    type: 'setting',
    edit: { change: 'set', resource: through[0]?.id ?? '', property: 'allowsGuests', value: false },
  }),
  example: pool(true),
  nearMiss: pool(false),
})

function pool(allowsGuests: boolean): GraphLiteral {
  const trustPolicy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: SERVICE },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${SERVICE}:aud`]: 'us-east-1:1' },
          'ForAnyValue:StringLike': { [`${SERVICE}:amr`]: 'unauthenticated' },
        },
      },
    ],
  }
  return {
    nodes: [
      [
        'pool',
        'AwsCognitoIdentityPool',
        { poolId: 'us-east-1:1', allowsGuests, classicFlow: true, guestRole: 'role' },
      ],
      ['role', 'AwsIamRole', { trustPolicy }],
    ],
    facts: [['pool', 'GIVES_ROLE', 'role']],
  }
}
