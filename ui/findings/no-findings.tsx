import { Link } from '@tanstack/react-router'
import { EmptyState } from '../parts/states.tsx'

export function NoFindings({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title="No finding matches these filters">
        <Link to="/findings">Show all findings</Link>
      </EmptyState>
    )
  return (
    <EmptyState title="No check failed">
      That holds for what could be read: see <Link to="/coverage">what could not</Link> and{' '}
      <Link to="/rules">what is checked</Link>.
    </EmptyState>
  )
}
