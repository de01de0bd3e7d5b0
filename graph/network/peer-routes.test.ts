import { expect, test } from 'vitest'
import * as kit from './network.testkit.ts'
import { peerRouteProperties } from './peer-routes.ts'

/** A route table of VPC `vpc`, which is peered with `other` (10.1.0.0/16). */
function wholeRoutes(destination: string, peering: object | null = { accepterCidrs: ['10.1.0.0/16'] }) {
  const estate = kit.estate()
  const routes = [{ destination, target: 'pcx-1', state: 'active' }]
  kit.add(estate, 'AwsVpc', 'vpc', {})
  kit.add(estate, 'AwsRouteTable', 'table', { routes }, { IN_VPC: 'vpc' })
  if (peering !== null) {
    const ends = {
      peeringId: 'pcx-1',
      requesterVpc: 'vpc',
      accepterVpc: 'other',
      requesterCidrs: ['10.0.0.0/16'],
    }
    kit.add(estate, 'AwsVpcPeering', 'peering', { ...ends, ...peering })
  }
  return peerRouteProperties(kit.facts(estate))
}

test.each(['10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/0'])(
  'a route to %s leads to all of the peer',
  (destination) => {
    expect(wholeRoutes(destination)).toEqual([['table', { wholePeerRoutes: [destination] }]])
  },
)

test.each(['10.1.4.0/24', '10.0.0.0/16'])('a route to %s does not', (destination) => {
  expect(wholeRoutes(destination)).toEqual([['table', { wholePeerRoutes: [] }]])
})

test('of a peering that was not collected, or whose blocks are not known, nothing is said', () => {
  expect(wholeRoutes('10.1.0.0/16', null)).toEqual([])
  expect(wholeRoutes('10.1.0.0/16', { accepterCidrs: [] })).toEqual([])
})
