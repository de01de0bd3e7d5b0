import { useComputedColorScheme } from '@mantine/core'
import cytoscape, { type Core, type EventObject } from 'cytoscape'
import { type RefObject, useEffect, useRef } from 'react'
import classes from './canvas.module.css'
import { toElements } from './elements.ts'
import { layOut } from './layout.ts'
import { type Point, placeAround } from './placement.ts'
import { type Positions, readPositions, writePositions } from './positions.ts'
import type { Scene } from './scene.ts'
import { canvasStyle, readPalette } from './style.ts'

export interface CanvasEvents {
  /** Node ids, group ids, or `edge KEY`. */
  readonly onSelect: (ids: readonly string[]) => void
  /** A press or a move of the view: whatever is open closes. */
  readonly onPress: () => void
  readonly onHover: (id: string | undefined, at: Point) => void
  readonly onMenu: (id: string, at: Point, type: 'expand' | 'context') => void
}

interface Props extends CanvasEvents {
  readonly scene: Scene
  readonly selected: string | undefined
  readonly pinned: ReadonlySet<string>
  /** Positions are kept under this name. */
  readonly name: string
  readonly kind: 'path' | 'net'
  readonly graph: RefObject<Core | null>
}

/** Draws a scene. A change of the scene is applied as a difference: what stands stays where it stands. */
export function GraphCanvas(props: Props) {
  const { scene, selected, pinned, name, kind, graph } = props
  const box = useRef<HTMLDivElement>(null)
  const events = useRef<CanvasEvents>(props)
  events.current = props
  const theme = useComputedColorScheme('light', { getInitialValueInEffect: false })

  useEffect(() => {
    if (box.current === null) return
    const core = create(box.current, events)
    graph.current = core
    core.on('dragfree free', () => keep(core, name))
    return () => {
      graph.current = null
      core.destroy()
    }
  }, [graph, name])

  useEffect(() => {
    const container = graph.current?.container()
    if (theme && container) graph.current?.style(canvasStyle(readPalette(container)))
  }, [theme, graph])

  useEffect(() => {
    const core = graph.current
    if (core === null) return
    let current = true
    void apply(core, scene, pinned, { name, kind, isCurrent: () => current })
    return () => {
      current = false
    }
  }, [scene, pinned, name, kind, graph])

  useEffect(() => {
    const core = graph.current
    if (core === null || scene.nodes.size === 0) return
    const wanted = selected === undefined ? core.collection() : core.getElementById(selected)
    core.elements(':selected').difference(wanted).unselect()
    wanted.select()
  }, [selected, scene, graph])

  return <div ref={box} className={classes.canvas} data-testid="canvas" />
}

/** Positions at the end of what the analyst or a layout did. */
export function keep(core: Core, name: string): void {
  const positions: Positions = new Map(core.nodes().map((node) => [node.id(), { ...node.position() }]))
  writePositions(localStorage, name, positions)
}

function create(container: HTMLElement, events: RefObject<CanvasEvents>): Core {
  const core = cytoscape({
    container,
    style: canvasStyle(readPalette(container)),
    minZoom: 0.05,
    maxZoom: 3,
    boxSelectionEnabled: true,
    selectionType: 'single',
    pixelRatio: Math.min(window.devicePixelRatio, 2),
    hideEdgesOnViewport: false,
  })
  const select = () => events.current.onSelect(core.elements(':selected').map((element) => element.id()))
  core.on('tap boxend', () => setTimeout(select))
  core.on('mouseover', 'node, edge', (event: EventObject) =>
    events.current.onHover(event.target.id(), event.renderedPosition),
  )
  core.on('mouseout', 'node, edge', () => events.current.onHover(undefined, { x: 0, y: 0 }))
  core.on('viewport grab', () => events.current.onHover(undefined, { x: 0, y: 0 }))
  core.on('tapstart viewport', () => events.current.onPress())
  core.on('dbltap', 'node', (event: EventObject) =>
    events.current.onMenu(event.target.id(), event.renderedPosition, 'expand'),
  )
  core.on('cxttap', 'node', (event: EventObject) =>
    events.current.onMenu(event.target.id(), event.renderedPosition, 'context'),
  )
  return core
}

async function apply(
  core: Core,
  scene: Scene,
  pinned: ReadonlySet<string>,
  { name, kind, isCurrent }: { name: string; kind: Props['kind']; isCurrent: () => boolean },
): Promise<void> {
  const wanted = toElements(scene, pinned)
  const ids = new Set(wanted.map(({ data }) => data.id))
  const fresh = wanted.filter(({ data }) => data.id !== undefined && core.getElementById(data.id).empty())
  const stored = readPositions(localStorage, name)
  const known = [...scene.nodes.keys()].some((id) => stored.has(id) || core.getElementById(id).nonempty())
  const laid = known || scene.nodes.size === 0 ? new Map<string, Point>() : await layOut(scene, kind)
  if (!isCurrent() || core.destroyed()) return
  core.batch(() => {
    core
      .elements()
      .filter((element) => !ids.has(element.id()))
      .remove()
    for (const element of wanted)
      if (element.data.id !== undefined) core.getElementById(element.data.id).data(element.data)
    core.add(fresh)
    for (const [id, point] of placeFresh(
      core,
      scene,
      fresh.flatMap(({ data }) => data.id ?? []),
      stored,
      laid,
    ))
      core.getElementById(id).position({ ...point })
    core.nodes().forEach((node) => {
      const isPinned = pinned.has(node.id())
      node.toggleClass('pinned', isPinned)
      if (isPinned) node.lock()
      else node.unlock()
    })
  })
  if (laid.size > 0 || core.nodes().length === fresh.filter(({ group }) => group === 'nodes').length)
    core.fit(undefined, 60)
  // A path of two hops need not fill the screen.
  if (core.zoom() > 1.25)
    core.zoom({ level: 1.25, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } })
  keep(core, name)
}

/** Where new nodes go: where they stood, where the layout put them, else near what they came from. */
function placeFresh(
  core: Core,
  scene: Scene,
  fresh: readonly string[],
  stored: Positions,
  laid: Positions,
): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>()
  const homeless = new Map<string | undefined, string[]>()
  for (const id of fresh) {
    if (!scene.nodes.has(id) && !scene.groups.has(id)) continue
    const place = laid.get(id) ?? stored.get(id)
    if (place !== undefined) places.set(id, place)
    else homeless.set(scene.origins.get(id), [...(homeless.get(scene.origins.get(id)) ?? []), id])
  }
  const newcomers = new Set([...homeless.values()].flat())
  const occupied: Point[] = core
    .nodes()
    .toArray()
    .filter((node) => !newcomers.has(node.id()))
    .map((node) => ({ ...node.position() }))
  occupied.push(...places.values())
  for (const [origin, ids] of homeless) {
    const at =
      origin === undefined ? { x: 0, y: 0 } : (places.get(origin) ?? core.getElementById(origin).position())
    for (const [index, place] of placeAround(at ?? { x: 0, y: 0 }, ids.length, occupied).entries()) {
      const id = ids[index]
      if (id !== undefined) places.set(id, place)
      occupied.push(place)
    }
  }
  return places
}
