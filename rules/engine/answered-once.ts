import { canonicalJson } from '../../graph/snapshot/hash.ts'
import type { GraphStore } from '../../graph/store/port.ts'

/** Many rules ask the same of the same graph: such a question goes to the store once. For one evaluation. */
export function answeredOnce(store: Pick<GraphStore, 'read'>): Pick<GraphStore, 'read'> {
  const answers = new Map<string, ReturnType<GraphStore['read']>>()
  return {
    read: (cypher, params = {}, options = {}) => {
      const question = `${canonicalJson({ ...options })} ${canonicalJson(params)} ${cypher}`
      const known = answers.get(question)
      if (known !== undefined) return known
      const answer = store.read(cypher, params, options)
      answers.set(question, answer)
      return answer
    },
  }
}
