import { useMemo } from 'react'
import { type CombinedError, useQuery } from 'urql'
import { percent } from '../fixes/worth.ts'
import { plural } from '../parts/format.ts'
import {
  type CanvasNode,
  type CanvasStep,
  canvasBlastQuery,
  canvasChokeQuery,
  canvasPathQuery,
} from './query.ts'
import type { Ways } from './scene.ts'

/** What the canvas starts from: one path, all that a resource leads to, or where the worst paths meet. */
export interface WaysStart {
  readonly path: string | undefined
  readonly blast: string | undefined
  readonly choke: boolean
  readonly from: string | undefined
  readonly to: string | undefined
  readonly assume: readonly string[] | undefined
  readonly accounts: readonly string[] | null
  readonly scan: string | null
}

export interface LoadedWays {
  /** undefined while it is read, and where the canvas starts from something else. */
  readonly ways: Ways | undefined
  /** A resource that stands there whether or not something leads from it. */
  readonly start: CanvasNode | undefined
  readonly title: string | undefined
  readonly error: CombinedError | undefined
}

const NONE: LoadedWays = { ways: undefined, start: undefined, title: undefined, error: undefined }

export function useWays(asked: WaysStart): LoadedWays {
  const path = usePath(asked)
  const blast = useBlast(asked)
  const choke = useChoke(asked)
  if (asked.path !== undefined) return path
  if (asked.blast !== undefined) return blast
  return asked.choke ? choke : NONE
}

function usePath({ path, from, to, assume, scan }: WaysStart): LoadedWays {
  const [{ data, error }] = useQuery({
    query: canvasPathQuery,
    variables: { id: path ?? '', from: from ?? null, to: to ?? null, assume: assume?.slice() ?? null, scan },
    pause: path === undefined,
  })
  return useMemo(() => {
    if (data === undefined) return { ...NONE, error }
    const found = data.attackPath
    const steps = found?.steps ?? []
    const targets = found === null ? [] : [holderOf(found.target.resourceId, steps)]
    return { ...NONE, ways: { steps, targets, shares: new Map() }, title: found?.title, error }
  }, [data, error])
}

function useBlast({ blast, scan }: WaysStart): LoadedWays {
  const [{ data, error }] = useQuery({
    query: canvasBlastQuery,
    variables: { id: blast ?? '', scan },
    pause: blast === undefined,
  })
  return useMemo(() => {
    if (data === undefined) return { ...NONE, error }
    const { resource, ways, reached } = data.blastRadius
    const targets = ways.ends.map(({ resourceId }) => resourceId)
    const more = ways.reached > targets.length ? `, the nearest ${targets.length} drawn` : ''
    return {
      ways: { steps: ways.steps, targets, shares: new Map() },
      start: resource,
      title: `Blast radius of ${resource.name}: ${plural(reached, 'resource')}, ${plural(ways.reached, 'target')}${more}`,
      error,
    }
  }, [data, error])
}

function useChoke({ choke, accounts, scan }: WaysStart): LoadedWays {
  const [{ data, error }] = useQuery({
    query: canvasChokeQuery,
    variables: { filter: { accounts: accounts?.slice() ?? null }, scan },
    pause: !choke,
  })
  return useMemo(() => {
    if (data === undefined) return { ...NONE, error }
    const { nodes, totalCount } = data.attackPaths
    const steps = nodes.flatMap((path) => path.steps)
    const shares = new Map(data.chokePoints.map(({ id, share }) => [id, share]))
    const targets = nodes.map((path) => holderOf(path.target.resourceId, path.steps))
    return {
      ...NONE,
      ways: { steps, targets, shares },
      title: chokeTitle(nodes.length, totalCount, shares),
      error,
    }
  }, [data, error])
}

function chokeTitle(drawn: number, total: number, shares: ReadonlyMap<string, number>): string {
  const most = Math.max(0, ...shares.values())
  const which =
    drawn < total ? `the worst ${drawn} of ${plural(total, 'attack path')}` : plural(total, 'attack path')
  return most === 0
    ? `Nothing lies on every way: ${which}`
    : `Where they meet: ${which}, up to ${percent(most)} of all risk at one place`
}

/** A path may end at an identity that holds the target; the crown goes to what is drawn. */
const holderOf = (target: string, steps: readonly CanvasStep[]): string =>
  steps.some(({ from, to }) => from.resourceId === target || to.resourceId === target)
    ? target
    : (steps.at(-1)?.to.resourceId ?? target)
