import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { allowsOf, namesOf } from './names.ts'
import { parsePolicy } from './parse.ts'
import { allow, deny, FOREIGN, HOME, policy, role, user } from './testkit.ts'

const GET = 's3:GetObject'
const compiled = (...statements: readonly Props[]) => {
  const result = parsePolicy(policy(...statements))
  if (!result.ok) throw new Error(result.reason)
  return result.policy
}
const named = (Principal: Props | string, more: Props = {}) => ({ ...allow(GET), Principal, ...more })
const told = (...statements: readonly Props[]) => {
  const { accounts, arns, everyone } = namesOf(compiled(...statements), GET)
  return { accounts: [...accounts], arns: [...arns], everyone }
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
test('accounts, users and roles are named, a session by its role', () => {
  const session = `arn:aws:sts::${HOME}:assumed-role/app/job-1`
  expect(told(named({ AWS: [FOREIGN, user('ann'), session] }))).toEqual({
    accounts: [FOREIGN],
    arns: [user('ann'), role('app')],
    everyone: false,
  })
  expect(told(named({ AWS: `arn:aws-cn:sts::${HOME}:assumed-role/app/x` })).arns).toEqual([
    `arn:aws-cn:iam::${HOME}:role/app`,
  ])
})

test('several statements name all of theirs', () => {
  expect(told(named({ AWS: user('ann') }), named({ AWS: user('bob') })).arns).toEqual([
    user('ann'),
    user('bob'),
  ])
})

test('everyone is named by a star, and by whoever is left out', () => {
  const all = { accounts: [], arns: [], everyone: true }
  expect(told(named('*'))).toEqual(all)
  const others = { Effect: 'Allow', NotPrincipal: { AWS: user('ann') }, Action: GET, Resource: '*' }
  expect(told(others)).toEqual(all)
})

test('nobody is named by a Deny, for another action, without a principal, or by no policy', () => {
  const nobody = { accounts: [], arns: [], everyone: false }
  expect(told({ ...deny(GET), Principal: '*' })).toEqual(nobody)
  expect(told({ ...allow('s3:PutObject'), Principal: '*' })).toEqual(nobody)
  expect(told(allow(GET))).toEqual(nobody)
  const { accounts, arns, everyone } = namesOf(null, GET)
  expect([accounts.size, arns.size, everyone]).toEqual([0, 0, false])
})

test('statements that allow an action are those that name it in any case, or by a wildcard', () => {
  const one = compiled(named('*'), named('*', { Action: 'S3:getobject' }), named('*', { Action: 's3:Get*' }))
  expect(allowsOf(one, GET)).toHaveLength(3)
  expect(allowsOf(one, 's3:PutObject')).toEqual([])
  expect(allowsOf(null, GET)).toEqual([])
})
