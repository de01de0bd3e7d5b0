import { enumWords, likelihood } from '../parts/format.ts'
import { Identifier } from '../parts/identifier.tsx'
import { ResourceLink } from '../parts/resource-link.tsx'
import { AttackLink, TechniqueLink } from '../parts/technique-link.tsx'
import { EvidenceList } from './evidence.tsx'
import classes from './path.module.css'
import type { Step } from './query.ts'

/** One step with what proves it, what it hangs on, and what would stop it. */
export function HopCard({ step, number, of }: { step: Step; number: number; of: number }) {
  return (
    <article id={`step-${number}`} className={classes.hop} aria-label={`Step ${number} of ${of}`}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <div className={classes.hopBody}>
        <div>
          <p className={classes.sentence}>{step.sentence}</p>
          <div className={classes.hopEnds}>
            <ResourceLink resource={step.from} />
            <span className="soft">{step.verb}</span>
            <ResourceLink resource={step.to} />
          </div>
        </div>
        <div className={classes.meta}>
          <span>likelihood {likelihood(step.likelihood)}</span>
          <span className="mono">{step.kind}</span>
          {step.technique !== null && <TechniqueLink id={step.technique} />}
          {step.attack.map((id) => (
            <AttackLink key={id} id={id} />
          ))}
        </div>
        <Conditions conditions={step.conditions} />
        {step.evidence.length === 0 ? (
          <p className="soft">No document backs this step; it follows from the model.</p>
        ) : (
          <EvidenceList evidence={step.evidence} />
        )}
        {step.provenance !== null && (
          <div className={classes.stop}>
            <b>What would stop it</b>
            <span>
              {step.provenance.title ?? `Edit this ${enumWords(step.provenance.type).toLowerCase()}`}
            </span>
            <Identifier id={step.provenance.id} limit={64} />
          </div>
        )}
      </div>
    </article>
  )
}

const STATE_WORDS = { MET: 'met', UNMET: 'not met', UNKNOWN: 'not known' } as const

function Conditions({ conditions }: { conditions: Step['conditions'] }) {
  if (conditions.length === 0) return null
  return (
    <ul className={classes.conditions} aria-label="Conditions">
      {conditions.map((condition) => (
        <li
          key={`${condition.key} ${condition.detail}`}
          className={classes.condition}
          data-state={condition.state}
        >
          <span className="mono">{condition.key}</span>
          <span>{condition.detail}</span>
          <b>{STATE_WORDS[condition.state]}</b>
        </li>
      ))}
    </ul>
  )
}
