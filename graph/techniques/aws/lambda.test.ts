import { describe, expect, test } from 'vitest'
import type { Value } from '../../snapshot/records.ts'
import { applyTechniques } from '../apply.ts'
import { withProps, worldOf } from '../techniques.testkit.ts'
import { publicFunctionUrl } from './lambda.ts'

const statement = (
  effect: 'Allow' | 'Deny',
  action: string,
  more: { readonly [key: string]: Value } = {},
) => ({
  Effect: effect,
  Principal: '*',
  Action: action,
  Resource: '*',
  ...more,
})
const URL = statement('Allow', 'lambda:InvokeFunctionUrl')
const INVOKE = statement('Allow', 'lambda:InvokeFunction')

const derive = (statements: readonly Value[] | null) => {
  const policy = statements && { Version: '2012-10-17', Statement: statements }
  return applyTechniques(
    [publicFunctionUrl],
    worldOf(withProps(publicFunctionUrl.example, 'function', { policy })),
  )
}
const states = (statements: readonly Value[]) =>
  derive(statements).edges.map(({ conditions }) => conditions.map(({ key, state }) => `${key} ${state}`))

describe('a function URL without authentication', () => {
  test('is open when the policy lets anyone use the URL and invoke the function', () => {
    expect(states([URL, INVOKE])).toEqual([[]])
  })
  test('is undecided without the second permission, which older URLs do not need', () => {
    expect(states([URL])).toEqual([['invoke-function unknown']])
  })
  test('is closed when the second permission is denied', () => {
    expect(states([URL, statement('Deny', 'lambda:InvokeFunction')])).toEqual([])
  })
  test('is closed without a policy', () => {
    expect(derive(null).blocked).toMatchObject([{ from: 'Internet', by: { type: 'invoke-function-url' } }])
  })
  test('is closed to strangers when the policy asks for an organization', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }
    expect(states([statement('Allow', 'lambda:InvokeFunctionUrl', { Condition }), INVOKE])).toEqual([])
  })
  test('is undecided when the policy asks where the caller is', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }
    expect(states([statement('Allow', 'lambda:InvokeFunctionUrl', { Condition }), INVOKE])).toEqual([
      ['invoke-function-url unknown'],
    ])
  })
})

test('a public function URL exposes its function', () => {
  expect(derive([URL, INVOKE]).properties.get('function')).toEqual({ exposure: 'internet' })
})
