import { expect, test } from 'vitest'
import { type EstateCase, leadAsTold, pathsIn, statement, trusts } from './estates.testkit.ts'

/** What a service asks for beside the attacker's own permissions. */
const HOME = '111111111111'
const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`
const ADA = `arn:aws:iam::${HOME}:user/ada`
const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:orders`
const PROFILE = `arn:aws:iam::${HOME}:instance-profile/nodes`
const service = (name: string, more = {}) => [trusts({ Service: `${name}.amazonaws.com` }, more)]

const triggered = (principal: string): EstateCase[1] => ({
  identities: {
    [ADA]: {
      allow: [statement(['iam:PassRole', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'])],
    },
    [role('worker')]: { allow: [statement('iam:PutRolePolicy', role('worker'))], trust: service('lambda') },
  },
  nodes: [
    [
      QUEUE,
      'AwsSqsQueue',
      {
        account: HOME,
        policy: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sqs:ReceiveMessage', Resource: QUEUE },
          ],
        },
      },
    ],
  ],
})

const cluster = (trust: EstateCase[1]['identities'][string]['trust']): EstateCase[1] => ({
  identities: {
    [ADA]: { allow: [statement(['iam:PassRole', 'elasticmapreduce:RunJobFlow'])] },
    [role('nodes')]: { allow: [statement('*')], trust: service('ec2') },
    [role('emr')]: { trust: trust ?? [] },
  },
  nodes: [[PROFILE, 'AwsIamInstanceProfile', { account: HOME }]],
  facts: [[PROFILE, 'HAS_ROLE', role('nodes')]],
})

const CASES: readonly EstateCase[] = [
  [
    'a function that a queue triggers, whose policy names the role',
    triggered(role('worker')),
    ['lambda-002', 'iam-005'],
  ],
  ['the same, where the queue names another role', triggered(role('other')), null],
  ['a cluster, with a role that trusts EMR', cluster(service('elasticmapreduce')), ['emr-001']],
  [
    'the same, where a condition on the trust is not known',
    cluster(service('elasticmapreduce', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })),
    ['emr-001'],
  ],
  ['the same, where no role trusts EMR', cluster(service('lambda')), null],
]

leadAsTold(CASES, ADA, [HOME])

test('a trust that is not certain stays a condition of the step', () => {
  const [, estate] = CASES[3] ?? []
  const [path] = estate === undefined ? [] : pathsIn(estate, ADA, HOME)
  expect(path?.steps.flatMap(({ conditions }) => conditions.map(({ key }) => key))).toContain('service-role')
})
