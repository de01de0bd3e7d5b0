import type { Value } from '../../snapshot/records.ts'
import type { Prerequisite, Verdict } from '../privilege.ts'

/** A prerequisite about one property of one node; what was not collected is unknown. */
export const propertyOf = (
  id: string,
  says: string,
  name: string,
  property: string,
  test: (value: Value) => boolean,
): Prerequisite => ({
  id,
  says,
  about: { name, property, test },
  decide(candidate): Verdict {
    const node = candidate.nodes[name]
    const value = node?.props[property]
    if (node === undefined || value === undefined)
      return { state: 'unknown', detail: `${property} was not collected` }
    const detail = `${property} is ${JSON.stringify(value)}`
    if (!test(value)) return { state: 'unmet', detail }
    return { state: 'met', detail, evidence: [{ type: 'setting', id: node.id, detail }] }
  },
})
