import { expect, test } from 'vitest'
import { collectFrom } from '../../answers.fixture.ts'
import { cloudformation } from './index.ts'

const stackId = (name: string) => `arn:aws:cloudformation:us-east-1:111111111111:stack/${name}/1`
const setArn = 'arn:aws:cloudformation:us-east-1:111111111111:stackset/s:1'
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`

test('a stack changes resources as its role; without one, as whoever updates it', async () => {
  const Stacks = [
    { StackId: stackId('a'), StackName: 'a', RoleARN: role('111111111111', 'deploy') },
    { StackId: stackId('b'), StackName: 'b' },
  ]
  const { from, props } = await collectFrom(cloudformation, { 'cloudformation describe-stacks': { Stacks } })
  expect(from(stackId('a'))).toEqual([`HAS_EXECUTION_ROLE ${role('111111111111', 'deploy')}`])
  expect(props(stackId('b'))).toMatchObject({ role: null })
})

test('a deleted stack is left out', async () => {
  const Stacks = [{ StackId: stackId('a'), StackName: 'a', StackStatus: 'DELETE_COMPLETE' }]
  const { ids } = await collectFrom(cloudformation, { 'cloudformation describe-stacks': { Stacks } })
  expect(ids).toEqual([])
})

test('of parameters and outputs only names and kinds of credential are kept; NoEcho hides the rest', async () => {
  const Stacks = [
    {
      StackId: stackId('a'),
      StackName: 'a',
      Parameters: [{ ParameterKey: 'AdminPassword', ParameterValue: '****' }],
      Outputs: [{ OutputKey: 'DbPassword', OutputValue: 'hunter22' }],
    },
  ]
  const { props } = await collectFrom(cloudformation, { 'cloudformation describe-stacks': { Stacks } })
  expect(props(stackId('a'))).toMatchObject({
    parameterNames: ['AdminPassword'],
    outputNames: ['DbPassword'],
    parameterCredentialKinds: ['password'],
  })
  expect(JSON.stringify(props(stackId('a')))).not.toContain('hunter22')
})

const withSet = (set: object, instances: readonly object[]) =>
  collectFrom(cloudformation, {
    'cloudformation list-stack-sets': {
      Summaries: [{ StackSetName: 's', StackSetId: 's:1', Status: 'ACTIVE' }],
    },
    'cloudformation describe-stack-set s': { StackSet: { StackSetARN: setArn, ...set } },
    'cloudformation list-stack-instances s': { Summaries: instances },
  })

test('a stack set enters every account of its instances as the execution role there', async () => {
  const { from } = await withSet(
    { AdministrationRoleARN: role('111111111111', 'admin'), ExecutionRoleName: 'execute' },
    [
      { Account: '222222222222', Region: 'us-east-1', StackId: stackId('i') },
      { Account: '222222222222', Region: 'eu-west-1' },
    ],
  )
  expect(from(setArn)).toEqual([
    `HAS_EXECUTION_ROLE ${role('222222222222', 'execute')}`,
    `HAS_SERVICE_ROLE ${role('111111111111', 'admin')}`,
    `MANAGES ${stackId('i')}`,
  ])
})

test('a stack set without instances enters no account', async () => {
  const { from, props } = await withSet({ ExecutionRoleName: 'execute' }, [])
  expect(from(setArn)).toEqual([])
  expect(props(setArn)).toMatchObject({ instances: 0, instanceAccounts: [] })
})

test('a deleted stack set is left out', async () => {
  const { ids } = await collectFrom(cloudformation, {
    'cloudformation list-stack-sets': {
      Summaries: [{ StackSetName: 's', StackSetId: 's:1', Status: 'DELETED' }],
    },
  })
  expect(ids).toEqual([])
})
