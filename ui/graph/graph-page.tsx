import { EmptyState } from '../parts/states.tsx'

export function GraphPage() {
  return <EmptyState title="Not here yet" />
}
