import { denial, type EstateCase, leadAsTold, statement, trusts } from './estates.testkit.ts'

const HOME = '111111111111'
const user = (name: string) => `arn:aws:iam::${HOME}:user/${name}`
const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`
const group = (name: string) => `arn:aws:iam::${HOME}:group/${name}`
const root = (account: string) => `arn:aws:iam::${account}:root`
const service = (name: string) => trusts({ Service: `${name}.amazonaws.com` })

const ADA = user('ada')
const ADMIN = { [role('admin')]: { allow: [statement('*')], trust: [service('lambda')] } }
const toLambda = (PassedTo: string | null = null) => [
  statement(
    'iam:PassRole',
    role('admin'),
    PassedTo === null ? {} : { Condition: { StringEquals: { 'iam:PassedToService': PassedTo } } },
  ),
  statement(['lambda:CreateFunction', 'lambda:InvokeFunction']),
]

const CASES: readonly EstateCase[] = [
  [
    'a role that may pass the administrator to a function, one hop away',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole', role('build'))] },
        [role('build')]: { allow: toLambda(), trust: [trusts({ AWS: root(HOME) })] },
        ...ADMIN,
      },
    },
    ['lambda-001'],
  ],
  [
    'the same, to another service only',
    { identities: { [ADA]: { allow: toLambda('ec2.amazonaws.com') }, ...ADMIN } },
    null,
  ],
  [
    'the same, to functions only',
    { identities: { [ADA]: { allow: toLambda('lambda.amazonaws.com') }, ...ADMIN } },
    ['lambda-001'],
  ],
  [
    'a role of the own account that names the user: either side is enough',
    {
      identities: { [ADA]: {}, [role('entry')]: { allow: [statement('*')], trust: [trusts({ AWS: ADA })] } },
    },
    [],
  ],
  [
    'a role that trusts the account, to a user without a permission',
    {
      identities: {
        [ADA]: {},
        [role('entry')]: { allow: [statement('*')], trust: [trusts({ AWS: root(HOME) })] },
      },
    },
    null,
  ],
  [
    'NotAction that leaves IAM in',
    { identities: { [ADA]: { allow: [{ Effect: 'Allow', NotAction: ['s3:*'], Resource: '*' }] } } },
    [],
  ],
  [
    'NotAction that leaves IAM out, with a role to pass',
    {
      identities: {
        [ADA]: {
          allow: [
            { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' },
            statement('iam:PassRole', role('admin')),
          ],
        },
        ...ADMIN,
      },
    },
    ['lambda-001'],
  ],
  [
    'the same without a role to pass',
    {
      identities: {
        [ADA]: { allow: [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }] },
        ...ADMIN,
      },
    },
    null,
  ],
  [
    'a wildcard within the action',
    { identities: { [ADA]: { allow: [statement('iam:Put*Policy')] } } },
    ['iam-007'],
  ],
  [
    'an action in other capitals',
    { identities: { [ADA]: { allow: [statement('IAM:putuserpolicy')] } } },
    ['iam-007'],
  ],
  [
    'a policy variable that means oneself',
    {
      identities: {
        [ADA]: { allow: [statement('iam:PutUserPolicy', `arn:aws:iam::${HOME}:user/\${aws:username}`)] },
      },
    },
    ['iam-007'],
  ],
  [
    'the permission on somebody else alone',
    { identities: { [ADA]: { allow: [statement('iam:PutUserPolicy', user('bob'))] }, [user('bob')]: {} } },
    null,
  ],
  [
    'somebody else, and a key for him',
    {
      identities: {
        [ADA]: { allow: [statement(['iam:PutUserPolicy', 'iam:CreateAccessKey'], user('bob'))] },
        [user('bob')]: {},
      },
    },
    ['iam-018'],
  ],
  [
    'a Deny that spares oneself',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy'),
            { Effect: 'Deny', Action: 'iam:PutUserPolicy', NotResource: ADA },
          ],
        },
      },
    },
    ['iam-007'],
  ],
  [
    'a Deny that does not',
    {
      identities: {
        [ADA]: { allow: [statement('iam:PutUserPolicy'), denial('iam:PutUserPolicy', user('*'))] },
      },
    },
    null,
  ],
  [
    'rights by a group',
    {
      identities: {
        [ADA]: { groups: [group('ops')] },
        [group('ops')]: { allow: [statement('iam:AttachUserPolicy')] },
      },
    },
    ['iam-008'],
  ],
  [
    'rights by a group that one is not in, and may not join',
    { identities: { [ADA]: {}, [group('ops')]: { allow: [statement('*')] } } },
    null,
  ],
  [
    'a group that one may join, whose members make keys of the administrator',
    {
      identities: {
        [ADA]: { allow: [statement('iam:AddUserToGroup', group('ops'))] },
        [group('ops')]: { allow: [statement('iam:CreateAccessKey', user('boss'))] },
        [user('boss')]: { allow: [statement('*')] },
      },
    },
    ['iam-013', 'iam-002'],
  ],
  [
    'a key of an administrator who has two',
    {
      identities: {
        [ADA]: { allow: [statement('iam:CreateAccessKey', user('boss'))] },
        [user('boss')]: { allow: [statement('*')], props: { accessKeys: 2 } },
      },
    },
    null,
  ],
  [
    'the same with the right to delete one',
    {
      identities: {
        [ADA]: { allow: [statement(['iam:CreateAccessKey', 'iam:DeleteAccessKey'], user('boss'))] },
        [user('boss')]: { allow: [statement('*')], props: { accessKeys: 2 } },
      },
    },
    ['iam-003'],
  ],
  [
    'everything under a boundary of S3',
    { identities: { [ADA]: { allow: [statement('*')], boundary: [statement('s3:*')] } } },
    null,
  ],
  [
    'the same, of which the boundary can be taken away',
    {
      identities: {
        [ADA]: {
          allow: [statement('*')],
          boundary: [statement(['s3:*', 'iam:DeleteUserPermissionsBoundary'])],
        },
      },
    },
    ['iam-022'],
  ],
  [
    'an administrator whom the organization denies IAM',
    {
      identities: { [ADA]: { allow: [statement('iam:PutUserPolicy')] } },
      controls: { [HOME]: [denial('iam:*')] },
    },
    null,
  ],
  [
    'a role whose trust the attacker rewrites',
    {
      identities: {
        [ADA]: { allow: [statement(['iam:UpdateAssumeRolePolicy', 'sts:AssumeRole'], role('admin'))] },
        ...ADMIN,
      },
    },
    ['iam-012'],
  ],
]

leadAsTold(CASES, ADA, [HOME])
