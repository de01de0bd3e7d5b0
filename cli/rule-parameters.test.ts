import { describe, expect, test } from 'vitest'
import { aRule } from '../rules/engine/testkit.ts'
import { withParameters } from './rule-parameters.ts'

const rule = aRule({ parameters: { approved: [], ports: [22], maxDays: 45, prefix: 'a' } })
const other = aRule({ id: 'aws-other' })

test('a rule has what is given in place of its defaults, and the others are as they were', () => {
  const given = { 'aws-test': { approved: ['111122223333'], maxDays: 90 } }
  expect(withParameters([rule, other], given)).toEqual([
    { ...rule, parameters: { approved: ['111122223333'], ports: [22], maxDays: 90, prefix: 'a' } },
    other,
  ])
})

describe('what fits no rule is refused by its place', () => {
  test.each([
    [{ 'aws-tset': {} }, 'rules.parameters: no rule is called aws-tset'],
    [{ 'aws-test': { maxDay: 1 } }, 'rules.parameters.aws-test.maxDay: the rule has no such parameter'],
    [{ 'aws-test': { maxDays: '90' } }, 'rules.parameters.aws-test.maxDays: is not of the form of 45'],
    [{ 'aws-test': { approved: '1' } }, 'rules.parameters.aws-test.approved: is not of the form of []'],
    [{ 'aws-test': { ports: ['ssh'] } }, 'rules.parameters.aws-test.ports: is not of the form of [22]'],
    [{ 'aws-test': { prefix: ['a'] } }, 'rules.parameters.aws-test.prefix: is not of the form of "a"'],
  ])('%j', (given, message) => {
    expect(() => withParameters([rule, other], given)).toThrow(message)
  })
})
