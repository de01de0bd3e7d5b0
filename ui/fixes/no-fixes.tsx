import { Link } from '@tanstack/react-router'
import { EmptyState } from '../parts/states.tsx'

/** Nothing to fix is good news only where something was searched. */
export function NoFixes({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <EmptyState title="No fix matches these filters">
        <Link to="/fixes">Show all fixes</Link>
      </EmptyState>
    )
  return (
    <EmptyState title="No attack path, so nothing to break">
      That is as true as what was read is complete. <Link to="/coverage">See what was read</Link>, or{' '}
      <Link to="/findings">go through the findings</Link>.
    </EmptyState>
  )
}
