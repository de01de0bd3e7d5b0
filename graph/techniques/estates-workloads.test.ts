import { expect, test } from 'vitest'
import { type EstateCase, leadAsTold, pathsIn, statement, trusts } from './estates.testkit.ts'

const HOME = '111111111111'
const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`
const at = (service: string, name: string) => `arn:aws:${service}:us-east-1:${HOME}:${name}`
const service = (name: string) => trusts({ Service: `${name}.amazonaws.com` })

const ADA = `arn:aws:iam::${HOME}:user/ada`
const WEB = at('ec2', 'instance/i-web')
const JOBS = at('ec2', 'instance/i-jobs')
const FUNCTION = at('lambda', 'function:nightly')
const PROFILE = `arn:aws:iam::${HOME}:instance-profile/jobs`

const running = { account: HOME, region: 'us-east-1', state: 'running', httpEndpoint: 'enabled' }
/** An instance whose role administers the account, and another one whose role may do little. */
const instances = (props: { readonly [name: string]: string | boolean } = {}) =>
  ({
    nodes: [
      [JOBS, 'AwsEc2Instance', { ...running, ...props }],
      [PROFILE, 'AwsIamInstanceProfile', { account: HOME }],
    ],
    facts: [
      [JOBS, 'HAS_INSTANCE_PROFILE', PROFILE],
      [PROFILE, 'HAS_ROLE', role('jobs')],
    ],
  }) as const
const JOBS_ROLE = { [role('jobs')]: { allow: [statement('*')], trust: [service('ec2')] } }
const nightly = {
  nodes: [[FUNCTION, 'AwsLambdaFunction', { account: HOME, region: 'us-east-1' }]],
  facts: [[FUNCTION, 'HAS_EXECUTION_ROLE', role('nightly')]],
} as const
const NIGHTLY_ROLE = { [role('nightly')]: { allow: [statement('iam:*')], trust: [service('lambda')] } }

const CASES: readonly EstateCase[] = [
  [
    'user data of an instance replaced',
    {
      identities: {
        [ADA]: {
          allow: [statement(['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'])],
        },
        ...JOBS_ROLE,
      },
      ...instances(),
    },
    ['ec2-002'],
  ],
  [
    'the same of another instance only',
    {
      identities: {
        [ADA]: {
          allow: [statement(['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'], WEB)],
        },
        ...JOBS_ROLE,
      },
      ...instances(),
    },
    null,
  ],
  [
    'of a stopped instance, which need not be stopped',
    {
      identities: {
        [ADA]: { allow: [statement(['ec2:ModifyInstanceAttribute', 'ec2:StartInstances'])] },
        ...JOBS_ROLE,
      },
      ...instances({ state: 'stopped' }),
    },
    ['ec2-002'],
  ],
  [
    'code of a function replaced, by whoever may invoke it',
    {
      identities: {
        [ADA]: { allow: [statement(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'], FUNCTION)] },
        ...NIGHTLY_ROLE,
      },
      ...nightly,
    },
    ['lambda-004', 'iam-005'],
  ],
  [
    'a function whose role does not trust Lambda any more',
    {
      identities: {
        [ADA]: { allow: [statement('lambda:*')] },
        [role('nightly')]: { allow: [statement('iam:*')], trust: [service('ec2')] },
      },
      ...nightly,
    },
    null,
  ],
  [
    'a new function with a role that may be passed to services of another kind only',
    {
      identities: {
        [ADA]: { allow: [statement('iam:PassRole', role('jobs')), statement('lambda:*')] },
        ...JOBS_ROLE,
      },
      ...instances(),
    },
    null,
  ],
  [
    'a new instance with the profile of the administrator',
    {
      identities: {
        [ADA]: { allow: [statement('iam:PassRole', role('jobs')), statement('ec2:RunInstances')] },
        ...JOBS_ROLE,
      },
      ...instances(),
    },
    ['ec2-001'],
  ],
  [
    'the same with the profile removed from the account',
    {
      identities: {
        [ADA]: { allow: [statement('iam:PassRole', role('jobs')), statement('ec2:RunInstances')] },
        ...JOBS_ROLE,
      },
    },
    null,
  ],
]

leadAsTold(CASES, ADA, [HOME])

test('whoever stands on an instance holds its role, unless it is stopped', () => {
  const identities = JOBS_ROLE
  expect(pathsIn({ identities, ...instances() }, JOBS, HOME)).not.toEqual([])
  expect(pathsIn({ identities, ...instances({ state: 'stopped' }) }, JOBS, HOME)).toEqual([])
})
