import { put } from '../../../group-by.ts'
import type { Statement } from '../policy.ts'
import { beforeResource, type Segment } from './segment.ts'

/** The segments that a statement can be about: most name resources of one account and service. */
export type Places = (statement: Statement) => Iterable<Segment>

export function createPlaces(segments: readonly Segment[]): Places {
  const byBeginning = new Map<string, Segment[]>()
  for (const segment of segments)
    for (const beginning of segment.beginnings) put(byBeginning, beginning, segment)
  return ({ resources, notResource }) => {
    if (resources === null || notResource) return segments
    const found = new Set<Segment>()
    for (const { head } of resources) {
      const beginning = beforeResource(head)
      if (beginning === null) return segments
      for (const segment of byBeginning.get(beginning) ?? []) found.add(segment)
    }
    return found
  }
}
