import { EmptyState } from '../parts/states.tsx'

export function OverviewPage() {
  return <EmptyState title="Not here yet" />
}
