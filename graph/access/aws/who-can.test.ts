import { describe, expect, test } from 'vitest'
import type { Props, Value } from '../../snapshot/records.ts'
import { whoCan } from './can.ts'
import {
  allow,
  deny,
  type EstateParts,
  FOREIGN,
  factsOf,
  HOME,
  OTHER,
  policy,
  role,
  user,
} from './testkit.ts'

const ALICE = user('alice')
const OBJECT = 'arn:aws:s3:::data/report.csv'

test('whoCan lists those who may and leaves out those who may not', () => {
  const facts = factsOf({
    identities: {
      [ALICE]: { policies: [policy(allow('s3:*'))] },
      [user('bob')]: { policies: [policy(allow('s3:*'), deny('s3:GetObject'))] },
    },
  })
  const found = whoCan(facts, { action: 's3:GetObject', resource: OBJECT })
  expect(found.map(({ principal }) => principal)).toEqual([ALICE])
})

describe('whoCan tells whom a resource policy lets in from elsewhere', () => {
  const queue = `arn:aws:sqs:eu-west-1:${HOME}:jobs`
  const told = (
    principal: Value,
    more: Props = {},
    other: Pick<EstateParts, 'accounts' | 'identities'> = { identities: {} },
  ) => {
    const statement = { ...allow('sqs:SendMessage'), Principal: principal, ...more }
    const props = { account: HOME, policy: policy(statement) }
    const facts = factsOf({ ...other, nodes: [{ id: queue, kind: 'AwsSqsQueue', props }] })
    return whoCan(facts, { action: 'sqs:SendMessage', resource: queue }).map(
      ({ principal: who, decision, conditions }) => [who, decision, conditions.map(({ key }) => key)],
    )
  }

  test('anyone without a login, and then not any principal of AWS once more', () => {
    expect(told('*')).toEqual([['Internet', 'allowed', []]])
  })

  test('any principal of AWS where a condition keeps those without a login out', () => {
    const signedIn = { Condition: { Null: { 'aws:PrincipalArn': 'false' } } }
    expect(told('*', signedIn)).toEqual([['AnyAwsPrincipal', 'allowed', []]])
  })

  test('an account or a principal that was not read, as far as its own account lets it', () => {
    const perhaps = ['conditional', ['account-not-read']]
    expect(told({ AWS: FOREIGN })).toEqual([[`arn:aws:iam::${FOREIGN}:root`, ...perhaps]])
    expect(told({ AWS: role('partner', FOREIGN) })).toEqual([[role('partner', FOREIGN), ...perhaps]])
  })

  test('an account that was read by its identities alone', () => {
    const carol = user('carol', OTHER)
    const identities = { [carol]: { policies: [policy(allow('*'))] }, [user('dave', OTHER)]: {} }
    expect(told({ AWS: OTHER }, {}, { accounts: { [OTHER]: {} }, identities })).toEqual([
      [carol, 'allowed', []],
    ])
    expect(told({ Service: 'events.amazonaws.com' })).toEqual([])
  })
})

test('with values that are known of the request everyone is asked anew', () => {
  const viaService = { Bool: { 'aws:ViaAWSService': 'true' } }
  const facts = factsOf({
    identities: {
      [ALICE]: { policies: [policy(allow('s3:*', '*', { Condition: viaService }))] },
      [user('bob')]: {
        policies: [policy(allow('s3:*', '*', { Condition: { Bool: { 'aws:ViaAWSService': 'false' } } }))],
      },
    },
  })
  const names = (context?: { [key: string]: string[] }) =>
    whoCan(facts, {
      action: 's3:GetObject',
      resource: OBJECT,
      ...(context === undefined ? {} : { context }),
    }).map(({ principal }) => principal)
  expect(names()).toEqual([user('bob')])
  expect(names({ 'aws:ViaAWSService': ['true'] })).toEqual([ALICE])
})
