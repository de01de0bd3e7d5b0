import { EmptyState } from '../parts/states.tsx'

export function ChangesPage() {
  return <EmptyState title="Not here yet" />
}
