import { expect, test } from 'vitest'
import { indexFacts } from '../../snapshot/facts.ts'
import { snapshotOf } from './estate.testkit.ts'
import { estateOf } from './estate-of.ts'
import { createTargets } from './targets.ts'
import { defineGcpTechnique, has, onTarget } from './technique.ts'

const asking = (status: string, says: string) =>
  defineGcpTechnique({
    id: `gcp-${status}`,
    title: says,
    category: 'existing-workload',
    edge: 'CAN_EXECUTE_ON',
    attack: [],
    likelihood: 1,
    references: [],
    target: 'GcpInstance',
    needs: [onTarget('compute.instances.setMetadata')],
    prerequisites: [has('status', [status], says)],
    nearMisses: [],
  })

test('techniques that ask opposites of one property do not share their targets', () => {
  const facts = snapshotOf({
    nodes: {
      'organizations/1': { kind: 'GcpOrganization' },
      p: { kind: 'GcpProject', in: 'organizations/1' },
      up: { kind: 'GcpInstance', in: 'p', props: { status: 'RUNNING' } },
      down: { kind: 'GcpInstance', in: 'p', props: { status: 'TERMINATED' } },
    },
  })
  const targets = createTargets(estateOf(indexFacts(facts)), () => ({ sure: [], open: [] }))
  const ends = (status: string, says: string) =>
    targets.groupsBelow(asking(status, says), 'p').flatMap((group) => group.ends)
  expect(ends('RUNNING', 'the instance runs')).toEqual(['up'])
  expect(ends('TERMINATED', 'the instance is stopped')).toEqual(['down'])
})
