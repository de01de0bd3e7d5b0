import type { NodeRecord } from '../../snapshot/records.ts'
import type { Existing, Prerequisite } from '../privilege.ts'
import { accountOf, nodesIn } from './sources.ts'

/** One of the account's nodes of a kind, of those that pass. */
export const someOf = (
  some: string,
  kind: string,
  passes: (node: NodeRecord) => boolean = () => true,
): Existing => ({ some, list: (scene, account) => nodesIn(scene, account, kind).filter(passes) })

/** Something of a kind must exist; what was not collected is not known to exist. */
export const exists = (id: string, { some, list }: Existing): Prerequisite => ({
  id,
  says: `${some} exists`,
  decide({ nodes }, scene) {
    const [any] = Object.values(nodes)
    const [found] = any === undefined ? [] : list(scene, accountOf(any))
    if (found === undefined) return { state: 'unmet', detail: `${some} is not known to exist` }
    const evidence = [{ type: 'resource', id: found.id, detail: `${some} exists` }]
    return { state: 'met', detail: `${some} exists`, evidence }
  },
})
