import { z } from 'zod'
import type { Hierarchy } from '../../access/gcp/hierarchy.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord } from '../../snapshot/records.ts'
import { parseAddresses } from '../addresses.ts'
import type { Card } from './model.ts'
import { secureTagsIn } from './secure-tags.ts'

const Interfaces = z.array(
  z.object({
    network: z.string().nullish(),
    subnetwork: z.string().nullish(),
    address: z.string().nullish(),
    external: z.boolean().nullish(),
    externalIpv6: z.boolean().nullish(),
  }),
)

/** In these states an instance answers, or will shortly: https://cloud.google.com/compute/docs/instances/instance-lifecycle */
const UP = new Set(['PROVISIONING', 'STAGING', 'RUNNING', 'REPAIRING'])

/** Interfaces whose network is known. */
export function cardsOf(facts: FactIndex, hierarchy: Hierarchy): readonly Card[] {
  const secureTagsOf = secureTagsIn(facts, hierarchy)
  return facts.ofKind('GcpInstance').flatMap((node) => cardsOn(node, secureTagsOf))
}

function cardsOn(node: NodeRecord, secureTagsOf: ReturnType<typeof secureTagsIn>): readonly Card[] {
  const { id, props } = node
  const interfaces = Interfaces.safeParse(props.networkInterfaces).data ?? []
  const secureTags = secureTagsOf(node, interfaces.length)
  const status = typeof props.status === 'string' ? props.status : null
  return interfaces.flatMap(({ network, subnetwork, ...one }, index): Card[] => {
    if (network == null) return []
    return [
      {
        instance: id,
        index,
        network,
        subnetwork: subnetwork ?? null,
        region: /\/regions\/([^/]+)/.exec(subnetwork ?? '')?.[1] ?? regionOf(props.region),
        address: parseAddresses([one.address ?? ''])[0] ?? null,
        tags: new Set(Array.isArray(props.networkTags) ? props.networkTags.map(String) : []),
        secureTags,
        account: typeof props.serviceAccount === 'string' ? props.serviceAccount : null,
        external: one.external === true,
        externalIpv6: one.externalIpv6 === true,
        silent: status === null || UP.has(status) ? null : `the instance is ${status}`,
      },
    ]
  })
}

/** `europe-west1` of its zone `europe-west1-b`. */
const regionOf = (zone: unknown): string => (typeof zone === 'string' ? zone.replace(/-[a-z]$/, '') : '')
