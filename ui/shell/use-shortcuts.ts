import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { GO_TO, isTyping } from './keys.ts'

const isGoal = (key: string): key is keyof typeof GO_TO => key in GO_TO

/** The keys that work on every page. */
export function useShortcuts({ search, help }: { search: () => void; help: () => void }) {
  const navigate = useNavigate()
  const actions = useRef({ search, help })
  actions.current = { search, help }
  useEffect(() => {
    let afterG = false
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault()
        return actions.current.search()
      }
      if (isTyping(event)) return
      if (afterG && isGoal(event.key)) {
        event.preventDefault()
        afterG = false
        return void navigate({ to: GO_TO[event.key] })
      }
      afterG = event.key === 'g'
      if (event.key === '?') actions.current.help()
      if (event.key === '/') {
        event.preventDefault()
        actions.current.search()
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [navigate])
}
