import { expect, test } from 'vitest'
import { type EstateCase, leadAsTold, pathsIn, statement, trusts } from './estates.testkit.ts'

/** Changes of policies that make no administrator at once: a boundary, a Deny or an organization's policy holds. */
const HOME = '111111111111'
const user = (name: string) => `arn:aws:iam::${HOME}:user/${name}`
const role = (name: string) => `arn:aws:iam::${HOME}:role/${name}`
const ADA = user('ada')
const GROUP = `arn:aws:iam::${HOME}:group/operators`
const ofAccount = [trusts({ AWS: `arn:aws:iam::${HOME}:root` })]
const ofLambda = [trusts({ Service: 'lambda.amazonaws.com' })]
const passes = ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']
const withoutBoundary = 'iam:DeleteUserPermissionsBoundary'

const CASES: readonly EstateCase[] = [
  [
    'a policy written into oneself, under a boundary that lets roles be passed',
    {
      identities: {
        [ADA]: {
          allow: [statement('iam:PutUserPolicy', ADA)],
          boundary: [statement(['iam:PutUserPolicy', ...passes])],
        },
        [role('admin')]: { allow: [statement('*')], trust: ofLambda },
      },
    },
    ['lambda-001'],
  ],
  [
    'the same, under a boundary that lets none be passed',
    {
      identities: {
        [ADA]: {
          allow: [statement('iam:PutUserPolicy', ADA)],
          boundary: [statement(['iam:PutUserPolicy', 'lambda:*'])],
        },
        [role('admin')]: { allow: [statement('*')], trust: ofLambda },
      },
    },
    null,
  ],
  [
    'the same, into somebody else',
    {
      identities: {
        [ADA]: {
          allow: [statement('iam:PutUserPolicy', user('bob'))],
          boundary: [statement(['iam:PutUserPolicy', ...passes])],
        },
        [user('bob')]: {},
        [role('admin')]: { allow: [statement('*')], trust: ofLambda },
      },
    },
    null,
  ],
  [
    'a boundary that the user takes away, which then may assume the administrator',
    {
      identities: {
        [ADA]: {
          allow: [statement(withoutBoundary, ADA), statement('sts:AssumeRole', role('admin'))],
          boundary: [statement(['s3:*', withoutBoundary])],
        },
        [role('admin')]: { allow: [statement('*')], trust: ofAccount },
      },
    },
    [],
  ],
  [
    'the same, where the boundary does not let itself be taken away',
    {
      identities: {
        [ADA]: {
          allow: [statement(withoutBoundary, ADA), statement('sts:AssumeRole', role('admin'))],
          boundary: [statement('s3:*')],
        },
        [role('admin')]: { allow: [statement('*')], trust: ofAccount },
      },
    },
    null,
  ],
  [
    'the same, where the role trusts somebody else',
    {
      identities: {
        [ADA]: {
          allow: [statement(withoutBoundary, ADA), statement('sts:AssumeRole', role('admin'))],
          boundary: [statement(['s3:*', withoutBoundary])],
        },
        [user('bob')]: {},
        [role('admin')]: { allow: [statement('*')], trust: [trusts({ AWS: user('bob') })] },
      },
    },
    null,
  ],
  [
    'a boundary that a role is freed of, which then makes keys of the administrator',
    {
      identities: {
        [ADA]: {
          allow: [
            statement('iam:DeleteRolePermissionsBoundary', role('build')),
            statement('sts:AssumeRole', role('build')),
          ],
        },
        [role('build')]: {
          allow: [statement('iam:CreateAccessKey', user('boss'))],
          boundary: [statement('s3:*')],
          trust: ofAccount,
        },
        [user('boss')]: { allow: [statement('*')] },
      },
    },
    ['iam-002'],
  ],
  [
    'a group that one under a boundary may join, whose members pass the administrator',
    {
      identities: {
        [ADA]: {
          allow: [statement('iam:AddUserToGroup', GROUP)],
          boundary: [statement(['iam:AddUserToGroup', ...passes])],
        },
        [GROUP]: { allow: [statement(passes)] },
        [role('admin')]: { allow: [statement('*')], trust: ofLambda },
      },
    },
    ['lambda-001'],
  ],
  [
    'the same, under a boundary that lets none be passed',
    {
      identities: {
        [ADA]: {
          allow: [statement('iam:AddUserToGroup', GROUP)],
          boundary: [statement(['iam:AddUserToGroup', 's3:*'])],
        },
        [GROUP]: { allow: [statement(passes)] },
        [role('admin')]: { allow: [statement('*')], trust: ofLambda },
      },
    },
    null,
  ],
]

leadAsTold(CASES, ADA, [HOME])

test('a step that follows a change shows both as its evidence, and ends with the right to change', () => {
  const [, estate] = CASES[0] ?? []
  const [path] = estate === undefined ? [] : pathsIn(estate, ADA, HOME)
  const step = path?.steps[0]
  const details = step?.evidence.map(({ detail }) => detail)
  expect(details).toContain(`iam:PutUserPolicy on ${ADA}`)
  expect(details).toContain(`iam:PassRole on ${role('admin')}`)
  expect(step?.provenance?.id).toBe(`${ADA}#inline/p`)
})
