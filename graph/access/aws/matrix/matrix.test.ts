import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estateOf } from '../estate.ts'
import { allow, factsOf, HOME, OTHER, user } from '../testkit.ts'
import { disagreements } from './cells.testkit.ts'
import { accessMatrix } from './matrix.ts'
import { ACTIONS, estates, RESOURCES } from './random-estates.testkit.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 60)

test('the estates have classes of several members, and cells of every kind', () => {
  const found = new Set<string>()
  for (const facts of fc.sample(estates, { numRuns: 25, seed: 5 })) {
    const estate = estateOf(facts)
    const matrix = accessMatrix(estate, ACTIONS, RESOURCES)
    for (const one of estate.classes) if (one.members.length > 1) found.add('class')
    for (const one of estate.identities.values()) {
      if ([...matrix.exceptionsOf(one)].length > 0) found.add('exception')
      for (const id of RESOURCES)
        for (const action of ACTIONS) found.add(`${matrix.cell(one, action, id)} ${one.account === HOME}`)
    }
  }
  expect([...found].sort()).toEqual([
    '0 false',
    '0 true',
    '1 false',
    '1 true',
    '2 false',
    '2 true',
    'class',
    'exception',
  ])
})

test('every cell is what the evaluator says, and rows with their exceptions are all of the cells', () => {
  fc.assert(
    fc.property(estates, (facts) => {
      expect(disagreements(facts, ACTIONS, RESOURCES)).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test('one policy that asks for the account of the caller says different things in two accounts', () => {
  const document = {
    Version: '2012-10-17',
    Statement: [
      allow('sqs:SendMessage', '*', { Condition: { StringEquals: { 'kms:CallerAccount': HOME } } }),
    ],
  }
  const estate = estateOf(
    factsOf({
      accounts: { [HOME]: {}, [OTHER]: {} },
      identities: { [user('u')]: { policies: [document] }, [user('w', OTHER)]: { policies: [document] } },
      nodes: [HOME, OTHER].map((account) => ({
        id: `arn:aws:sqs:eu-west-1:${account}:a`,
        kind: 'AwsSqsQueue',
        props: {
          account,
          policy: {
            Version: '2012-10-17',
            Statement: [{ ...allow('sqs:*'), Principal: { AWS: [HOME, OTHER] } }],
          },
        },
      })),
    }),
  )
  const queues = [HOME, OTHER].map((account) => `arn:aws:sqs:eu-west-1:${account}:a`)
  const matrix = accessMatrix(estate, ['sqs:SendMessage'], queues)
  const cells = [...estate.identities.values()].map((one) => [
    one.id,
    ...queues.map((queue) => matrix.cell(one, 'sqs:SendMessage', queue)),
  ])
  expect(cells).toEqual([
    [user('u'), 2, 2],
    [user('w', OTHER), 0, 0],
  ])
})
