import { expect, test } from 'vitest'
import { estateOf } from '../../access/gcp/estate-of.ts'
import { indexFacts } from '../../snapshot/facts.ts'
import type { Props } from '../../snapshot/records.ts'
import { entitlementEdges } from './entitlements.ts'
import { entitled } from './special-entitlement.testkit.ts'
import { BOB } from './special-estate.testkit.ts'

const edgeOf = (props: Props) => entitlementEdges(estateOf(indexFacts(entitled(props))), null).edges[0]

test('an approval by others is a condition that nobody knows to be met', () => {
  const [free, approved] = [edgeOf({}), edgeOf({ approvalNeeded: true, approvers: [BOB] })]
  expect(free?.conditions).toEqual([])
  expect(approved?.conditions).toMatchObject([{ key: 'approval', state: 'unknown' }])
  expect(approved?.likelihood).toBeLessThan(free?.likelihood ?? 0)
})

test('taking the entitlement away is the fix', () => {
  expect(edgeOf({})?.provenance?.edit).toEqual({ change: 'delete', resource: 'entitlement' })
})
