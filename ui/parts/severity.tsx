import classes from './severity.module.css'

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'] as const
export type Severity = (typeof SEVERITIES)[number]

const WORDS = { CRITICAL: 'Critical', HIGH: 'High', MEDIUM: 'Medium', LOW: 'Low', INFO: 'Info' } as const

export const severityWord = (severity: Severity): string => WORDS[severity]

/** Always a word or its letter; the colour only repeats it. */
export function SeverityBadge({ severity, letter = false }: { severity: Severity; letter?: boolean }) {
  const word = WORDS[severity]
  if (!letter) return <span className={`${classes.badge} ${classes[severity]}`}>{word}</span>
  return (
    <span className={`${classes.letter} ${classes[severity]}`} title={word} role="img" aria-label={word}>
      {word.charAt(0)}
    </span>
  )
}
