import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { LoadingRows } from '../parts/states.tsx'
import { useTitle } from '../parts/use-title.ts'
import { StartPoints } from './start-points.tsx'

const Workbench = lazy(() =>
  import('../canvas/workbench.tsx').then((module) => ({ default: module.Workbench })),
)

/** What lies around it? The canvas starts from a path or a resource, never from everything. */
export function GraphPage() {
  const { path, blast, choke, focus } = useSearch({ from: '/graph' })
  useTitle('Graph')
  if ([path, blast, choke, focus].every((start) => start === undefined)) return <StartPoints />
  return (
    <Suspense fallback={<LoadingRows rows={6} waitingFor="Loading the canvas" />}>
      <Workbench />
    </Suspense>
  )
}
