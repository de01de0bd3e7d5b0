import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { integer } from '../parts/format.ts'
import { Neighbours } from './neighbours.tsx'
import type { NeighbourCount } from './query.ts'
import classes from './resource.module.css'

const CLASS_ORDER = ['ACCESS', 'CREDENTIAL', 'NETWORK', 'FACT'] as const

const rank = (count: NeighbourCount) => CLASS_ORDER.indexOf(count.class)

/** Attack edges first: who can reach this, then what it can reach; facts last. Neighbours open on demand. */
export function Relationships({
  resourceId,
  counts,
}: {
  resourceId: string
  counts: readonly NeighbourCount[]
}) {
  const sorted = counts.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count)
  const incoming = sorted.filter(({ direction }) => direction === 'IN')
  const outgoing = sorted.filter(({ direction }) => direction === 'OUT')
  return (
    <>
      <Side title="Who can reach it" none="Nothing points here." resourceId={resourceId} counts={incoming} />
      <Side
        title="What it can reach"
        none="Nothing leads from here."
        resourceId={resourceId}
        counts={outgoing}
      />
    </>
  )
}

function Side(props: { title: string; none: string; resourceId: string; counts: readonly NeighbourCount[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.counts.length === 0 && <p className="soft">{props.none}</p>}
      <ul>
        {props.counts.map((count) => (
          <Group
            key={`${count.relationship} ${count.neighbourKind}`}
            resourceId={props.resourceId}
            count={count}
          />
        ))}
      </ul>
    </section>
  )
}

function Group({ resourceId, count }: { resourceId: string; count: NeighbourCount }) {
  const [open, setOpen] = useState(false)
  const { direction, verb, neighbourKindTitle } = count
  return (
    <li className={classes.group}>
      <button type="button" className={classes.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} aria-hidden />
        <span className={`${classes.verb} ${classes[count.class]}`}>
          {direction === 'IN' ? `${neighbourKindTitle} ${verb} this` : `${verb} ${neighbourKindTitle}`}
        </span>
        <span className="mono soft">{count.relationship}</span>
        <span className={classes.count}>{integer(count.count)}</span>
      </button>
      {open && <Neighbours resourceId={resourceId} count={count} />}
    </li>
  )
}
