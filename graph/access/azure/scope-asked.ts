import type { FactIndex } from '../../snapshot/facts.ts'
import { AccessQuestionError } from '../question.ts'

const TOP = /^(?:\/subscriptions\/[^/]+|\/providers\/microsoft\.management\/managementgroups\/[^/]+)/

/**
 * A resource as it is asked about, lower-cased. It need not have been read, but where it lies must be: of what lies
 * elsewhere nothing is known. @throws AccessQuestionError
 */
export function scopeAsked(facts: FactIndex, resource: string): string {
  const id = resource.toLowerCase().replace(/\/+$/, '') || '/'
  const top = TOP.exec(id)?.[0]
  if (top === undefined || isKnown(facts, top)) return id
  throw new AccessQuestionError(`${top} is not in the snapshot, so that nothing is known of ${resource}`)
}

const isKnown = (facts: FactIndex, top: string): boolean => {
  const node = facts.node(top)
  return node !== undefined && node.props.stub !== true
}
