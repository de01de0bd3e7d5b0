import type { Point } from './placement.ts'
import type { Scene } from './scene.ts'

export interface LayoutRequest {
  readonly ticket: number
  /** `path`: left to right; `net`: by forces. */
  readonly kind: 'path' | 'net'
  readonly nodes: readonly string[]
  readonly edges: readonly (readonly [string, string])[]
}

export interface LayoutResult {
  readonly ticket: number
  readonly positions: readonly (readonly [string, number, number])[]
}

let worker: Worker | undefined
let tickets = 0

/** Positions for every node of the scene, computed off the main thread. */
export function layOut(scene: Scene, kind: LayoutRequest['kind']): Promise<ReadonlyMap<string, Point>> {
  worker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  const running = worker
  const ticket = ++tickets
  const request: LayoutRequest = {
    ticket,
    kind,
    nodes: [...scene.nodes.keys(), ...scene.groups.keys()],
    edges: [
      ...[...scene.edges.values()].map(({ from, to }) => [from, to] as const),
      ...[...scene.groups.values()].map(({ id, expansion }) => [expansion.origin, id] as const),
    ],
  }
  return new Promise((resolve, reject) => {
    const settle = () => {
      running.removeEventListener('message', onMessage)
      running.removeEventListener('error', onError)
    }
    const onMessage = ({ data }: MessageEvent<LayoutResult>) => {
      if (data.ticket !== ticket) return
      settle()
      resolve(new Map(data.positions.map(([id, x, y]) => [id, { x, y }])))
    }
    const onError = (event: ErrorEvent) => {
      settle()
      reject(new Error(`the layout failed: ${event.message}`))
    }
    running.addEventListener('message', onMessage)
    running.addEventListener('error', onError)
    running.postMessage(request)
  })
}
