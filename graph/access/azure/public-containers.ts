import type { AttackEdge, BlockedEdge, Derivation } from '../../attack.ts'
import { INTERNET_ID, INTERNET_NODE } from '../../internet-node.ts'
import { TECHNIQUE } from '../../likelihood.ts'
import type { FactIndex } from '../../snapshot/facts.ts'
import type { NodeRecord, Props } from '../../snapshot/records.ts'
import { containersOf, publicLevel } from './public-level.ts'

const KEY = { kind: 'CAN_READ', technique: 'az-storage-anonymous-blob' } as const

/**
 * Containers that anybody reads without a login: the account allows it, the container asks for it, and the firewall
 * lets every address in. https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
 */
export function publicContainers(facts: FactIndex): Derivation {
  const edges: AttackEdge[] = []
  const blocked: BlockedEdge[] = []
  const properties = new Map<string, Props>()
  for (const account of facts.ofKind('AzureStorageAccount')) {
    const containers = containersOf(facts, account).flatMap((container) => {
      const level = publicLevel(container)
      return level === null || level === 'None' ? [] : [{ container, level }]
    })
    const stop = stopAt(account)
    for (const { container, level } of containers) {
      if (stop === null) {
        edges.push(edgeTo(container, level))
        properties.set(container.id, {
          publiclyReadable: true,
          exposure: 'internet',
          ...sensitivityOf(account),
        })
        properties.set(account.id, { publiclyReadable: true, exposure: 'internet' })
        continue
      }
      const by = { type: stop, id: account.id, detail: `${stop} of the account keeps anonymous readers out` }
      blocked.push({ from: INTERNET_ID, to: container.id, ...KEY, by })
    }
  }
  const needed = edges.length > 0 && facts.node(INTERNET_ID) === undefined
  return { edges, blocked, properties, nodes: needed ? [INTERNET_NODE] : [] }
}

function stopAt({ props }: NodeRecord): string | null {
  if (props.blobPublicAccess !== true) return 'blobPublicAccess'
  if (props.publicNetworkAccess !== true) return 'publicNetworkAccess'
  return props.defaultAction === 'Allow' ? null : 'defaultAction'
}

/** A container is as dear as its account is said to be. */
function sensitivityOf({ props }: NodeRecord): Props {
  const tags = Array.isArray(props.tags) ? props.tags.map(String) : []
  const secret = tags.some((tag) =>
    /^(data-?)?(classification|sensitivity)=(confidential|restricted|secret)/i.test(tag),
  )
  return secret ? { sensitivity: 'high' } : {}
}

const edgeTo = (container: NodeRecord, level: string): AttackEdge => ({
  from: INTERNET_ID,
  to: container.id,
  ...KEY,
  attack: ['T1530'],
  // A container lists its blobs; of the level Blob one has to know the names.
  likelihood: level === 'Container' ? TECHNIQUE.apiCall : TECHNIQUE.disruptive,
  conditions: [],
  evidence: [{ type: 'setting', id: container.id, detail: `publicAccess is ${level}` }],
  provenance: {
    id: container.id,
    type: 'setting',
    edit: { change: 'set', resource: container.id, property: 'publicAccess', value: 'None' },
  },
})
