import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from 'urql'
import { graphql } from '../graphql/graphql.ts'
import { absoluteTime, relativeTime } from '../parts/format.ts'
import { useScope } from './scope.ts'

export const scansQuery = graphql(`
  query Scans {
    scans(first: 50) {
      nodes {
        scanId
        sequence
        finishedAt
        source
        complete
      }
    }
  }
`)

/** The newest scan, or any earlier one, which then is what every page shows. */
export function ScanSelect() {
  const { scan } = useScope()
  const navigate = useNavigate()
  const [{ data }] = useQuery({ query: scansQuery })
  const scans = data?.scans.nodes ?? []
  const newest = scans[0]
  const latest = newest === undefined ? 'Latest scan' : `Latest scan · ${relativeTime(newest.finishedAt)}`
  const options = scans.map((each) => ({
    value: each.scanId,
    label: `Scan ${each.sequence} · ${absoluteTime(each.finishedAt)}${each.complete ? '' : ' · partial'}`,
  }))
  return (
    <NativeSelect
      size="xs"
      aria-label="Scan"
      title={newest === undefined ? undefined : `${newest.source}, ${absoluteTime(newest.finishedAt)}`}
      value={scan ?? ''}
      data={[{ value: '', label: latest }, ...options]}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        void navigate({ to: '.', search: (old) => ({ ...old, scan: chosen === '' ? undefined : chosen }) })
      }}
    />
  )
}
