import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { atomsOf } from '../addresses.ts'
import { INTERNET as STRANGERS } from '../internet.ts'
import { judgeWay } from '../ordered-way.ts'
import { allPorts, formatPorts, type PortSet, unionPorts } from '../ports.ts'
import type { AzureNetworks, Ends } from './model.ts'

/** What each group would let in if something were behind it, and whether something is. */
export function groupProperties(networks: AzureNetworks): readonly [string, Props][] {
  const { facts } = networks
  const used = new Set(
    ['AzureSubnet', 'AzureNetworkInterface'].flatMap((kind) =>
      facts
        .ofKind(kind)
        .flatMap(({ props }) => (typeof props.securityGroup === 'string' ? [props.securityGroup] : [])),
    ),
  )
  return facts
    .ofKind('AzureNetworkSecurityGroup')
    .flatMap((group): [string, Props][] =>
      networks.rulesOf(group.id) === null
        ? []
        : [
            [
              group.id,
              { attached: used.has(group.id), openToInternet: formatPorts(openIn(networks, group)) },
            ],
          ],
    )
}

/** Of either family of addresses; any machine may be behind it. */
const openIn = (networks: AzureNetworks, { id }: NodeRecord): PortSet =>
  ([4, 6] as const)
    .map((family) => {
      const tier = networks.tierOf(id, 'inbound')
      // Whatever group a rule names as its destination, something may be in it.
      const groups = new Set((networks.rulesOf(id) ?? []).flatMap(({ named }) => named))
      const space = STRANGERS.blocks.filter((block) => block.family === family)
      const cuts = tier.rules.flatMap(({ blocks }) => blocks).filter((block) => block.family === family)
      return judgeWay<Ends>({
        steps: [
          {
            tiers: [tier],
            peerOf: (address) => ({
              own: { address: null, groups, inside: true },
              other: { address, groups: NONE, inside: false },
            }),
          },
        ],
        atoms: atomsOf(space, cuts),
        wanted: allPorts(['tcp', 'udp', 'other']),
        enough: STRANGERS.enough[family],
      }).ports
    })
    .reduce(unionPorts)

const NONE: ReadonlySet<string> = new Set()
