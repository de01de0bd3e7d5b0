import { expect, test } from 'vitest'
import { COMMON_PROPERTIES } from '../schema/define.ts'
import { NODE_KINDS } from '../schema/index.ts'
import { indexFacts } from '../snapshot/facts.ts'
import { relationshipId } from '../snapshot/records.ts'
import { deriveNetwork } from './derive.ts'
import * as kit from './network.testkit.ts'

/** The store takes nothing that is not declared: a whole scan would fail. */
test('what is said of an interface that no instance holds, such as a NAT gateway, is declared', () => {
  const estate = kit.estate()
  kit.publicNetwork(estate)
  kit.addGroup(estate, 'sg-web', [kit.world(443)])
  kit.addInstance(estate, 'web', { groups: ['sg-web'] })
  const facts = kit.facts(estate)
  const { relationships } = facts.snapshot
  const nodes = new Map(facts.snapshot.nodes)
  const subnet = [...nodes.values()].find(({ kind }) => kind === 'AwsSubnet')?.id ?? expect.fail()
  nodes.set('eni', { id: 'eni', kind: 'AwsNetworkInterface', props: { interfaceType: 'nat_gateway' } })
  const inSubnet = { from: 'eni', kind: 'IN_SUBNET', to: subnet, props: {} }
  const snapshot = {
    ...facts.snapshot,
    nodes,
    relationships: new Map(relationships).set(relationshipId(inSubnet), inSubnet),
  }
  const said = [...deriveNetwork(indexFacts(snapshot)).properties]
  expect(said.map(([id]) => id)).toContain('eni')
  for (const [id, props] of said) {
    const kind = nodes.get(id)?.kind ?? ''
    const declared = { ...COMMON_PROPERTIES, ...NODE_KINDS.get(kind)?.properties }
    expect(
      Object.keys(props).filter((name) => !(name in declared)),
      kind,
    ).toEqual([])
  }
})
