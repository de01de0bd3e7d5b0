import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import classes from './fixes.module.css'
import type { FixQueue } from './query.ts'
import type { FixesSearch } from './search.ts'
import { bestTogether, percent } from './worth.ts'

/** The page's answer: how far the best fixes get, and one click to look at just that. */
export function BestTogether({ queue, set }: { queue: FixQueue; set: (change: FixesSearch) => void }) {
  const { ids, share } = bestTogether(queue.nodes, queue.risk)
  if (ids.length === 0) return 'Ranked by the risk each removes.'
  return (
    <>
      Ranked by the risk each removes. {ids.length} of them, made together, remove {percent(share)} of all
      risk.{' '}
      <button type="button" className={classes.linkButton} onClick={() => set({ pick: ids })}>
        Choose {ids.length === 1 ? 'it' : `these ${ids.length}`}
      </button>
    </>
  )
}

/** The chosen fixes, ready to be tried together. */
export function Basket({ picked, set }: { picked: readonly string[]; set: (change: FixesSearch) => void }) {
  if (picked.length === 0) return <span className="soft">Choose some to see what they do together</span>
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => set({ pick: undefined, simulate: undefined })}>
        Choose none
      </Button>
      <Button
        size="xs"
        leftSection={<IconFlask size={15} aria-hidden />}
        onClick={() => set({ simulate: 'chosen', fix: undefined })}
      >
        Simulate {picked.length === 1 ? 'this one' : `these ${picked.length}`}
      </Button>
    </>
  )
}
