import type { Core } from 'cytoscape'
import { type RefObject, useEffect, useRef } from 'react'
import { isTyping } from '../shell/keys.ts'

interface Keys {
  readonly graph: RefObject<Core | null>
  readonly undo: () => void
  readonly redo: () => void
  readonly close: () => void
  readonly hide: () => void
}

/** Ctrl Z and Ctrl Shift Z, Esc, Delete, f to fit, + and -. */
export function useCanvasKeys(keys: Keys) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { graph, undo, redo, close, hide } = latest.current
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
        event.preventDefault()
        return event.shiftKey ? redo() : undo()
      }
      if (isTyping(event)) return
      if (event.key === 'Escape') close()
      if (event.key === 'Delete' || event.key === 'Backspace') hide()
      if (event.key === 'f') graph.current?.fit(undefined, 60)
      if (event.key === '+' || event.key === '=') zoomBy(graph.current, 1.25)
      if (event.key === '-') zoomBy(graph.current, 0.8)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

export function zoomBy(core: Core | null, factor: number): void {
  core?.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } })
}
