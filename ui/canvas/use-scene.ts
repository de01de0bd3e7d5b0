import { useEffect, useMemo, useRef, useState } from 'react'
import { type Client, type CombinedError, useClient, useQuery } from 'urql'
import { defaultExpansions, type Expansion, expansionKey, parseExpansion } from './expansion.ts'
import { type CanvasNode, countsQuery, expansionQuery, subgraphQuery } from './query.ts'
import { buildScene, type Expanded, NO_WAYS, type Scene, type SceneParts } from './scene.ts'
import { useWays, type WaysStart } from './use-ways.ts'

interface Start extends WaysStart {
  readonly focus: readonly string[]
  /** undefined: nothing chosen yet, a single resource shows what lies around it. */
  readonly expand: readonly string[] | undefined
  readonly hide: readonly string[]
}

export interface LoadedScene {
  readonly scene: Scene | undefined
  readonly expansions: readonly Expansion[]
  readonly title: string | undefined
  readonly error: CombinedError | undefined
  readonly missing: boolean
}

/** Reads what the address asks for. */
export function useScene(start: Start): LoadedScene {
  const { focus, expand, hide, scan } = start
  const wayward = start.path !== undefined || start.blast !== undefined || start.choke
  const way = useWays(start)
  const ids = useMemo(() => [...focus], [focus])
  const [focusAnswer] = useQuery({ query: subgraphQuery, variables: { ids }, pause: ids.length === 0 })
  const single = !wayward && focus.length === 1 ? focus[0] : undefined
  const [counts] = useQuery({
    query: countsQuery,
    variables: { id: single ?? '', scan },
    pause: single === undefined,
  })
  const neighbourCounts = counts.data?.resource?.neighbourCounts
  const expansions = useMemo(() => {
    if (expand !== undefined) return expand.flatMap((text) => parseExpansion(text) ?? [])
    return single === undefined || neighbourCounts === undefined
      ? []
      : defaultExpansions(single, neighbourCounts)
  }, [expand, single, neighbourCounts])
  const { expanded, settled, error } = useExpanded(expansions, scan)
  const shown = useRef(false)
  const waiting =
    (wayward && way.ways === undefined) ||
    (ids.length > 0 && focusAnswer.data === undefined) ||
    (single !== undefined && expand === undefined && neighbourCounts === undefined && counts.fetching) ||
    expanded === undefined ||
    // A first look waits for all of it, to be laid out as a whole; later ones keep what stands.
    (!settled && !shown.current)

  const scene = useMemo(() => {
    if (waiting || expanded === undefined) return undefined
    shown.current = true
    return buildScene({
      ways: way.ways ?? NO_WAYS,
      focus: withStart(ids.length === 0 ? NOTHING : (focusAnswer.data?.subgraph ?? NOTHING), way.start),
      expanded,
      titles: new Map(
        neighbourCounts?.flatMap((count) =>
          count.direction === 'BOTH' || single === undefined
            ? []
            : [
                [
                  expansionKey({ ...count, direction: count.direction, origin: single, shown: 0 }),
                  { title: count.neighbourKindTitle, verb: count.verb, class: count.class },
                ],
              ],
        ),
      ),
      hidden: new Set(hide),
    })
  }, [waiting, expanded, way.ways, way.start, ids, focusAnswer.data, neighbourCounts, single, hide])

  return {
    scene,
    expansions,
    title: way.title,
    error: way.error ?? focusAnswer.error ?? counts.error ?? error,
    missing: scene !== undefined && scene.nodes.size === 0,
  }
}

const NOTHING: SceneParts['focus'] = { nodes: [], relationships: [] }

const withStart = (focus: SceneParts['focus'], start: CanvasNode | undefined): SceneParts['focus'] =>
  start === undefined ? focus : { ...focus, nodes: [...focus.nodes, start] }

const PAGE = 200

interface Answer {
  readonly expanded: readonly Expanded[] | undefined
  /** What was asked for. */
  readonly to: readonly Expansion[] | undefined
  readonly error: CombinedError | undefined
}

function useExpanded(expansions: readonly Expansion[], scan: string | null) {
  const client = useClient()
  const [state, setState] = useState<Answer>({ expanded: undefined, to: undefined, error: undefined })
  useEffect(() => {
    let current = true
    const run = async () => {
      const expanded: Expanded[] = []
      for (const expansion of expansions) {
        const answer = await readExpansion(client, expansion, scan)
        if (!current) return
        if ('error' in answer) return setState((old) => ({ ...old, error: answer.error }))
        expanded.push(answer)
      }
      setState({ expanded, to: expansions, error: undefined })
    }
    void run()
    return () => {
      current = false
    }
  }, [client, expansions, scan])
  return { ...state, settled: state.to === expansions }
}

/** As many pages as the expansion shows; none shown still asks how many there are. */
async function readExpansion(
  client: Client,
  expansion: Expansion,
  scan: string | null,
): Promise<Expanded | { error: CombinedError }> {
  const neighbours: Expanded['neighbours'][number][] = []
  let after: string | null = null
  let total = 0
  do {
    const variables: Parameters<typeof query>[1] = {
      id: expansion.origin,
      kinds: [expansion.relationship],
      neighbourKinds: [expansion.neighbourKind],
      direction: expansion.direction,
      first: Math.max(1, Math.min(PAGE, expansion.shown - neighbours.length)),
      after,
      scan,
    }
    const { data, error } = await query(client, variables)
    if (error !== undefined) return { error }
    const page = data?.resource?.neighbours
    if (page === undefined) break
    total = page.totalCount
    if (expansion.shown > 0) neighbours.push(...page.edges)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null && neighbours.length < expansion.shown)
  return { expansion, total, neighbours }
}

const query = (
  client: Client,
  variables: {
    id: string
    kinds: string[]
    neighbourKinds: string[]
    direction: 'IN' | 'OUT'
    first: number
    after: string | null
    scan: string | null
  },
) => client.query(expansionQuery, variables).toPromise()
