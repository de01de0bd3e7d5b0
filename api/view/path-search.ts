import type { AttackGraph } from '../../graph/paths/graph.ts'
import type { AttackPath } from '../../graph/paths/path.ts'
import { graphsFor, type SearchGraphs, searching } from '../../graph/paths/search.ts'
import { type EstateSettings, withCrownJewels } from '../../graph/paths/settings.ts'
import { UnknownNodeError } from '../../graph/paths/unknown-node.ts'
import { inTurns } from '../../graph/turns.ts'
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

/** The attack graph that was kept with a scan, when there is one; else it is built from the store. */
export type KeptGraph = (scan: string) => Promise<AttackGraph | null>

/** Answers are kept for the pages that follow; a scan never changes, so they stay right. */
export function createPathSearch(
  settings: EstateSettings = {},
  keptGraph: KeptGraph = async () => null,
): PathSearch {
  const kept = newestKept(keptGraph)
  const answers = new Map<string, readonly AttackPath[]>()
  return async (view, question) => {
    if (view.scan === null) return []
    const key = JSON.stringify([view.scan.id, question.from, question.to, question.assume])
    const known = answers.get(key)
    if (known !== undefined) return known
    const graphs = (await kept(view.scan.id, question)) ?? (await graphsOf(view, question, settings))
    const found = await search(view, graphs, question, { ...settings, now: view.scan.startedAt })
    answers.set(key, found)
    for (const oldest of [...answers.keys()].slice(0, -KEPT)) answers.delete(oldest)
    return found
  }
}

/** Keeps the graph of the scan that was asked for last. Assumptions change edges, so they need all records. */
function newestKept(keptGraph: KeptGraph) {
  let newest: { readonly scan: string; readonly graph: Promise<AttackGraph | null> } | undefined
  return async (scan: string, { assume = [] }: PathQuestion): Promise<SearchGraphs | null> => {
    if (assume.length > 0) return null
    if (newest?.scan !== scan) newest = { scan, graph: keptGraph(scan) }
    const graph = await newest.graph
    return graph === null ? null : { graph, plain: graph }
  }
}

const graphsOf = async (view: View, { assume }: PathQuestion, settings: EstateSettings) =>
  graphsFor(withCrownJewels(await view.snapshot(), settings), assume)

async function search(
  view: View,
  graphs: SearchGraphs,
  { from, to, assume }: PathQuestion,
  settings: EstateSettings & { readonly now: string },
): Promise<readonly AttackPath[]> {
  const work = searching(graphs, {
    ...settings,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(assume === undefined ? {} : { assume }),
  })
  try {
    return await view.patience.run((watch) => inTurns(work, watch))
  } catch (error) {
    if (error instanceof UnknownNodeError) throw refuse('NOT_FOUND', error.message)
    throw error
  }
}
