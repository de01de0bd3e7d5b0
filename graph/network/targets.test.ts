import { describe, expect, test } from 'vitest'
import type { Props } from '../snapshot/records.ts'
import { compileNetwork } from './compile.ts'
import * as kit from './network.testkit.ts'
import { forwardEdges } from './targets.ts'

const OPEN: Props = { internetReachable: true, internetPorts: ['tcp/443'] }

interface Case {
  readonly reach?: Props
  readonly forwards?: Props
  readonly addressTargets?: string[]
  readonly to?: string
}

/** `lb` in front of the private instance `app` at 10.0.1.10 and the function `shop`. */
function derived({ reach = OPEN, forwards, addressTargets = [], to = 'app' }: Case) {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addGroup(estate, 'sg-app', [])
  kit.addInstance(estate, 'app', { groups: ['sg-app'], publicIp: null })
  kit.add(estate, 'AwsLambdaFunction', 'shop', {})
  kit.add(estate, 'AwsLoadBalancer', 'lb', { addressTargets })
  if (forwards !== undefined)
    estate.relationships.push({ from: 'lb', kind: 'FORWARDS_TO', to, props: forwards })
  const facts = kit.facts(estate)
  return forwardEdges(facts, compileNetwork(facts), [['lb', reach]])
}
const ends = (given: Case) => derived(given).map(({ from, kind, to }) => `${from} ${kind} ${to}`)
const WEB: Props = { ports: ['tcp/8080'], checked: true }

test('strangers reach an instance over the load balancer in front of it, where that asks it', () => {
  expect(ends({ forwards: WEB })).toEqual(['Internet CAN_REACH lb', 'lb CAN_REACH app'])
  expect(derived({ forwards: WEB }).map(({ extra }) => extra?.ports)).toEqual([['tcp/443'], ['tcp/8080']])
})

test('a target by address is whoever holds it in that network', () => {
  expect(ends({ addressTargets: ['vpc 10.0.1.10 tcp/8080'] })).toContain('lb CAN_REACH app')
  expect(ends({ addressTargets: ['vpc-2 10.0.1.10 tcp/8080'] })).toEqual([])
  expect(ends({ addressTargets: ['vpc 10.0.1.99 tcp/8080'] })).toEqual([])
})

test('a function is invoked', () => {
  expect(ends({ forwards: { ports: [], checked: true }, to: 'shop' })).toContain('lb CAN_INVOKE shop')
})

describe('near misses', () => {
  test('a load balancer that strangers do not reach', () => {
    expect(ends({ reach: { internetReachable: false, internetPorts: [] }, forwards: WEB })).toEqual([])
  })
  test('one that nobody could judge', () => {
    expect(ends({ reach: {}, forwards: WEB })).toEqual([])
  })
  test('one without targets', () => {
    expect(ends({})).toEqual([])
  })
})

test('without health checks it is not known whether the target answers', () => {
  const [, edge] = derived({ forwards: { ports: ['tcp/8080'], checked: false } })
  expect(edge?.conditions).toMatchObject([{ key: 'target-answers', state: 'unknown' }])
})
