import { expect, test } from 'vitest'
import type { Props, Value } from '../../snapshot/records.ts'
import { allow, deny, derive, HOME, policy, user } from './testkit.ts'

const API = 'arn:aws:apigateway:eu-west-1::/restapis/a1'
const invoke = `arn:aws:execute-api:eu-west-1:${HOME}:a1`
const everyone = { Principal: '*' }

function anonymous(document: Props | null, more: { readonly [name: string]: Value } = {}) {
  const props = {
    account: HOME,
    apiId: 'a1',
    stages: ['prod'],
    openMethods: ['GET /pets/{id}', 'ANY /owners'],
    policy: document,
    ...more,
  }
  const { properties } = derive({ identities: {}, nodes: [{ id: API, kind: 'AwsRestApi', props }] })
  return properties.get(API)?.anonymousMethods
}

test('without a policy every method that asks for nothing is open', () => {
  expect(anonymous(null)).toEqual(['GET /pets/{id}', 'ANY /owners'])
})

test('a policy opens what it allows everybody', () => {
  const one = allow('execute-api:Invoke', `${invoke}/*/GET/pets/*`, everyone)
  expect(anonymous(policy(one))).toEqual(['GET /pets/{id}'])
  const post = allow('execute-api:Invoke', `${invoke}/prod/POST/owners`, everyone)
  expect(anonymous(policy(post))).toEqual(['ANY /owners'])
})

const all = allow('execute-api:Invoke', `${invoke}/*`, everyone)
const range = { 'aws:SourceIp': '198.51.100.0/24' }

test.each([
  ['allows an office alone', policy({ ...all, Condition: { IpAddress: range } })],
  [
    'denies all but an office',
    policy(all, {
      ...deny('execute-api:Invoke', `${invoke}/*`, everyone),
      Condition: { NotIpAddress: range },
    }),
  ],
  ['allows a user', policy({ ...all, Principal: { AWS: user('ada') } })],
  ['is about another stage', policy(allow('execute-api:Invoke', `${invoke}/test/*`, everyone))],
  ['allows nothing', policy()],
])('a policy that %s opens nothing', (_, document) => {
  expect(anonymous(document)).toEqual([])
})

test.each([{ policy: 'no document' }, { openMethods: null }, { stages: null }])(
  'nothing is said where something was not read: %j',
  (more) => {
    expect(anonymous(null, more)).toBeUndefined()
  },
)
