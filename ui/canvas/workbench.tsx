import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Core } from 'cytoscape'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { GraphSearch } from '../graph/search.ts'
import { EmptyState, ErrorState } from '../parts/states.tsx'
import { WorkingRows } from '../parts/working.tsx'
import { useScope } from '../shell/scope.ts'
import classes from './canvas.module.css'
import { type Expansion, formatExpansion, withExpansion } from './expansion.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { Legend } from './legend.tsx'
import { ActionList, ExpandList } from './menus.tsx'
import type { Point } from './placement.ts'
import { reason } from './reason.ts'
import { SidePanel } from './side-panel.tsx'
import { Toolbar } from './toolbar.tsx'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { useNodeActions } from './use-node-actions.ts'
import { useScene } from './use-scene.ts'
import { useUndo } from './use-undo.ts'

const NONE: readonly string[] = []

/** The canvas with its tools; all of its state but the positions is in the address. */
export function Workbench() {
  const search = useSearch({ from: '/graph' })
  const { accounts, scan } = useScope()
  const name = nameOf(search, accounts)
  return <Bench key={`${name} ${scan}`} search={search} name={name} accounts={accounts} scan={scan} />
}

/** What the canvas starts from, in one word: positions are kept under it. */
function nameOf({ path, blast, choke, focus }: GraphSearch, accounts: readonly string[] | null): string {
  if (path !== undefined) return `path ${path}`
  if (blast !== undefined) return `blast ${blast}`
  if (choke !== undefined) return `choke ${accounts?.join(' ') ?? ''}`
  return `focus ${focus?.join(' ')}`
}

interface Menu {
  readonly id: string
  readonly at: Point
  readonly type: 'expand' | 'context'
}

function Bench(props: {
  search: GraphSearch
  name: string
  accounts: readonly string[] | null
  scan: string | null
}) {
  const { search, name, accounts, scan } = props
  const navigate = useNavigate({ from: '/graph' })
  const graph = useRef<Core>(null)
  const [menu, setMenu] = useState<Menu>()
  const [hover, setHover] = useState<{ id: string; at: Point }>()
  const [boxed, setBoxed] = useState<readonly string[]>([])
  const apply = useCallback(
    (next: GraphSearch) => void navigate({ search: (old) => ({ ...old, ...next }), replace: true }),
    [navigate],
  )
  const shape = useMemo(
    () => ({ expand: search.expand, hide: search.hide, pin: search.pin }),
    [search.expand, search.hide, search.pin],
  )
  const history = useUndo<GraphSearch>(shape, apply)
  const { scene, expansions, title, error, missing } = useScene({
    path: search.path,
    blast: search.blast,
    choke: search.choke !== undefined,
    from: search.from,
    to: search.to,
    assume: search.assume,
    accounts,
    focus: search.focus ?? NONE,
    expand: search.expand,
    hide: search.hide ?? NONE,
    scan,
  })
  const isWay = search.path !== undefined || search.blast !== undefined || search.choke !== undefined
  const kind = isWay ? 'path' : 'net'
  const pinned = useMemo(() => new Set(search.pin), [search.pin])
  const select = (id: string | undefined) => apply({ selected: id })
  const expand = (added: readonly Expansion[]) => {
    const list = added.reduce(withExpansion, expansions)
    history.change({ ...shape, expand: list.map(formatExpansion) })
    setMenu(undefined)
  }
  const actions = useNodeActions({ shape, change: history.change })
  const close = () => {
    setMenu(undefined)
    setBoxed([])
    select(undefined)
  }
  useCanvasKeys({ graph, undo: history.undo, redo: history.redo, close, hide: () => actions.hideAll(chosen) })
  const selection = boxed.length > 1 ? boxed : search.selected === undefined ? NONE : [search.selected]
  const chosen = selection.filter((id) => !id.startsWith('edge '))

  if (error !== undefined && scene === undefined) return <ErrorState error={error} />
  if (missing)
    return (
      <EmptyState title="There is nothing to draw">
        The scan shown has no such path or resource, or all of it is hidden.
      </EmptyState>
    )
  return (
    <div className={classes.layout}>
      <Toolbar
        title={
          title ?? (search.focus?.length === 1 ? `Around ${focusName(scene, search.focus[0])}` : 'Graph')
        }
        graph={graph}
        scene={scene}
        name={name}
        kind={kind}
        history={history}
        chosen={chosen}
        hide={() => actions.hideAll(chosen)}
      />
      <div className={classes.stage}>
        {scene === undefined ? (
          <WorkingRows
            rows={6}
            waitingFor={isWay ? 'Working out the ways of an attacker' : 'Reading the neighbourhood'}
          />
        ) : (
          <GraphCanvas
            scene={scene}
            selected={search.selected}
            pinned={pinned}
            name={name}
            kind={kind}
            graph={graph}
            onPress={() => setMenu(undefined)}
            onSelect={(ids) => {
              setBoxed(ids)
              select(ids.length === 1 ? ids[0] : undefined)
            }}
            onHover={(id, at) => setHover(id === undefined ? undefined : { id, at })}
            onMenu={(id, at, type) => setMenu({ id, at, type })}
          />
        )}
        <Legend />
        {hover !== undefined && menu === undefined && scene !== undefined && (
          <div
            className={classes.hint}
            data-testid="canvas-hint"
            style={{ left: hover.at.x + 14, top: hover.at.y + 14 }}
          >
            {reason(scene, hover.id)}
          </div>
        )}
        {menu !== undefined && (
          <div
            className={classes.menu}
            data-testid="canvas-menu"
            style={{ left: menu.at.x + 6, top: menu.at.y + 6 }}
          >
            {menu.type === 'context' ? (
              <ActionList id={menu.id} actions={actions} done={() => setMenu(undefined)} />
            ) : (
              <MenuForExpansion scene={scene} id={menu.id} expansions={expansions} expand={expand} />
            )}
          </div>
        )}
      </div>
      {scene !== undefined && (
        <SidePanel
          scene={scene}
          selected={search.selected}
          expansions={expansions}
          select={select}
          expand={expand}
          actions={actions}
        />
      )}
    </div>
  )
}

function focusName(scene: ReturnType<typeof useScene>['scene'], id: string | undefined): string {
  return (id === undefined ? undefined : scene?.nodes.get(id)?.name) ?? id ?? ''
}

/** A group opens in pages, a resource by kinds. */
function MenuForExpansion(props: {
  scene: ReturnType<typeof useScene>['scene']
  id: string
  expansions: readonly Expansion[]
  expand: (added: readonly Expansion[]) => void
}) {
  const group = props.scene?.groups.get(props.id)
  if (group === undefined)
    return <ExpandList resourceId={props.id} expansions={props.expansions} expand={props.expand} />
  const { expansion, remaining } = group
  return (
    <>
      {[24, 100, 300]
        .filter((count, index) => index === 0 || count < remaining)
        .map((count) => (
          <button
            key={count}
            type="button"
            className={classes.item}
            onClick={() => props.expand([{ ...expansion, shown: expansion.shown + count }])}
          >
            Show {Math.min(count, remaining)} of {remaining}
          </button>
        ))}
    </>
  )
}
