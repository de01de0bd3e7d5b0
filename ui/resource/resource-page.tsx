import { EmptyState } from '../parts/states.tsx'

export function ResourcePage() {
  return <EmptyState title="Not here yet" />
}
