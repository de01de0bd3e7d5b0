import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { integer } from '../parts/format.ts'
import { incomingWords, outgoingWords } from '../parts/relationship-words.ts'
import { Neighbours } from './neighbours.tsx'
import type { NeighbourCount } from './query.ts'
import classes from './resource.module.css'

const CLASS_ORDER = ['ACCESS', 'CREDENTIAL', 'NETWORK', 'FACT'] as const

const rank = (count: NeighbourCount) => CLASS_ORDER.indexOf(count.class)

/** Who can reach it, what it can reach, and the facts. Neighbours open on demand. */
export function Relationships({
  resourceId,
  counts,
}: {
  resourceId: string
  counts: readonly NeighbourCount[]
}) {
  const sorted = counts.toSorted((a, b) => rank(a) - rank(b) || b.count - a.count)
  const attack = sorted.filter((count) => count.class !== 'FACT')
  const incoming = attack.filter(({ direction }) => direction === 'IN')
  const outgoing = attack.filter(({ direction }) => direction === 'OUT')
  const facts = sorted.filter((count) => count.class === 'FACT')
  return (
    <>
      <Side
        title="Who can reach it"
        none="No way for an attacker leads here, as far as could be read."
        resourceId={resourceId}
        counts={incoming}
      />
      <Side
        title="What it can reach"
        none="An attacker who holds it gains nothing further, as far as could be read."
        resourceId={resourceId}
        counts={outgoing}
      />
      <Side
        title="What it belongs to"
        none="No relationship to other resources was read."
        resourceId={resourceId}
        counts={facts}
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
            key={`${count.direction} ${count.relationship} ${count.neighbourKind}`}
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
          {direction === 'IN'
            ? incomingWords(verb, neighbourKindTitle)
            : outgoingWords(verb, neighbourKindTitle)}
        </span>
        <span className="mono soft">{count.relationship}</span>
        <span className={classes.count}>{integer(count.count)}</span>
      </button>
      {open && <Neighbours resourceId={resourceId} count={count} />}
    </li>
  )
}
