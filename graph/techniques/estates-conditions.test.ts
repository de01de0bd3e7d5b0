import { type EstateCase, leadAsTold, statement, trusts } from './estates.testkit.ts'

const HOME = '111111111111'
const user = (name: string) => `arn:aws:iam::${HOME}:user/${name}`
const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`
const _group = (name: string) => `arn:aws:iam::${HOME}:group/${name}`
const root = (account: string) => `arn:aws:iam::${account}:root`
const service = (name: string) => trusts({ Service: `${name}.amazonaws.com` })

const ADA = user('ada')
const CASES: readonly EstateCase[] = [
  [
    'MFA asked for, which nobody can tell: a path with that condition',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy', '*', {
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
            }),
          ],
        },
      },
    },
    ['iam-007'],
  ],
  [
    'a permission that ended years ago',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy', '*', {
              Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
            }),
          ],
        },
      },
    },
    null,
  ],
  [
    'a password for an administrator who has none',
    {
      identities: {
        [ADA]: { allow: [statement('iam:CreateLoginProfile', user('boss'))] },
        [user('boss')]: { allow: [statement('*')], props: { consoleAccess: false } },
      },
    },
    ['iam-004'],
  ],
  [
    'the same for one who has a password, which takes another permission',
    {
      identities: {
        [ADA]: { allow: [statement('iam:CreateLoginProfile', user('boss'))] },
        [user('boss')]: { allow: [statement('*')], props: { consoleAccess: true } },
      },
    },
    null,
  ],
  [
    'two wildcards that together make the resource',
    {
      identities: {
        [ADA]: { allow: [statement('iam:Create*Key', 'arn:aws:iam::*:user/b?ss')] },
        [user('boss')]: { allow: [statement('*')] },
      },
    },
    ['iam-002'],
  ],
  [
    'a policy on a role, and the role assumed',
    {
      identities: {
        [ADA]: { allow: [statement(['iam:AttachRolePolicy', 'sts:AssumeRole'], role('ops'))] },
        [role('ops')]: { trust: [trusts({ AWS: root(HOME) })] },
      },
    },
    ['iam-014'],
  ],
  [
    'the same where the role trusts a service alone',
    {
      identities: {
        [ADA]: { allow: [statement(['iam:AttachRolePolicy', 'sts:AssumeRole'], role('ops'))] },
        [role('ops')]: { trust: [service('ec2')] },
      },
    },
    null,
  ],
  [
    'policies that may be attached, none of which makes an administrator',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:AttachUserPolicy', ADA, {
              Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess' } },
            }),
          ],
        },
      },
    },
    null,
  ],
  [
    'users of one team, of which the target is one',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:CreateAccessKey', '*', {
              Condition: { StringEquals: { 'iam:ResourceTag/team': 'ops' } },
            }),
          ],
        },
        [user('boss')]: { allow: [statement('*')], props: { tags: ['team=ops'] } },
      },
    },
    ['iam-002'],
  ],
  [
    'users of one team, of which the target is none',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:CreateAccessKey', '*', {
              Condition: { StringEquals: { 'iam:ResourceTag/team': 'ops' } },
            }),
          ],
        },
        [user('boss')]: { allow: [statement('*')], props: { tags: ['team=finance'] } },
      },
    },
    null,
  ],
  [
    'a right of one team, of which the attacker is one',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy', '*', {
              Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } },
            }),
          ],
          props: { tags: ['team=ops'] },
        },
      },
    },
    ['iam-007'],
  ],
  [
    'a right of one team, of which the attacker is none',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy', '*', {
              Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ops' } },
            }),
          ],
          props: { tags: ['team=web'] },
        },
      },
    },
    null,
  ],
  [
    'policies on users under the boundary alone, and the attacker has none',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy', '*', {
              Condition: {
                StringEquals: { 'iam:PermissionsBoundary': `arn:aws:iam::${HOME}:policy/bounds` },
              },
            }),
          ],
        },
      },
    },
    null,
  ],
  [
    'a Deny on whoever has no MFA, which nobody can tell: a path with that condition',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy'),
            {
              Effect: 'Deny',
              NotAction: ['iam:GetUser'],
              Resource: '*',
              Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
            },
          ],
        },
      },
    },
    ['iam-007'],
  ],
  [
    'a Deny on everything in other regions, which leaves IAM',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:PutUserPolicy'),
            {
              Effect: 'Deny',
              NotAction: ['iam:*', 'sts:*'],
              Resource: '*',
              Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
            },
          ],
        },
      },
    },
    ['iam-007'],
  ],
]

leadAsTold(CASES, ADA, [HOME])
