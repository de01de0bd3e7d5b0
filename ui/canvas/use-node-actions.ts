import { useNavigate } from '@tanstack/react-router'
import type { GraphSearch } from '../graph/search.ts'
import { toggled } from '../shell/search-params.ts'
import type { NodeActions } from './menus.tsx'

interface Dependencies {
  readonly shape: Pick<GraphSearch, 'expand' | 'hide' | 'pin'>
  readonly change: (next: GraphSearch) => void
}

/** Hiding and pinning change the canvas; the rest leads to the list of paths. */
export function useNodeActions({ shape, change }: Dependencies): NodeActions & {
  readonly hideAll: (ids: readonly string[]) => void
} {
  const navigate = useNavigate()
  const hideAll = (ids: readonly string[]) => {
    if (ids.length > 0)
      change({ ...shape, hide: [...new Set([...(shape.hide ?? []), ...ids])], selected: undefined })
  }
  return {
    hideAll,
    hide: (id) => hideAll([id]),
    pin: (id) => change({ ...shape, pin: toggled(shape.pin, id) }),
    isPinned: (id) => shape.pin?.includes(id) ?? false,
    start: (id) => void navigate({ to: '/paths', search: { from: id } }),
    target: (id) => void navigate({ to: '/paths', search: { to: id } }),
    through: (id) => void navigate({ to: '/paths', search: { through: id } }),
    blast: (id) => void navigate({ to: '/graph', search: { blast: id } }),
  }
}
