import { describe, expect, test } from 'vitest'
import { ALLOWED, UNKNOWN_CONDITION, WORKLOAD } from '../../likelihood.ts'
import type { Props } from '../../snapshot/records.ts'
import { allow, derive, FOREIGN, HOME, policy } from './testkit.ts'

const FUNCTION = `arn:aws:lambda:eu-west-1:${HOME}:function:resize`
const INVOKE = 'lambda:InvokeFunction'
const URL = 'lambda:InvokeFunctionUrl'
const everyone = (action: string, Condition: Props = {}) => ({
  ...allow(action, FUNCTION, { Condition }),
  Principal: '*',
})
const withType = (type: string) => ({ StringEquals: { 'lambda:FunctionUrlAuthType': type } })
const viaUrl = (is: string) => ({ Bool: { 'lambda:InvokedViaFunctionUrl': is } })

function found(props: Props) {
  const node = { id: FUNCTION, kind: 'AwsLambdaFunction', props: { account: HOME, ...props } }
  return derive({ identities: {}, nodes: [node] })
}
const isPublic = (props: Props) => found(props).properties.get(FUNCTION)?.publicInvoke

describe('a function URL without login is open', () => {
  const both = policy(everyone(URL, withType('NONE')), everyone(INVOKE, viaUrl('true')))

  test('where the policy gives everyone both permissions', () => {
    expect(isPublic({ urlAuthType: 'NONE', policy: both })).toBe(true)
    expect(found({ urlAuthType: 'NONE', policy: both }).edges).toEqual([])
  })

  test.each([
    ['a URL with login', { urlAuthType: 'AWS_IAM', policy: both }],
    ['no URL', { policy: both }],
    ['the URL alone allowed', { urlAuthType: 'NONE', policy: policy(everyone(URL, withType('NONE'))) }],
    ['the function alone allowed', { urlAuthType: 'NONE', policy: policy(everyone(INVOKE, viaUrl('true'))) }],
    ['no policy', { urlAuthType: 'NONE', policy: null }],
    [
      'a URL that only those with login may use',
      {
        urlAuthType: 'NONE',
        policy: policy(everyone(URL, withType('AWS_IAM')), everyone(INVOKE, viaUrl('true'))),
      },
    ],
    [
      'one address alone',
      {
        urlAuthType: 'NONE',
        policy: policy(
          everyone(URL, { IpAddress: { 'aws:SourceIp': '192.0.2.1' } }),
          everyone(INVOKE, viaUrl('true')),
        ),
      },
    ],
    [
      'only whoever is of an account',
      {
        urlAuthType: 'NONE',
        policy: policy(
          everyone(URL, { StringEquals: { 'aws:PrincipalAccount': FOREIGN } }),
          everyone(INVOKE, viaUrl('true')),
        ),
      },
    ],
  ])('near miss: %s', (_, props) => {
    expect(isPublic(props)).toBe(false)
  })
})

describe('who is outside', () => {
  const outside = `arn:aws:iam::${FOREIGN}:root`
  const named = (Condition: Props = {}) => ({
    ...allow(INVOKE, FUNCTION, { Condition }),
    Principal: { AWS: outside },
  })

  test('invokes a function whose policy names it, which is not public for that', () => {
    const { edges, nodes, properties } = found({ policy: policy(named()) })
    expect(edges).toMatchObject([
      {
        kind: 'CAN_INVOKE',
        to: FUNCTION,
        attack: ['T1648'],
        conditions: [],
        likelihood: ALLOWED * WORKLOAD.publicFunction,
      },
    ])
    expect(nodes.map(({ id }) => id)).toContain(edges[0]?.from)
    expect(properties.get(FUNCTION)).toEqual({ publicInvoke: false, exposure: 'internal' })
  })

  test('with a condition that is not known is told with it, and everyone under one is not the public', () => {
    const condition = { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }
    const { edges, properties } = found({ policy: policy(everyone(INVOKE, condition)) })
    expect(edges).toMatchObject([{ likelihood: ALLOWED * UNKNOWN_CONDITION * WORKLOAD.publicFunction }])
    expect(properties.get(FUNCTION)?.publicInvoke).toBe(false)
  })

  test('does not invoke what is for calls by the URL alone', () => {
    expect(found({ policy: policy(named(viaUrl('true'))) }).edges).toEqual([])
    expect(found({ policy: policy(named(withType('NONE'))) }).edges).toEqual([])
    expect(found({ policy: policy(named(viaUrl('false'))) }).edges).toHaveLength(1)
  })
})

test('of a function whose policy was not read nothing is told', () => {
  expect(found({}).properties.get(FUNCTION)).toBeUndefined()
})
