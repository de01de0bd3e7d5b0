import { expect, test } from 'vitest'
import { indexFacts } from '../snapshot/facts.ts'
import { type RelationshipRecord, relationshipId } from '../snapshot/records.ts'
import { can } from './can.ts'
import { snapshotOf } from './gcp/estate.testkit.ts'

const ROLE = 'arn:aws:iam::111111111111:role/loader'
const MEMBER = `principalSet://iam.googleapis.com/projects/42/locations/global/workloadIdentityPools/aws/attribute.aws_role/loader`
const LEDGER = '//storage.googleapis.com/ledger'

function ask(federates: boolean, conditions: readonly { key: string; detail: string }[] = []) {
  const { nodes, relationships } = snapshotOf({
    nodes: {
      shop: { kind: 'GcpProject', bindings: [['storage.objectViewer', [MEMBER]]] },
      [LEDGER]: { kind: 'GcpBucket', in: 'shop', bindings: [], props: { uniformAccess: true } },
      [ROLE]: { kind: 'AwsIamRole', props: { provider: 'aws' } },
    },
  })
  const trust: RelationshipRecord = { from: ROLE, kind: 'CAN_FEDERATE', to: MEMBER, props: { conditions } }
  const facts = indexFacts({
    nodes,
    relationships: new Map([
      ...relationships,
      ...(federates ? [[relationshipId(trust), trust] as const] : []),
    ]),
    coverage: [],
  })
  return can(facts, { principal: ROLE, action: 'storage.objects.get', resource: LEDGER })
}

test('a principal of another cloud may what the identity may that it signs in as', () => {
  expect(ask(true)).toMatchObject({
    decision: 'allowed',
    by: [{ policy: 'shop', statement: 0 }],
    reason: expect.stringContaining(MEMBER),
  })
  expect(ask(true, [{ key: 'attribute-condition', detail: 'asks for more' }])).toMatchObject({
    decision: 'conditional',
    conditions: [{ key: 'attribute-condition' }],
  })
})

test('one whom no trust lets sign in is told so, and is no denial', () => {
  expect(() => ask(false)).toThrow(/principal of AWS.*resource of Google Cloud/)
})
