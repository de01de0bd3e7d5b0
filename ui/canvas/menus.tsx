import { useQuery } from 'urql'
import { integer } from '../parts/format.ts'
import { incomingWords, outgoingWords } from '../parts/relationship-words.ts'
import { LoadingRows } from '../parts/states.tsx'
import { useScope } from '../shell/scope.ts'
import classes from './canvas.module.css'
import { type Expansion, expansionKey, firstShown } from './expansion.ts'
import { countsQuery } from './query.ts'

/** Kinds of neighbours with their counts; one opens them, a large kind as a group. */
export function ExpandList({
  resourceId,
  expansions,
  expand,
}: {
  resourceId: string
  expansions: readonly Expansion[]
  expand: (added: readonly Expansion[]) => void
}) {
  const { scan } = useScope()
  const [{ data }] = useQuery({ query: countsQuery, variables: { id: resourceId, scan } })
  const counts = data?.resource?.neighbourCounts
  if (data === undefined) return <LoadingRows rows={3} waitingFor="Counting the neighbours" />
  if (counts === undefined || counts.length === 0) return <p className="soft">It has no neighbours.</p>
  const present = new Set(expansions.map(expansionKey))
  const attackFirst = counts.toSorted((a, b) => Number(a.class === 'FACT') - Number(b.class === 'FACT'))
  const entries = attackFirst.flatMap((count) => {
    if (count.direction === 'BOTH') return []
    const { relationship, direction, neighbourKind } = count
    const expansion = {
      origin: resourceId,
      relationship,
      direction,
      neighbourKind,
      shown: firstShown(count.count),
    }
    return [{ count, expansion, shown: present.has(expansionKey(expansion)) }]
  })
  const missing = entries.filter(({ shown }) => !shown)
  return (
    <div>
      {entries.map(({ count, expansion, shown }) => (
        <button
          key={expansionKey(expansion)}
          type="button"
          className={classes.item}
          aria-pressed={shown}
          onClick={() => expand([expansion])}
        >
          <span className={`${classes.edge} ${classes[count.class]}`}>
            {count.direction === 'IN'
              ? incomingWords(count.verb, count.neighbourKindTitle)
              : outgoingWords(count.verb, count.neighbourKindTitle)}
          </span>
          <span className={classes.count}>{shown ? 'shown' : integer(count.count)}</span>
        </button>
      ))}
      {missing.length > 1 && (
        <button
          type="button"
          className={classes.item}
          onClick={() => expand(missing.map(({ expansion }) => expansion))}
        >
          Everything around it
        </button>
      )}
    </div>
  )
}

export interface NodeActions {
  readonly hide: (id: string) => void
  readonly pin: (id: string) => void
  readonly isPinned: (id: string) => boolean
  readonly start: (id: string) => void
  readonly target: (id: string) => void
  readonly through: (id: string) => void
  readonly blast: (id: string) => void
}

/** What one can do with a node. */
export function ActionList({ id, actions, done }: { id: string; actions: NodeActions; done?: () => void }) {
  const entries = [
    ['Hide', actions.hide],
    [actions.isPinned(id) ? 'Unpin' : 'Pin', actions.pin],
    ['Set as start: paths from here', actions.start],
    ['Set as target: paths to here', actions.target],
    ['Find paths through here', actions.through],
    ['Blast radius: ways from here', actions.blast],
  ] as const
  return (
    <div role="menu" aria-label="Actions">
      {entries.map(([title, act]) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          className={classes.item}
          onClick={() => {
            act(id)
            done?.()
          }}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
