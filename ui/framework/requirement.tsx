import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useQuery } from 'urql'
import { enumWords, integer } from '../parts/format.ts'
import { SeverityBadge } from '../parts/severity.tsx'
import { ErrorState, LoadingRows } from '../parts/states.tsx'
import posture from '../posture/posture.module.css'
import type { RequirementStatus } from '../posture/query.ts'
import { useScope } from '../shell/scope.ts'
import classes from './framework.module.css'
import { type RequirementRow, type RuleLine, requirementQuery } from './query.ts'

interface Props {
  readonly framework: string
  readonly requirement: RequirementRow
}

/** One requirement; opened, it tells which of our controls bear on it, by which rules, and how these ended. */
export function Requirement({ framework, requirement }: Props) {
  const [opened, setOpened] = useState(false)
  return (
    <details className={classes.requirement} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>
        <span className="mono">{requirement.requirementId}</span>
        <span>{requirement.title}</span>
        <Status status={requirement.status} />
        <span className={`${classes.counts} soft`}>{countsInWords(requirement)}</span>
      </summary>
      {opened && <Controls framework={framework} requirement={requirement} />}
    </details>
  )
}

export function Status({ status }: { status: RequirementStatus }) {
  return (
    <span className={classes.status}>
      <span className={`${posture.swatch} ${posture[status]}`} aria-hidden />
      {enumWords(status)}
    </span>
  )
}

interface Counts {
  readonly failing: number
  readonly passing: number
  readonly notEvaluated: number
  readonly excepted: number
}

function countsInWords({ failing, passing, notEvaluated, excepted }: Counts): string {
  const parts = [
    [failing, 'fail'],
    [passing, 'pass'],
    [notEvaluated, 'not evaluated'],
    [excepted, 'excepted'],
  ] as const
  return parts.flatMap(([count, word]) => (count > 0 ? [`${integer(count)} ${word}`] : [])).join(', ')
}

function Controls({ framework, requirement: { requirementId, status } }: Props) {
  const { account, scan } = useScope()
  const variables = { framework, requirement: requirementId, account, scan }
  const [{ data, error }, retry] = useQuery({ query: requirementQuery, variables })
  if (error !== undefined) return <ErrorState error={error} retry={retry} />
  const found = data?.framework?.requirement
  if (found == null) return <LoadingRows rows={3} waitingFor="Reading the controls" />
  return (
    <div className={classes.controls}>
      {status === 'MANUAL' && (
        <p className="soft">No rule can tell this from the configuration: somebody has to look.</p>
      )}
      {found.controls.map((control) => (
        <section key={control.controlId} className={classes.control}>
          <h3>{control.title}</h3>
          {control.rules.length === 0 && <p className="soft">No rule of this control bears on it yet.</p>}
          {control.rules.map((line) => (
            <RuleEvaluation key={line.rule.ruleId} line={line} />
          ))}
        </section>
      ))}
    </div>
  )
}

function RuleEvaluation({ line }: { line: RuleLine }) {
  const { rule } = line
  return (
    <div className={classes.rule}>
      <SeverityBadge severity={rule.severity} />
      <Link to="/rules/$id" params={{ id: rule.ruleId }}>
        {rule.title}
      </Link>
      <Status status={line.status} />
      <span className={classes.counts}>
        {line.failing > 0 ? (
          <Link to="/findings" search={{ rule: [rule.ruleId], status: ['FAIL'] }}>
            {countsInWords(line)}
          </Link>
        ) : (
          <span className="soft">{countsInWords(line)}</span>
        )}
      </span>
      {line.reasons.map((reason) => (
        <span key={reason} className={`${classes.reason} soft`}>
          {reason}
        </span>
      ))}
    </div>
  )
}
