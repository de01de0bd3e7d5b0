import { useEffect } from 'react'

/** The tab says what the page answers. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Chokepoint`
  }, [title])
}
