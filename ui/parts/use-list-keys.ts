import { useCallback, useEffect, useState } from 'react'
import { isTyping } from '../shell/keys.ts'

/** j and k walk through a list; the page decides what Enter means, usually by focusing a link. */
export function useListKeys(count: number): {
  readonly active: number | undefined
  readonly setActive: (index: number | undefined) => void
} {
  const [active, setActiveState] = useState<number | undefined>()
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (isTyping(event) || (event.key !== 'j' && event.key !== 'k') || count === 0) return
      event.preventDefault()
      const step = event.key === 'j' ? 1 : -1
      setActiveState((old) => Math.min(count - 1, Math.max(0, old === undefined ? 0 : old + step)))
    }
    window.addEventListener('keydown', move)
    return () => window.removeEventListener('keydown', move)
  }, [count])
  const setActive = useCallback((index: number | undefined) => setActiveState(index), [])
  return { active, setActive }
}
