import { EmptyState } from '../parts/states.tsx'

export function FindingsPage() {
  return <EmptyState title="Not here yet" />
}
