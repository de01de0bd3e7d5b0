import { expect, test } from 'vitest'
import { collectFrom } from '../answers.fixture.ts'
import { eventbridge } from './eventbridge.ts'

const BUS = 'arn:aws:events:us-east-1:111111111111:event-bus/orders'
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'events:*' }] }

const read = (more: object) =>
  collectFrom(eventbridge, {
    'events list-event-buses': { EventBuses: [{ Name: 'orders', Arn: BUS, ...more }] },
  })

test('a bus has its policy', async () => {
  const { props } = await read({ Policy: JSON.stringify(POLICY) })
  expect(props(BUS)).toMatchObject({ name: 'orders', policy: POLICY })
})

test('without a policy, that is known', async () => {
  expect((await read({})).props(BUS)).toMatchObject({ policy: null })
})

test('a policy that is no JSON is noted, and the bus stays', async () => {
  const { props, coverage } = await read({ Policy: '{' })
  expect(props(BUS)).not.toHaveProperty('policy')
  expect(coverage.missing).toMatchObject([{ state: 'UNPARSEABLE', resource: BUS }])
})
