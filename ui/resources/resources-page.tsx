import { EmptyState } from '../parts/states.tsx'

export function ResourcesPage() {
  return <EmptyState title="Not here yet" />
}
