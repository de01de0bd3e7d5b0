import type { AttackPath } from '../../graph/paths/path.ts'
import { graphsFor, type SearchGraphs, searching } from '../../graph/paths/search.ts'
import { type EstateSettings, withCrownJewels } from '../../graph/paths/settings.ts'
import { UnknownNodeError } from '../../graph/paths/unknown-node.ts'
import { refuse } from '../errors.ts'
import type { View } from './view.ts'

export interface PathQuestion {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly assume?: readonly string[] | undefined
}

/** Attack paths of one scan, searched for when asked. @throws GraphQLError NOT_FOUND for an unknown start or target. */
export type PathSearch = (view: View, question: PathQuestion) => Promise<readonly AttackPath[]>

/** Enough for everyone who pages through an answer; each holds a few hundred paths. */
const KEPT = 20

/** Answers are kept for the pages that follow; a scan never changes, so they stay right. */
export function createPathSearch(settings: EstateSettings = {}): PathSearch {
  const answers = new Map<string, readonly AttackPath[]>()
  return async (view, question) => {
    if (view.scan === null) return []
    const key = JSON.stringify([view.scan.id, question.from, question.to, question.assume])
    const known = answers.get(key)
    if (known !== undefined) return known
    const found = await search(view, question, view.scan.startedAt, settings)
    answers.set(key, found)
    for (const oldest of [...answers.keys()].slice(0, -KEPT)) answers.delete(oldest)
    return found
  }
}

async function search(
  view: View,
  { from, to, assume }: PathQuestion,
  now: string,
  settings: EstateSettings,
): Promise<readonly AttackPath[]> {
  const graphs: SearchGraphs = graphsFor(withCrownJewels(await view.snapshot(), settings), assume)
  const work = searching(graphs, {
    now,
    ...settings,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(assume === undefined ? {} : { assume }),
  })
  try {
    return await view.patience.run(work)
  } catch (error) {
    if (error instanceof UnknownNodeError) throw refuse('NOT_FOUND', error.message)
    throw error
  }
}
