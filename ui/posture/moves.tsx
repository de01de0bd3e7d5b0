import { Link } from '@tanstack/react-router'
import { causeSentence } from '../overview/cause.ts'
import { plural } from '../parts/format.ts'
import { Section } from '../parts/section.tsx'
import classes from './posture.module.css'
import type { Move, Turn } from './query.ts'
import { signed } from './words.ts'

/** What moved the score since the scan before: the rule, what began or ended, and the change that did it. */
export function Moves({ moves, hasBefore }: { moves: readonly Move[]; hasBefore: boolean }) {
  return (
    <Section title="What moved it">
      {moves.length === 0 && (
        <p className="soft">
          {hasBefore
            ? 'Nothing: every check ended as in the scan before.'
            : 'This is the first scan; the next one tells what moved.'}
        </p>
      )}
      <ul className={classes.moves}>
        {moves.map((move) => (
          <li key={move.ruleId}>
            <span className={move.effect < 0 ? classes.down : classes.up}>{signed(move.effect)}</span>
            <span>
              <Link to="/rules/$id" params={{ id: move.ruleId }}>
                {move.rule?.title ?? move.ruleId}
              </Link>{' '}
              <span className="soft">{turnsInWords(move)}</span>
            </span>
            {[...move.opened, ...move.closed].map((turn) => (
              <TurnLine key={turn.finding.findingId} turn={turn} />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function turnsInWords({ openedCount, closedCount }: Move): string {
  const parts = [
    ...(openedCount > 0 ? [`${plural(openedCount, 'new failure')}`] : []),
    ...(closedCount > 0 ? [`${closedCount} fail no more`] : []),
  ]
  return parts.length === 0 ? 'other resources count' : parts.join(', ')
}

function TurnLine({ turn: { finding, cause } }: { turn: Turn }) {
  return (
    <p className="soft">
      <Link to="/findings/$id" params={{ id: finding.findingId }}>
        {finding.subject.name}
      </Link>
      : {causeSentence(cause)}
    </p>
  )
}
