import { EmptyState } from '../parts/states.tsx'

export function FindingPage() {
  return <EmptyState title="Not here yet" />
}
