import type { Point } from './placement.ts'

export type Positions = ReadonlyMap<string, Point>

const PREFIX = 'chokepoint canvas '
/** Scenes whose positions are kept; the oldest leave first. */
const KEPT = 20

/** Where the analyst left the nodes of a scene. */
export function readPositions(storage: Storage, scene: string): Positions {
  try {
    const stored: unknown = JSON.parse(storage.getItem(PREFIX + scene) ?? '{}')
    if (typeof stored !== 'object' || stored === null || !('nodes' in stored)) return new Map()
    const { nodes } = stored
    if (!Array.isArray(nodes)) return new Map()
    return new Map(nodes.flatMap(parseEntry))
  } catch {
    return new Map()
  }
}

function parseEntry(entry: unknown): [string, Point][] {
  if (!Array.isArray(entry)) return []
  const [id, x, y]: unknown[] = entry
  return typeof id === 'string' && Number.isFinite(x) && Number.isFinite(y)
    ? [[id, { x: Number(x), y: Number(y) }]]
    : []
}

/** Keeps the positions of a scene; a full or blocked storage only means that they do not survive a reload. */
export function writePositions(
  storage: Storage,
  scene: string,
  positions: Positions,
  now: number = Date.now(),
): void {
  const nodes = [...positions].map(([id, { x, y }]) => [id, Math.round(x), Math.round(y)])
  try {
    storage.setItem(PREFIX + scene, JSON.stringify({ at: now, nodes }))
    const scenes = Object.keys(storage).filter((key) => key.startsWith(PREFIX))
    for (const key of oldest(storage, scenes, KEPT)) storage.removeItem(key)
  } catch {
    // Nothing is lost but a layout.
  }
}

function oldest(storage: Storage, keys: readonly string[], keep: number): readonly string[] {
  const writtenAt = (key: string) => Number(/"at":(\d+)/.exec(storage.getItem(key) ?? '')?.[1] ?? 0)
  return keys.toSorted((a, b) => writtenAt(b) - writtenAt(a)).slice(keep)
}
