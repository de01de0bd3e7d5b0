import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { EmptyState } from '../parts/states.tsx'
import { toggled } from '../shell/search-params.ts'
import { FixPanel } from './fix-panel.tsx'
import classes from './fixes.module.css'
import type { QueuedFix } from './query.ts'
import type { FixesSearch } from './search.ts'
import { Simulation } from './simulation.tsx'

/** Beside the queue: the fix that is opened, or what the chosen ones do. */
export function SidePanel(props: {
  queue: readonly QueuedFix[] | undefined
  search: FixesSearch
  set: (change: FixesSearch) => void
  saved: () => void
}) {
  const { search, set } = props
  const simulating = search.simulate !== undefined && search.pick !== undefined
  if (!simulating && search.fix === undefined) return null
  return (
    <aside className={classes.panel} aria-label={simulating ? 'Simulation' : 'Fix'}>
      <ActionIcon
        className={classes.close}
        variant="subtle"
        color="gray"
        aria-label="Close"
        title="Close (Esc)"
        onClick={() => set({ fix: undefined, simulate: undefined })}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
      {simulating ? <Chosen {...props} /> : <Opened {...props} />}
    </aside>
  )
}

function Chosen({ queue, search, set }: Parameters<typeof SidePanel>[0]) {
  const fixes = useMemo(
    () => queue?.filter(({ fixId }) => search.pick?.includes(fixId)),
    [queue, search.pick],
  )
  if (fixes === undefined) return null
  if (fixes.length === 0) return <EmptyState title="The chosen fixes are not in the scan shown" />
  return <Simulation fixes={fixes} remove={(fixId) => set({ pick: toggled(search.pick, fixId) })} />
}

function Opened({ queue, search, saved }: Parameters<typeof SidePanel>[0]) {
  const fix = queue?.find(({ fixId }) => fixId === search.fix)
  if (queue === undefined) return null
  if (fix === undefined)
    return (
      <EmptyState title="This fix is not in the scan shown">
        What it would break may be closed already.
      </EmptyState>
    )
  return <FixPanel nodeId={fix.id} saved={saved} />
}
