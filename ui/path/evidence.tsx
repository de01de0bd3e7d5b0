import { useMemo } from 'react'
import { JsonView } from '../json-view/json-view.tsx'
import { Identifier } from '../parts/identifier.tsx'
import { type EvidenceGroup, groupEvidence } from './evidence-groups.ts'
import classes from './path.module.css'
import type { StepEvidence } from './query.ts'

/** What proves a step: each piece in words, and the documents they stand in with what decided lit. */
export function EvidenceList({ evidence }: { evidence: readonly StepEvidence[] }) {
  const groups = useMemo(() => groupEvidence(evidence), [evidence])
  return (
    <div className={classes.evidence}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no identity beyond its place
        <Proof key={index} group={group} />
      ))}
    </div>
  )
}

function Proof({ group }: { group: EvidenceGroup<StepEvidence> }) {
  const { items, document, deciders } = group
  return (
    <div className={classes.proof}>
      {items.map(({ type, id, statement, detail }) => (
        <div key={`${type} ${id} ${statement} ${detail}`}>
          <div className={classes.proofHead}>
            <span className={classes.proofType}>{type.replaceAll('-', ' ')}</span>
            <Identifier id={id} limit={72} />
            {statement !== null && <span className="soft">statement {statement}</span>}
          </div>
          {detail !== '' && <div className={classes.proofDetail}>{detail}</div>}
        </div>
      ))}
      <ProofDocument document={document} deciders={deciders} label={items[0]?.id ?? 'document'} />
    </div>
  )
}

/** Open where it shows what decided; else at hand. */
function ProofDocument(
  props: Pick<EvidenceGroup<StepEvidence>, 'document' | 'deciders'> & { label: string },
) {
  if (props.document === null) return null
  if (props.deciders.length > 0) return <JsonView {...props} />
  return (
    <details>
      <summary className={classes.summary}>document</summary>
      <JsonView {...props} />
    </details>
  )
}
