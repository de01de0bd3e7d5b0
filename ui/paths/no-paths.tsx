import { Link } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '../graphql/graphql.ts'
import { EmptyState } from '../parts/states.tsx'

const gapsQuery = graphql(`
  query Gaps($scan: ID) {
    coverageSummary(scan: $scan) {
      total
      states {
        state
        count
      }
    }
  }
`)

/** An empty list is good news only as far as everything could be read. */
export function NoPaths({ filtered, scan }: { filtered: boolean; scan: string | null }) {
  const [{ data }] = useQuery({ query: gapsQuery, variables: { scan } })
  const total = data?.coverageSummary.total ?? 0
  const read = data?.coverageSummary.states.find(({ state }) => state === 'OK')?.count ?? 0
  if (filtered)
    return (
      <EmptyState title="No path matches these filters">
        <Link to="/paths">Show all attack paths</Link>
      </EmptyState>
    )
  if (total === 0)
    return (
      <EmptyState title="Nothing has been read yet">
        Run <code>chokepoint ingest aws</code>, or <code>chokepoint demo</code> for the sample estate.
      </EmptyState>
    )
  if (read < total)
    return (
      <EmptyState title={`No paths found, but ${total - read} of ${total} partitions could not be read`}>
        An attacker may know what this scan does not. <Link to="/coverage">See what is missing</Link>
      </EmptyState>
    )
  return (
    <EmptyState title="No attack path leads from an entry point to a target">
      All {total} partitions were read. <Link to="/findings">Findings</Link> may still be worth a look.
    </EmptyState>
  )
}
