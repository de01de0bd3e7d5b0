import { expect, test } from 'vitest'
import type { Props } from '../../snapshot/records.ts'
import { estateOf } from './estate.ts'
import { factsOf, HOME, role, trust, user } from './testkit.ts'

const classesUnder = (condition: Props) => {
  const control = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: condition }],
  }
  const facts = factsOf({
    accounts: { [HOME]: { organization: 'o-one', resourceControlPolicies: [[control]] } },
    identities: { [user('u')]: {}, [role('r')]: { trust: trust({ AWS: HOME }) } },
  })
  return estateOf(facts).classes.length
}

test('identities that a resource control policy tells apart are not of one class', () => {
  expect(classesUnder({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } })).toBe(2)
})

test('a condition that says the same of everybody in the account leaves them together', () => {
  expect(classesUnder({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-two' } })).toBe(1)
  expect(classesUnder({ Bool: { 'aws:SecureTransport': 'false' } })).toBe(1)
})
