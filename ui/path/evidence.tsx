import { JsonView } from '../json-view/json-view.tsx'
import { Identifier } from '../parts/identifier.tsx'
import classes from './path.module.css'
import type { StepEvidence } from './query.ts'

/** One piece of evidence; a document stands open, its deciding statement lit. */
export function Evidence({ evidence }: { evidence: StepEvidence }) {
  const { type, id, statement, detail, document } = evidence
  return (
    <div className={classes.proof}>
      <div className={classes.proofHead}>
        <span className={classes.proofType}>{type.replaceAll('-', ' ')}</span>
        <Identifier id={id} limit={72} />
        {statement !== null && <span className="soft">statement {statement}</span>}
      </div>
      {detail !== '' && <div>{detail}</div>}
      {document !== null && document !== undefined && (
        <JsonView document={document} statement={statement} label={`${type} ${id}`} />
      )}
    </div>
  )
}
