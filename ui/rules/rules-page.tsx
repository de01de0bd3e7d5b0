import { EmptyState } from '../parts/states.tsx'

export function RulesPage() {
  return <EmptyState title="Not here yet" />
}
