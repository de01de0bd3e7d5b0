import { useState } from 'react'
import { ResourceLink, type ResourceName } from '../parts/resource-link.tsx'
import { EvidenceList } from '../path/evidence.tsx'
import type { StepEvidence } from '../path/query.ts'
import classes from './access.module.css'

/** One who may, or what one may: in a line, and on demand the statements that say so. */
export function AccessEntry({
  resource,
  words,
  conditions,
  evidence,
}: {
  resource: ResourceName
  words: string
  conditions: readonly { readonly key: string }[]
  evidence: readonly StepEvidence[]
}) {
  const [open, setOpen] = useState(false)
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.who}>
          <ResourceLink resource={resource} limit={44} />
          <span className="soft cut">{resource.kindTitle}</span>
        </span>
        <span className="mono soft cut">{words}</span>
        <span className={classes.conditions}>
          {conditions.length > 0 && `if ${[...new Set(conditions.map(({ key }) => key))].join(', ')}`}
        </span>
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Why: ${resource.name}`}
          className={classes.why}
          onClick={() => setOpen(!open)}
        >
          {open ? 'hide' : 'why'}
        </button>
      </div>
      {open && <EvidenceList evidence={evidence} />}
    </li>
  )
}
