import { describe, expect, test } from 'vitest'
import type { Derivation } from '../../attack.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import { type NodeRecord, type Props, relationshipId } from '../../snapshot/records.ts'
import { deriveOpenApis } from './open-apis.ts'

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:pets'
const GATEWAY: Props = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'apigateway.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: FUNCTION,
    },
  ],
}

interface Case {
  readonly api: readonly [kind: string, props: Props]
  readonly openMethods?: readonly string[]
  readonly anonymousMethods?: readonly string[]
  readonly policy?: Props | null
}

function derive({
  api: [kind, props],
  openMethods = ['GET /pets'],
  anonymousMethods,
  policy = GATEWAY,
}: Case) {
  const nodes: NodeRecord[] = [
    { id: 'api', kind, props },
    { id: FUNCTION, kind: 'AwsLambdaFunction', props: { policy } },
  ]
  const way = { from: 'api', kind: 'FORWARDS_TO', to: FUNCTION, props: { openMethods } }
  const facts = indexFacts({
    nodes: new Map(nodes.map((node) => [node.id, node])),
    relationships: new Map([[relationshipId(way), way]]),
    coverage: [],
  })
  const access: Derivation = {
    ...{ edges: [], nodes: [], blocked: [] },
    properties: new Map(anonymousMethods === undefined ? [] : [['api', { anonymousMethods }]]),
  }
  return deriveOpenApis(facts, [access]).edges
}
const REGIONAL: Case['api'] = ['AwsRestApi', { endpoint: 'REGIONAL' }]

test('a method that asks for nothing lets anyone invoke the function behind it', () => {
  expect(derive({ api: REGIONAL, anonymousMethods: ['GET /pets'] })).toMatchObject([
    { from: 'Internet', kind: 'CAN_INVOKE', to: FUNCTION, conditions: [] },
  ])
})

test('so does a route of an HTTP API', () => {
  const api: Case['api'] = ['AwsHttpApi', { openRoutes: ['GET /pets'] }]
  expect(derive({ api })).toHaveLength(1)
})

describe('near misses', () => {
  test('the resource policy lets nobody call the method', () => {
    expect(derive({ api: REGIONAL, anonymousMethods: [] })).toEqual([])
  })
  test('the open method leads elsewhere', () => {
    const elsewhere = { anonymousMethods: ['GET /'], openMethods: ['GET /pets'] }
    expect(derive({ api: REGIONAL, ...elsewhere })).toEqual([])
  })
  test('the API is private', () => {
    const api: Case['api'] = ['AwsRestApi', { endpoint: 'PRIVATE' }]
    expect(derive({ api, anonymousMethods: ['GET /pets'] })).toEqual([])
  })
})

test('where the function does not let API Gateway in, a role of the integration may, and that is not known', () => {
  const [edge] = derive({ api: REGIONAL, anonymousMethods: ['GET /pets'], policy: null })
  expect(edge?.conditions).toMatchObject([{ key: 'integration-role', state: 'unknown' }])
})
