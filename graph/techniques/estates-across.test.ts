import { denial, type EstateCase, leadAsTold, statement, trusts } from './estates.testkit.ts'

const [HOME, OTHER] = ['111111111111', '222222222222']
const role = (name: string, account = HOME) => `arn:aws:iam::${account}:role/${name}`
const root = (account: string) => `arn:aws:iam::${account}:root`
const ADA = `arn:aws:iam::${HOME}:user/ada`

const CASES: readonly EstateCase[] = [
  [
    'into another account that trusts this one, to a role that rewrites itself',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole', role('entry', OTHER))] },
        [role('entry', OTHER)]: {
          allow: [statement('iam:PutRolePolicy')],
          trust: [trusts({ AWS: root(HOME) })],
        },
      },
    },
    ['iam-005'],
  ],
  [
    'the same without the permission to assume it',
    {
      identities: {
        [ADA]: {},
        [role('entry', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: root(HOME) })] },
      },
    },
    null,
  ],
  [
    'another account that names the user, who has no permission of its own',
    {
      identities: {
        [ADA]: {},
        [role('entry', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: ADA })] },
      },
    },
    null,
  ],
  [
    'a role that trusts any account, under an id that an attacker has to know',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('vendor', OTHER)]: {
          allow: [statement('*')],
          trust: [trusts({ AWS: root(HOME) }, { Condition: { StringEquals: { 'sts:ExternalId': 'x7' } } })],
        },
      },
    },
    [],
  ],
  [
    'a role for the members of another organization path',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('vendor', OTHER)]: {
          allow: [statement('*')],
          trust: [
            trusts({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalAccount': '333333333333' } } }),
          ],
        },
      },
    },
    null,
  ],
  [
    'three roles in a row over two accounts',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole', role('a'))] },
        [role('a')]: {
          allow: [statement('sts:AssumeRole', role('b', OTHER))],
          trust: [trusts({ AWS: root(HOME) })],
        },
        [role('b', OTHER)]: { allow: [statement('sts:*')], trust: [trusts({ AWS: role('a') })] },
        [role('c')]: { allow: [statement('*')], trust: [trusts({ AWS: role('b', OTHER) })] },
      },
    },
    [],
  ],

  [
    'the last of them denied by the organization',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole', role('b', OTHER))] },
        [role('b', OTHER)]: { allow: [statement('sts:*')], trust: [trusts({ AWS: root(HOME) })] },
        [role('c')]: { allow: [statement('*')], trust: [trusts({ AWS: root(OTHER) })] },
      },
      controls: { [OTHER]: [denial('sts:AssumeRole')] },
    },
    null,
  ],
  [
    'a role that trusts everybody, for whoever may assume roles',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('open', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: '*' })] },
      },
    },
    [],
  ],
  [
    'the same, whose trust denies the one user',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('open', OTHER)]: {
          allow: [statement('*')],
          trust: [
            trusts({ AWS: '*' }),
            { Effect: 'Deny', Principal: { AWS: ADA }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    },
    null,
  ],
  [
    'assuming roles, which a boundary leaves out',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')], boundary: [statement('s3:*')] },
        [role('entry', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: root(HOME) })] },
      },
    },
    null,
  ],
  [
    'an organization that lets nobody act on what is not its own',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('entry', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: root(HOME) })] },
      },
      controls: {
        [HOME]: [denial('*', '*', { Condition: { StringNotEquals: { 'aws:ResourceAccount': HOME } } })],
      },
    },
    null,
  ],
  [
    'an administrator there whom the organization denies changes of IAM: still one of all else, so none',
    {
      identities: {
        [ADA]: { allow: [statement('sts:AssumeRole')] },
        [role('entry', OTHER)]: { allow: [statement('*')], trust: [trusts({ AWS: root(HOME) })] },
      },
      controls: { [OTHER]: [denial('iam:*')] },
    },
    null,
  ],
]

leadAsTold(CASES, ADA, [HOME, OTHER])
