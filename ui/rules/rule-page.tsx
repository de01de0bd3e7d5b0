import { EmptyState } from '../parts/states.tsx'

export function RulePage() {
  return <EmptyState title="Not here yet" />
}
